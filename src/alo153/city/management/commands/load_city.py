"""`manage load_city`: read `cities/<slug>/` into the database, or say everything wrong with it."""

from argparse import ArgumentParser
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from alo153.accounts.actions import RoleInUse
from alo153.accounts.registry import edition
from alo153.city import queries
from alo153.city.actions import AnotherCityError, follow_files, load_city
from alo153.city.citypack import CityPack, PackError, read_pack
from alo153.city.models import DocumentVersion
from alo153.core.actor import SYSTEM
from alo153.core.clock import now


def _load(pack: CityPack) -> CityPack:
    """Load a city; of the one served here what administrators put in force stays."""
    if pack.slug == settings.CITY:
        try:
            return follow_files(by=SYSTEM, at=now())
        except PackError as error:
            # The files alone are right: a new program may ask for more than a document says
            raise CommandError("\n".join([str(error), *_documents_of(error)])) from error
    load_city(pack=pack, by=SYSTEM, at=now())
    return pack


def _documents_of(error: PackError) -> Iterator[str]:
    """Say which mistakes are in what an administrator put in force, and not in the file."""
    files = {mistake.file for mistake in error.mistakes}
    states = DocumentVersion.State
    for each in DocumentVersion.objects.filter(state=states.IN_FORCE, saved_by__isnull=False):
        if f"{each.kind}.toml" in files:
            yield (
                f"{each.kind}.toml: version {each.number}, saved by {each.saved_by} on "
                f"{queries.today(each.saved_at)}, is in force in place of the file. Start the "
                f"programs, let an administrator correct it at /settings/documents/{each.kind}/, "
                "and load again."
            )


class Command(BaseCommand):
    """Load the city named by ALO153_CITY, or check its files only."""

    help = "Load or check the files of a city."
    # They read every page's module, for which this command has no use
    requires_system_checks = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Accept a city, and a check without loading."""
        parser.add_argument("city", nargs="?", default=settings.CITY, help="folder below cities/")
        parser.add_argument("--check", action="store_true", help="only say what is wrong")

    def handle(self, *_: Any, **options: Any) -> None:
        """Load or check."""
        try:
            pack = read_pack(Path(settings.CITIES_DIR) / options["city"])
            if not options["check"]:
                pack = _load(pack)
        except (PackError, AnotherCityError, RoleInUse) as error:
            raise CommandError(str(error)) from error
        done = "is in order" if options["check"] else "is loaded"
        self.stdout.write(
            f"{pack.city.name} {done}: {len(pack.districts)} districts, "
            f"{len(pack.neighborhoods)} neighborhoods, {len(pack.units)} units, "
            f"{len(pack.topics)} topics, {len(pack.rules)} routing rules"
        )
        self._say_newer_permissions(pack)
        if not options["check"]:
            self._say_which_rules()
            self._say_which_documents()

    def _say_newer_permissions(self, pack: CityPack) -> None:
        """Say which permissions the roles have that their document cannot know (ADR 82)."""
        for line in pack.roles:
            if line.newer:
                self.stdout.write(
                    f"roles.toml: role {line.bundle.key} has {', '.join(line.newer)} as well, "
                    f"which came after the document was written. With edition = {edition()} "
                    "it decides on all permissions itself."
                )

    def _say_which_rules(self) -> None:
        """Say so where the rules in force are not the file's."""
        current, waiting = queries.version_in_force(), queries.waiting_version()
        if current and current.saved_by:
            day = queries.today(current.saved_at)
            self.stdout.write(
                f"Routing: version {current.number} of the rules is in force, saved by "
                f"{current.saved_by} on {day}; routing.toml is not."
            )
        if waiting:
            self.stdout.write(
                f"Routing: routing.toml changed and waits as version {waiting.number}. "
                "An administrator compares it and takes it up at /settings/routing/."
            )

    def _say_which_documents(self) -> None:
        """Say so where a document in force is not the file's, and where a file waits."""
        states = DocumentVersion.State
        for each in DocumentVersion.objects.filter(state=states.IN_FORCE, saved_by__isnull=False):
            self.stdout.write(
                f"{each.kind}.toml: version {each.number} is in force, saved by {each.saved_by} "
                f"on {queries.today(each.saved_at)}; the file is not."
            )
        for each in DocumentVersion.objects.filter(state=states.WAITING):
            self.stdout.write(
                f"{each.kind}.toml changed and waits as version {each.number}. An administrator "
                f"compares it and takes it up at /settings/documents/{each.kind}/."
            )

"""`manage invent_past`: ninety days of an invented city, to try out and to take pictures of."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from alo153.city.citypack import PackError
from alo153.core.clock import now
from alo153.intake.lived_in import actions
from alo153.intake.lived_in.rooms.furnishing import furnish
from alo153.intake.lived_in.town import NothingToInventFrom


class Command(BaseCommand):
    """Invent a past where there is none, and fill empty rooms; doing it again changes nothing."""

    help = "Invent contacts and applications of the last days, and what goes on in other rooms."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Take how much, and by which seed."""
        parser.add_argument("--days", type=int, default=90)
        parser.add_argument("--contacts", type=int, default=8000)
        parser.add_argument("--cases", type=int, default=900)
        parser.add_argument("--seed", type=int, default=153)

    def handle(self, *_: Any, days: int, contacts: int, cases: int, seed: int, **__: Any) -> None:
        """Invent it."""
        if not settings.DEVELOPMENT:
            raise CommandError("Only for trying out: ALO153_DEVELOPMENT is not set here.")
        try:
            said = actions.invent_past(
                days=days, contacts=contacts, cases=cases, seed=seed, at=now()
            )
        except actions.HasAPast:
            self.stdout.write("there are contacts or applications already: nothing is invented")
        except NothingToInventFrom:
            raise CommandError("Load the city and its demo people first.") from None
        else:
            self.stdout.write(f"{said.contacts} contacts and {said.cases} applications invented")
        self._furnish()

    def _furnish(self) -> None:
        """Fill the rooms in which nothing has happened yet."""
        try:
            done = furnish(Path(settings.CITIES_DIR) / settings.CITY, at=now())
        except PackError as error:
            raise CommandError(str(error)) from error
        self.stdout.write(f"rooms filled: {', '.join(done.filled) or 'none'}")
        if done.failed:
            self.stdout.write(f"rooms that stay empty, see the errors: {', '.join(done.failed)}")

"""`manage load_streets`: put a city's register of streets and house numbers in place."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from alo153.city import queries
from alo153.city.actions import load_streets
from alo153.city.streets import register_file
from alo153.city.streets.register_file import RegisterError
from alo153.core.actor import SYSTEM
from alo153.core.clock import now


class Command(BaseCommand):
    """Load a CSV file, or say what is wrong with it."""

    help = "Load streets and house numbers from a CSV file, for the search of addresses."
    requires_system_checks = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Accept a file, and a check without loading."""
        parser.add_argument("file", type=Path, help="columns: " + ",".join(register_file.COLUMNS))
        parser.add_argument("--check", action="store_true", help="only say what is wrong")

    def handle(self, *_: Any, **options: Any) -> None:
        """Load or check."""
        lines = register_file.read(options["file"], queries.register_places())
        try:
            if options["check"]:
                self.stdout.write(f"{sum(1 for _ in lines)} lines are in order")
                return
            loaded = load_streets(lines=lines, by=SYSTEM, at=now())
        except RegisterError as error:
            raise CommandError(str(error)) from error
        self.stdout.write(f"{loaded.streets} streets and {loaded.numbers} house numbers are loaded")
        if loaded.unplaced:
            self.stdout.write(f"{loaded.unplaced} house numbers without a point were left out")

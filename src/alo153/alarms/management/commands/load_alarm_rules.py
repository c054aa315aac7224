"""`manage load_alarm_rules`: let a new city begin with the alarm rules of its files."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from alo153.alarms import actions, city_file
from alo153.city import queries as city
from alo153.city.citypack import PackError
from alo153.core.actor import SYSTEM
from alo153.core.clock import now


class Command(BaseCommand):
    """Load `alarm_rules.toml` after `load_city`, once: a city that has rules keeps its own."""

    help = "Load the alarm rules that a new city begins with."
    requires_system_checks = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Accept a check without loading."""
        parser.add_argument("--check", action="store_true", help="only say what is wrong")

    def handle(self, *_: Any, check: bool, **__: Any) -> None:
        """Load or check."""
        try:
            rules = city_file.read(city.city_folder())
        except PackError as error:
            raise CommandError(str(error)) from error
        if check:
            self.stdout.write(f"{city_file.FILE} is in order: {len(rules)} alarm rules")
            return
        count = actions.begin_with_rules(rules=rules, by=SYSTEM, at=now())
        self.stdout.write(f"{count} alarm rules" if count else "the city has its own alarm rules")

"""`manage load_ready_answers`: keep the ready answers that a city's files bring for its center."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from alo153.cases import actions
from alo153.cases.telling.ready_answers import city_file
from alo153.city.citypack import PackError
from alo153.core.clock import now


class Command(BaseCommand):
    """Load `ready_answers.toml` after `load_city`; what staff have changed stays as it is."""

    help = "Load the ready answers of a city."
    requires_system_checks = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Accept a check without loading."""
        parser.add_argument("--check", action="store_true", help="only say what is wrong")

    def handle(self, *_: Any, check: bool, **__: Any) -> None:
        """Load or check."""
        folder = Path(settings.CITIES_DIR) / settings.CITY
        try:
            answers = city_file.read(folder)
        except PackError as error:
            raise CommandError(str(error)) from error
        if check:
            self.stdout.write(f"{city_file.FILE} is in order: {len(answers)} ready answers")
            return
        try:
            count = actions.keep_city_templates(answers=answers, at=now())
        except actions.CannotKeep as refused:
            same = refused.same_shortcut
            raise CommandError(
                f'A ready answer kept here has the short key of one: "{same}"'
            ) from None
        self.stdout.write(f"{len(answers)} ready answers, {count} of them new or changed")

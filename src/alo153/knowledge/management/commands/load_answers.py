"""`manage load_answers`: put the answers of a city's files in force, and know its providers."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from alo153.city import queries as city
from alo153.city.citypack import PackError
from alo153.core.actor import SYSTEM
from alo153.core.clock import now
from alo153.knowledge.articles import actions, city_file
from alo153.knowledge.feeds import city_file as feed_file
from alo153.knowledge.feeds.actions import load_feeds


class Command(BaseCommand):
    """Load `answers.toml` and `feeds.toml` after `load_city`; what they name no more is retired."""

    help = "Load the questions and answers of a city."
    requires_system_checks = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Accept a check without loading."""
        parser.add_argument("--check", action="store_true", help="only say what is wrong")

    def handle(self, *_: Any, check: bool, **__: Any) -> None:
        """Load or check."""
        folder = Path(settings.CITIES_DIR) / settings.CITY
        try:
            articles, providers = city_file.read(folder), feed_file.read(city.files_in_force())
        except PackError as error:
            raise CommandError(str(error)) from error
        if check:
            self.stdout.write(f"{city_file.FILE} is in order: {len(articles)} answers")
            return
        actions.load_articles(articles=articles, by=SYSTEM, at=now())
        load_feeds(feeds=providers)
        self.stdout.write(f"{len(articles)} answers")

"""`manage replay_events`: a consumer continues from another event than where it is."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from alo153.core.history.consumers.actions import UnknownConsumer, replay
from alo153.core.history.consumers.declaring import installed


class Command(BaseCommand):
    """Move the cursor of a consumer."""

    help = "Let a consumer handle events again, or go past one at which it fails."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Accept which consumer, and where it continues."""
        parser.add_argument("consumer", help=f"one of: {', '.join(_keys())}")
        parser.add_argument(
            "--after", type=int, required=True, help="the number of an event; 0: from the first one"
        )

    def handle(self, *_args: Any, consumer: str, after: int, **_options: Any) -> None:
        """Move it, and say where it was; the worker continues within a minute."""
        try:
            before = replay(consumer=consumer, after=after)
        except UnknownConsumer:
            raise CommandError(f"{consumer} is none of: {', '.join(_keys())}") from None
        self.stdout.write(f"{consumer} was behind event {before}, and goes on behind {after}")


def _keys() -> list[str]:
    return [each.key for each in installed()]

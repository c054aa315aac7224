"""`manage rebuild_quality`: count the sums of scores and ratings again."""

from typing import Any

from django.core.management.base import BaseCommand

from alo153.core.processes.process_priority import lower_priority
from alo153.quality.actions.counting import count_all


class Command(BaseCommand):
    """Count every day again."""

    help = "Count scores and ratings of all days again; readers see the former figures."

    def handle(self, *_: Any, **__: Any) -> None:
        """Count."""
        lower_priority()
        count_all()

"""`manage rebuild_reports`: count the figures of all reports again, from the first event."""

from typing import Any

from django.core.management.base import BaseCommand

from alo153.cases import actions as cases
from alo153.core.processes.process_priority import lower_priority
from alo153.reports.actions.rollup.rebuilding import rebuild


class Command(BaseCommand):
    """Empty the facts and count every event again."""

    help = "Count the figures of all reports again from the events; readers see the former ones."

    def handle(self, *_: Any, **__: Any) -> None:
        """Count, and say how many events there were."""
        lower_priority()
        cases.count_sums()
        self.stdout.write(f"{rebuild()} events counted")

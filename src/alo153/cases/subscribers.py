"""What cases do when something happened elsewhere."""

from alo153.cases import tasks
from alo153.core.models import Event


def follow_calendar(event: Event) -> None:  # noqa: ARG001 - one shape for all
    """``city.loaded``: administrative leave may have moved what is due."""
    tasks.read_clocks_again.defer()

"""Note the state of an operator's line."""

from datetime import datetime

from alo153.channels.models import OperatorLine


def note_line(*, name: str, trouble: str, at: datetime) -> None:
    """Note that an operator's line holds, or the code of its failure."""
    found = {"trouble": trouble[:60], "noted_at": at}
    OperatorLine.objects.update_or_create(name=name, defaults=found)

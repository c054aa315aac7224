"""Look-ups about call-backs that citizens asked for."""

from alo153.calls.models import Command


def wish(number: str, key: int) -> Command | None:
    """Return what a page asked of the switchboard for a number (E.164); one query."""
    return Command.objects.filter(payload__number=number, pk=key).first()

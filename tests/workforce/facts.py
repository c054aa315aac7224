"""What came, as the reports have counted it."""

from datetime import datetime

from alo153.reports.models import ContactHalfHour


def calls(at: datetime, count: int) -> None:
    """Let calls of citizens come in within the half hour that begins at an instant."""
    _half_hour(at, "", "phone", calls_in=count)


def contacts(at: datetime, count: int, *, queue: str, channel: str = "phone") -> None:
    """Let contacts wait in a queue from an instant on."""
    _half_hour(at, queue, channel, offered=count)


def handled(at: datetime, count: int, seconds: int, *, queue: str, channel: str = "phone") -> None:
    """Let contacts have taken so many seconds each, a tenth of it the work after them."""
    talk, after = 900 * seconds * count, 100 * seconds * count
    measures = {"handled": count, "talk_ms": talk, "wrap_up_ms": after}
    ContactHalfHour.objects.create(begins_at=at, queue=queue, agent=1, channel=channel, **measures)


def _half_hour(at: datetime, queue: str, channel: str, **measures: int) -> None:
    keys = {"begins_at": at, "queue": queue, "agent": 0, "channel": channel}
    ContactHalfHour.objects.update_or_create(**keys, defaults=measures)

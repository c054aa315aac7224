"""The development mailbox stands in for everybody: its other side is a table."""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import Final

from tests.channels.contract.http_provider import TO
from tests.channels.contract.other_side import Mood, Taken

from alo153.channels.models import CapturedMessage

__all__ = ["MOODS", "TO", "running"]

MOODS: Final[frozenset[Mood]] = frozenset()


class Mailbox:
    """The page that shows what was sent."""

    address = "mailbox:"
    settings: Mapping[str, object] = {}

    def taken(self) -> Sequence[Taken]:
        kept = CapturedMessage.objects.order_by("pk")
        return [Taken(message.to, message.subject, message.body) for message in kept]

    def be(self, mood: Mood) -> None:
        raise AssertionError("it has none")


@contextmanager
def running() -> Iterator[Mailbox]:
    """Run it."""
    yield Mailbox()

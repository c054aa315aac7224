"""Instagram's messages and comments, as Meta's documentation tells it."""

from contextlib import AbstractContextManager

from tests.channels.contract import http_provider
from tests.channels.contract.stand_ins import messenger
from tests.channels.contract.stand_ins.messenger import (
    MOODS,
    MOST_IN_ONE,
    SECRET,
    TO,
    Messenger,
    signed,
)

__all__ = ["MOODS", "MOST_IN_ONE", "SECRET", "TO", "Instagram", "pushed", "running", "signed"]


class Instagram(Messenger):
    """The provider."""

    scheme = "instagram"
    below = "replies"
    marked = {}
    longest = 1000

    def size(self, text: str) -> int:
        """Return how many bytes a text is."""
        return len(text.encode())


def pushed(text: str, *, name: str = "1", times: int = 1) -> bytes:
    """Post a message."""
    return messenger.pushed(text, name=name, times=times, kind="instagram")


def running() -> AbstractContextManager[Instagram]:
    """Run it."""
    return http_provider.running(Instagram())

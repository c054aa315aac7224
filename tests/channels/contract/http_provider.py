"""What stand-ins of providers by HTTP share: what they took, their mood, their account."""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import Final

from tests.channels.contract.http_server import HttpServer, Request, http_server, retry_after
from tests.channels.contract.other_side import Mood, Taken

USER, PASSWORD, SENDER = "8501530153", "secret", "KOCAELI153"
ALL_MOODS: Final = frozenset(Mood)
# One of Turkey; how a number abroad is written is tested with each provider
TO: Final = "+905320000101"


class HttpProvider:
    """Answers in its mood once, else as `verdict` says; a provider writes the words of both."""

    # How its addresses begin, and the path where it listens
    scheme: str
    path: str

    def __init__(self) -> None:
        self.orders: list[Request] = []
        self.moods: list[Mood | tuple[int, bytes]] = []
        self.password = PASSWORD
        # To whom, or about which message, it was told that somebody types
        self.signs: list[str] = []
        self.server: HttpServer

    @property
    def address(self) -> str:
        return f"{self.scheme}+http://{self.server.origin}{self.path}"

    @property
    def settings(self) -> Mapping[str, object]:
        return {"SMS_USER": USER, "SMS_PASSWORD": PASSWORD, "SMS_SENDER": SENDER}

    @property
    def too_many(self) -> Mapping[str, str]:
        """Return the headers that say when to come again."""
        return retry_after()

    def be(self, mood: Mood) -> None:
        if mood is Mood.ABSENT:
            self.server.stop()
        elif mood is Mood.STRANGER:
            self.password = "another"
        else:
            self.moods.append(mood)

    def program(self, request: Request) -> tuple[int, bytes] | None:
        mood = self.moods.pop(0) if self.moods else None
        if mood is Mood.CUT:
            return None
        if isinstance(mood, tuple):
            return mood
        status, body = self.in_mood(mood) if mood else self.verdict(request)
        if status < 300:
            self.orders.append(request)
        return status, body

    def in_mood(self, mood: Mood) -> tuple[int, bytes]:
        """Refuse as this provider does."""
        raise NotImplementedError

    def verdict(self, request: Request) -> tuple[int, bytes]:
        """Take an order, or say what is wrong with it."""
        raise NotImplementedError

    def taken(self) -> Sequence[Taken]:
        """Read what was taken by this provider's rules."""
        raise NotImplementedError


@contextmanager
def running[P: HttpProvider](provider: P) -> Iterator[P]:
    """Run it."""
    with http_server(provider.program, lambda: provider.too_many) as server:
        provider.server = server
        yield provider

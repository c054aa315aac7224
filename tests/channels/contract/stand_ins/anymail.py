"""Postmark, for the many providers of django-anymail: one POST a letter, answer in JSON."""

import json
from collections.abc import Mapping, Sequence
from contextlib import AbstractContextManager
from typing import Final

from tests.channels.contract import http_provider
from tests.channels.contract.http_provider import ALL_MOODS, HttpProvider
from tests.channels.contract.http_server import Request
from tests.channels.contract.other_side import Mood, Taken

TO: Final = "mehmet@example.org"
MOODS: Final = ALL_MOODS
# Status, Postmark's own code, and its words
_ANSWERS: Final = {
    Mood.LATER: (429, 100, "Rate limit exceeded."),
    Mood.REFUSES: (422, 405, "You ran out of credits."),
    Mood.WRONG_ADDRESS: (422, 300, f"Error parsing 'To': Illegal email address '{TO}'."),
}


class Postmark(HttpProvider):
    """The provider."""

    @property
    def address(self) -> str:
        where = f"http://{self.server.origin}/"
        return f"anymail://postmark?server_token={http_provider.PASSWORD}&api_url={where}"

    @property
    def settings(self) -> Mapping[str, object]:
        return {"EMAIL_FROM": "Kocaeli 153 <153@kocaeli.example>"}

    def in_mood(self, mood: Mood) -> tuple[int, bytes]:
        return _answer(*_ANSWERS[mood])

    def verdict(self, request: Request) -> tuple[int, bytes]:
        if request.headers["X-Postmark-Server-Token"] != self.password:
            return _answer(401, 10, "The Server Token you provided is incorrect.")
        return _answer(200, 0, "OK", To=TO, MessageID=f"b7bc2f4a-{len(self.orders)}")

    def taken(self) -> Sequence[Taken]:
        letters = [json.loads(request.body) for request in self.orders]
        return [Taken(each["To"], each["Subject"], each["TextBody"]) for each in letters]


def _answer(status: int, code: int, words: str, **more: str) -> tuple[int, bytes]:
    return status, json.dumps({"ErrorCode": code, "Message": words, **more}).encode()


def running() -> AbstractContextManager[Postmark]:
    """Run it."""
    return http_provider.running(Postmark())

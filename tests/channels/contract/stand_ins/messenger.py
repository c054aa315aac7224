"""Messenger and comments of a page, as Meta's documentation tells it."""

import json
from collections.abc import Mapping, Sequence
from contextlib import AbstractContextManager
from typing import Any, Final

from tests.channels.contract import http_provider
from tests.channels.contract.graph_posts import GraphPosts
from tests.channels.contract.http_provider import ALL_MOODS, HttpProvider
from tests.channels.contract.http_server import Request
from tests.channels.contract.other_side import Mood, Taken
from tests.channels.contract.stand_ins.whatsapp import refused, signed_by
from tests.channels.social import shapes

TO: Final = "6254153015300101"
MOODS: Final = ALL_MOODS
ACCOUNT: Final = "101530153015301"
TOKEN: Final = "EAAG-what-we-say-as-the-page"
SECRET: Final = "00112233445566778899aabbccddeeff"
VERIFY: Final = "a-word-that-meta-repeats"
_ERRORS: Final = {
    Mood.LATER: (400, 613, "Calls to this API have exceeded the rate limit"),
    Mood.REFUSES: (400, 10, "This message is sent outside of allowed window"),
    Mood.WRONG_ADDRESS: (400, 551, "This person isn't available right now"),
}


class Messenger(HttpProvider):
    """The provider; whoever is named by a comment is reached once."""

    scheme = "messenger"
    # Where an answer below a comment goes, how messages to people are marked, and how long they are
    below = "comments"
    marked: Mapping[str, str] = {"messaging_type": "RESPONSE"}
    longest = 2000

    def __init__(self) -> None:
        super().__init__()
        self.password = TOKEN
        self.files: dict[str, bytes] = {}
        self.answered: set[str] = set()
        self.asked: list[Request] = []
        self.public = GraphPosts(ACCOUNT)

    @property
    def address(self) -> str:
        there = f"{ACCOUNT}:{TOKEN}@{self.server.origin}/v24.0"
        return f"{self.scheme}+http://{there}?secret={SECRET}&verify={VERIFY}&publish=yes"

    @property
    def settings(self) -> Mapping[str, object]:
        return {}

    def in_mood(self, mood: Mood) -> tuple[int, bytes]:
        return refused(*_ERRORS[mood])

    def verdict(self, request: Request) -> tuple[int, bytes]:
        self.asked.append(request)
        if request.method == "GET":
            # What is handed out by its address alone wants no token, and must get none
            known = "Authorization" in request.headers or request.path not in self.files
            return refused(404, 100, "no") if known else (200, self.files[request.path])
        if request.headers["Authorization"] != f"Bearer {self.password}":
            return refused(401, 190, "Invalid OAuth access token")
        if answer := self.public.verdict(request):
            return answer
        order = json.loads(request.body)
        if request.path == f"/v24.0/{ACCOUNT}/messages":
            return self._message(order)
        if request.path.endswith(f"/{self.below}") and set(order) == {"message"}:
            return 200, json.dumps({"id": f"reply-{len(self.orders)}"}).encode()
        return refused(400, 100, "Unsupported post request")

    def _message(self, order: dict[str, Any]) -> tuple[int, bytes]:
        if "sender_action" in order:
            return self._sign(order)
        recipient, text = order.pop("recipient"), order.pop("message")["text"]
        if order != dict(self.marked) or not 1 <= self.size(text) <= self.longest:
            return refused(400, 100, "Invalid parameter")
        if comment := recipient.get("comment_id"):
            if comment in self.answered:
                return refused(400, 10900, "Activity already replied to")
            self.answered.add(comment)
        elif recipient["id"] != TO:
            return refused(400, 551, "This person isn't available right now")
        told = {"recipient_id": TO, "message_id": f"m_{len(self.orders)}"}
        return 200, json.dumps(told).encode()

    def _sign(self, order: dict[str, Any]) -> tuple[int, bytes]:
        """Take what developers.facebook.com/.../send-messages/sender-actions shows."""
        if order != {"recipient": {"id": TO}, "sender_action": "typing_on"}:
            return refused(400, 100, "Invalid parameter")
        self.signs.append(TO)
        return 200, json.dumps({"recipient_id": TO}).encode()

    def size(self, text: str) -> int:
        """Return how long a text is, as it counts."""
        return len(text)

    def said(self) -> list[tuple[str, str]]:
        """Return what was said, and to whom or below which comment."""
        found = []
        for each in self.orders:
            order, place = json.loads(each.body), each.path.split("/")[2]
            if "sender_action" in order:
                continue
            if "recipient" in order:
                [place] = order["recipient"].values()
                found.append((place, order["message"]["text"]))
            elif "message" in order:
                found.append((f"below {place}", order["message"]))
        return found

    def taken(self) -> Sequence[Taken]:
        return [Taken(whom, "", text) for whom, text in self.said()]


MOST_IN_ONE: Final = 1000


def pushed(text: str, *, name: str = "1", times: int = 1, kind: str = "page") -> bytes:
    """Post a message."""
    told = shapes.meta_message(kind, f"m_{name}", text=text)
    told["entry"][0]["messaging"] *= times
    return shapes.raw(told)


def signed(raw: bytes) -> Mapping[str, str]:
    """Sign a post over its very bytes."""
    return signed_by(SECRET, raw)


def running() -> AbstractContextManager[Messenger]:
    """Run it."""
    return http_provider.running(Messenger())

"""X API v2 as its documentation tells it; refuses what it would refuse, and what is signed wrongly.

https://docs.x.com/x-api/direct-messages/manage/integrate
https://docs.x.com/x-api/fundamentals/response-codes-and-errors
"""

import base64
import hashlib
import hmac
import json
import re
import time
from collections.abc import Mapping, Sequence
from contextlib import AbstractContextManager
from typing import Any, Final

from tests.channels.contract import http_provider
from tests.channels.contract.http_provider import ALL_MOODS, HttpProvider
from tests.channels.contract.http_server import Request
from tests.channels.contract.oauth1 import Signer
from tests.channels.contract.other_side import Mood, Taken
from tests.channels.social import shapes

type Answer = tuple[int, bytes]
TO: Final = "2222222222222222222"
MOODS: Final = ALL_MOODS
# The city's account, and the program that acts for it
ACCOUNT: Final = "1533153315331533153"
KEY: Final = "xvz1evFS4wEEPTGEFPHBog"
SECRET: Final = "kAcSOqF21Fu85e7zjz7ZN2U4ZRhfV3WpwPAoE3Z7kBw"
TOKEN: Final = "1533153315331533153-GmHxMAgYyLbNEtIKZeRNFsMKPR9EyMZeS9weJAEb"
TOKEN_SECRET: Final = "LswwdoUaIvS8ltyTt5jkRh4J50vUPVVHtR2YPi5kE"
WAIT_SECONDS: Final = 420
_REFUSED: Final = {
    Mood.LATER: (429, "Too Many Requests", "Too Many Requests", "about:blank"),
    Mood.REFUSES: (403, "Forbidden", "This operation is not permitted.", "about:blank"),
    Mood.WRONG_ADDRESS: (
        403,
        "Forbidden",
        "You do not have permission to DM one or more participants.",
        "about:blank",
    ),
}
_LINK: Final = re.compile(r"https?://\S+")


class X(HttpProvider):
    """The provider; `files` are those that it has, by their path."""

    scheme = "x"
    path = ""

    def __init__(self) -> None:
        super().__init__()
        self.password = TOKEN
        self.signer = Signer(KEY, SECRET, TOKEN, TOKEN_SECRET)
        self.files: dict[str, bytes] = {}
        # What stands there, by its number; pictures are seen by nobody until they stand in a post
        self.posts: dict[str, dict[str, Any]] = {}
        self.pictures: dict[str, dict[str, Any]] = {}
        self.asked: list[Request] = []

    @property
    def address(self) -> str:
        named = f"key={KEY}&secret={SECRET}&token_secret={TOKEN_SECRET}"
        return f"x+http://{ACCOUNT}:{TOKEN}@{self.server.origin}?{named}&publish=yes"

    @property
    def settings(self) -> Mapping[str, object]:
        return {}

    @property
    def too_many(self) -> Mapping[str, str]:
        """Return how X says when its window begins anew: no `Retry-After`."""
        return {"x-rate-limit-reset": str(int(time.time()) + WAIT_SECONDS)}

    def in_mood(self, mood: Mood) -> Answer:
        return refused(*_REFUSED[mood])

    def verdict(self, request: Request) -> Answer:
        self.asked.append(request)
        self.signer.token = self.password
        if not self.signer.is_signed(request, self.server.origin):
            return refused(401, "Unauthorized", "Unauthorized", "about:blank")
        if request.method == "GET":
            content = self.files.get(request.path)
            return (404, b"") if content is None else (200, content)
        if request.method == "DELETE":
            return self._delete(request.path.removeprefix("/2/tweets/"))
        return self._post(request.path, json.loads(request.body))

    def _post(self, path: str, order: dict[str, Any]) -> Answer:
        if whom := re.fullmatch(r"/2/dm_conversations/with/(\d{1,19})/messages", path):
            return self._message(whom[1], order)
        take = {
            "/2/tweets": self._tweet,
            "/2/media/upload": self._picture,
            "/2/media/metadata": self._described,
        }.get(path)
        return take(order) if take else refused(404, "Not Found", "Not Found", "about:blank")

    def _message(self, whom: str, order: dict[str, Any]) -> Answer:
        if set(order) != {"text"} or not 1 <= len(order["text"]) <= 10_000:
            return invalid("text")
        if whom != TO:
            return refused(*_REFUSED[Mood.WRONG_ADDRESS])
        talk, number = f"{ACCOUNT}-{whom}", f"158210372460797{len(self.orders):04}"
        return 201, json.dumps(
            {"data": {"dm_conversation_id": talk, "dm_event_id": number}}
        ).encode()

    def _tweet(self, order: dict[str, Any]) -> Answer:
        if not {"text"} <= set(order) <= {"text", "reply", "media"} or not order["text"].strip():
            return invalid("text")
        if _counted(order["text"]) > 280:
            return refused(400, "Bad Request", "Your Tweet text is too long.", "about:blank")
        if any(each["text"] == order["text"] for each in self.posts.values()):
            words = "You are not allowed to create a Tweet with duplicate content."
            return refused(403, "Forbidden", words, "about:blank")
        names = order.get("media", {"media_ids": []})["media_ids"]
        if any(name not in self.pictures for name in names):
            return refused(400, "Bad Request", "Your media IDs are invalid.", "about:blank")
        number = f"20807613903449377{len(self.posts) + 10}"
        below = order.get("reply", {}).get("in_reply_to_tweet_id", "")
        post = {"text": order["text"], "below": below, "picture": ""}
        for name in names:
            post |= {"picture": self.pictures[name]["content"], "alt": self.pictures[name]["alt"]}
        self.posts[number] = post
        return 201, json.dumps({"data": {"id": number, "text": order["text"]}}).encode()

    def _picture(self, order: dict[str, Any]) -> Answer:
        known = {"media", "media_category", "media_type"}
        if set(order) != known or order["media_category"] != "tweet_image":
            return invalid("media_category")
        content = base64.b64decode(order["media"], validate=True)
        if len(content) > 5 * 1024 * 1024 or order["media_type"] != "image/jpeg":
            return invalid("media")
        name = f"11466545676749127{len(self.pictures) + 10}"
        self.pictures[name] = {"content": content, "alt": ""}
        return 200, json.dumps({"data": {"id": name, "media_key": f"3_{name}"}}).encode()

    def _described(self, order: dict[str, Any]) -> Answer:
        words = order["metadata"]["alt_text"]["text"]
        if order["id"] not in self.pictures or not 1 <= len(words) <= 1000:
            return invalid("metadata")
        self.pictures[order["id"]]["alt"] = words
        return 200, json.dumps({"data": {"id": order["id"]}}).encode()

    def _delete(self, number: str) -> Answer:
        if self.posts.pop(number, None) is None:
            words = f"Could not find tweet with id: [{number}]."
            return refused(404, "Not Found Error", words, problem("resource-not-found"))
        return 200, b'{"data": {"deleted": true}}'

    def said(self) -> list[tuple[str, str]]:
        """Return what was said, and to whom or below which post."""
        found = []
        for each in self.orders:
            if each.path.startswith("/2/dm_conversations/"):
                found.append((each.path.split("/")[4], json.loads(each.body)["text"]))
            elif each.path == "/2/tweets" and each.method == "POST":
                order = json.loads(each.body)
                below = order.get("reply", {}).get("in_reply_to_tweet_id", "all")
                found.append((f"below {below}", order["text"]))
        return found

    def taken(self) -> Sequence[Taken]:
        return [Taken(whom, "", text) for whom, text in self.said()]


def _counted(text: str) -> int:
    """Count as X does what the tests write: letters of Europe once, emoji twice, a link 23."""
    links = _LINK.findall(text)
    rest = _LINK.sub("", text)
    return 23 * len(links) + sum(1 if ord(each) < 4352 else 2 for each in rest)


def problem(name: str) -> str:
    """Return how X calls a kind of error."""
    return f"https://api.x.com/2/problems/{name}"


def invalid(name: str) -> Answer:
    """Refuse an order that is not in X's shape."""
    words = f"The `{name}` parameter is invalid."
    return refused(400, "Invalid Request", words, problem("invalid-request"))


def refused(status: int, title: str, detail: str, kind: str) -> Answer:
    """Refuse as X does."""
    told = {"title": title, "detail": detail, "type": kind, "status": status}
    return status, json.dumps(told).encode()


# One event a post, which may hold several messages
MOST_IN_ONE: Final = 1000


def pushed(text: str, *, name: str = "1", times: int = 1) -> bytes:
    """Post a message: `&`, `<` and `>` of what was typed are written as in a page."""
    written = text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    said = shapes.x_said(f"20807659015285350{name}", text=written)
    return shapes.raw(shapes.x_message(*[said] * times))


def signed(raw: bytes) -> Mapping[str, str]:
    """Sign a post over its very bytes."""
    digest = hmac.new(SECRET.encode(), raw, hashlib.sha256).digest()
    return {"x-twitter-webhooks-signature": f"sha256={base64.b64encode(digest).decode()}"}


def running() -> AbstractContextManager[X]:
    """Run it."""
    return http_provider.running(X())

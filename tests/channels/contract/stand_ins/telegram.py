"""Telegram's Bot API as its documentation tells it; refuses what it would refuse."""

import json
from collections.abc import Mapping, Sequence
from contextlib import AbstractContextManager
from typing import Any, Final

from tests.channels.contract import http_provider
from tests.channels.contract.http_provider import ALL_MOODS, HttpProvider
from tests.channels.contract.http_server import Request, form_of
from tests.channels.contract.other_side import Mood, Taken
from tests.channels.social import shapes

TO: Final = "5320000101"
MOODS: Final = ALL_MOODS
TOKEN: Final = "7153015301:AAHdqTcvCH1vGWJxfSeofSAs0K5PALDsaw"
SECRET: Final = "what-telegram-says-to-us"
CHANNEL: Final = "@kocaeli_153"
_DESCRIPTIONS: Final = {
    Mood.LATER: (429, "Too Many Requests: retry after 35", {"retry_after": 35}),
    Mood.REFUSES: (400, "Bad Request: message text is empty", {}),
    Mood.WRONG_ADDRESS: (403, "Forbidden: bot was blocked by the user", {}),
}
_KNOWN: Final = {"chat_id", "text", "link_preview_options"}


class Telegram(HttpProvider):
    """The provider; `files` are those that it has, by their path."""

    def __init__(self) -> None:
        super().__init__()
        self.password = TOKEN
        self.files: dict[str, bytes] = {}
        # What came with a file: its kind, name, content, and the words below it
        self.received: list[tuple[str, str, bytes, str]] = []
        # What stands in the city's channel, by its number
        self.posts: dict[int, dict[str, Any]] = {}

    @property
    def address(self) -> str:
        return f"telegram+http://{TOKEN}@{self.server.origin}?secret={SECRET}&publish={CHANNEL}"

    @property
    def settings(self) -> Mapping[str, object]:
        return {}

    def in_mood(self, mood: Mood) -> tuple[int, bytes]:
        return _refused(*_DESCRIPTIONS[mood])

    def verdict(self, request: Request) -> tuple[int, bytes]:
        if request.method == "GET":
            return self._file(request.path)
        if not request.path.startswith(f"/bot{self.password}/"):
            return _refused(401, "Unauthorized")
        method = request.path.rpartition("/")[2]
        if request.headers["Content-Type"].startswith("multipart/form-data"):
            return self._uploaded(method, form_of(request))
        order = json.loads(request.body)
        public = order.get("chat_id") == CHANNEL
        take = {
            "sendMessage": self._post if public else self._message,
            "sendPhoto": self._post,
            "deleteMessage": self._delete,
            "getFile": self._found,
            "sendChatAction": self._sign,
        }.get(method)
        return take(order) if take else _refused(404, "Not Found: method not found")

    def _sign(self, order: dict[str, Any]) -> tuple[int, bytes]:
        """https://core.telegram.org/bots/api#sendchataction ."""
        if order != {"chat_id": TO, "action": "typing"}:
            return _refused(400, "Bad Request: wrong parameter action in request")
        self.signs.append(order["chat_id"])
        return 200, b'{"ok": true, "result": true}'

    def _message(self, order: dict[str, Any]) -> tuple[int, bytes]:
        if not set(order) <= _KNOWN or order["chat_id"] != TO:
            return _refused(400, "Bad Request: chat not found")
        if not 1 <= len(order["text"].encode("utf-16-le")) // 2 <= 4096:
            return _refused(400, "Bad Request: message is too long")
        message = {"message_id": 71 + len(self.orders), "date": 1795871000}
        chat = {"id": int(TO), "type": "private", "first_name": "Ayşe"}
        return 200, json.dumps({"ok": True, "result": message | {"chat": chat}}).encode()

    def _uploaded(self, method: str, form: dict[str, tuple[str, bytes]]) -> tuple[int, bytes]:
        """https://core.telegram.org/bots/api#sending-files ."""
        kind = {"sendPhoto": "photo", "sendDocument": "document"}.get(method, "")
        if set(form) != {"chat_id", "caption", kind} or form["chat_id"][1].decode() != TO:
            return _refused(400, "Bad Request: chat not found")
        words, (name, content) = form["caption"][1].decode(), form[kind]
        if len(words.encode("utf-16-le")) // 2 > 1024:
            return _refused(400, "Bad Request: message caption is too long")
        if kind == "photo" and not content.startswith(b"\xff\xd8"):
            return _refused(400, "Bad Request: IMAGE_PROCESS_FAILED")
        self.received.append((kind, name, content, words))
        message = {"message_id": 71 + len(self.received), "date": 1795871000}
        chat = {"id": int(TO), "type": "private", "first_name": "Ayşe"}
        return 200, json.dumps({"ok": True, "result": message | {"chat": chat}}).encode()

    def _post(self, order: dict[str, Any]) -> tuple[int, bytes]:
        """https://core.telegram.org/bots/api#sendphoto ."""
        if set(order) not in ({"chat_id", "text"}, {"chat_id", "photo", "caption"}):
            return _refused(400, "Bad Request: there is no text in the message")
        text = order.get("caption", order.get("text", ""))
        if len(text.encode("utf-16-le")) // 2 > (1024 if "photo" in order else 4096):
            return _refused(400, "Bad Request: message caption is too long")
        if not str(order.get("photo", "https://a/b.jpg")).startswith("http"):
            return _refused(400, "Bad Request: wrong HTTP URL specified")
        number = 501 + len(self.posts)
        self.posts[number] = {"text": text, "picture": order.get("photo", "")}
        chat = {"id": -1001530153, "type": "channel", "username": CHANNEL[1:]}
        message = {"message_id": number, "date": 1795871000, "chat": chat}
        return 200, json.dumps({"ok": True, "result": message}).encode()

    def _delete(self, order: dict[str, Any]) -> tuple[int, bytes]:
        if order["chat_id"] != CHANNEL or self.posts.pop(order["message_id"], None) is None:
            return _refused(400, "Bad Request: message to delete not found")
        return 200, json.dumps({"ok": True, "result": True}).encode()

    def _found(self, order: dict[str, Any]) -> tuple[int, bytes]:
        file_id = order["file_id"]
        if file_id not in self.files:
            return _refused(400, "Bad Request: file is too big")
        told = {"file_id": file_id, "file_unique_id": "u", "file_path": f"photos/{file_id}.jpg"}
        return 200, json.dumps({"ok": True, "result": told}).encode()

    def _file(self, path: str) -> tuple[int, bytes]:
        name = path.removeprefix(f"/file/bot{self.password}/photos/").removesuffix(".jpg")
        return (200, self.files[name]) if name in self.files else _refused(404, "Not Found")

    def taken(self) -> Sequence[Taken]:
        sent = [each for each in self.orders if each.path.endswith("/sendMessage")]
        orders = [json.loads(request.body) for request in sent]
        return [Taken(order["chat_id"], "", order["text"]) for order in orders]


def _refused(
    status: int, description: str, parameters: dict[str, int] | None = None
) -> tuple[int, bytes]:
    told: dict[str, Any] = {"ok": False, "error_code": status, "description": description}
    if parameters:
        told["parameters"] = parameters
    return status, json.dumps(told).encode()


# One update a post
MOST_IN_ONE: Final = 1


def pushed(text: str, *, name: str = "1", times: int = 1) -> bytes:
    """Post a message."""
    assert times == MOST_IN_ONE
    return shapes.raw(shapes.telegram(int(name), text=text))


def signed(_: bytes) -> Mapping[str, str]:
    """It signs nothing: it says our secret."""
    return {"X-Telegram-Bot-Api-Secret-Token": SECRET}


def running() -> AbstractContextManager[Telegram]:
    """Run it."""
    return http_provider.running(Telegram())

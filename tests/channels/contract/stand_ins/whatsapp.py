"""WhatsApp's Cloud API as its documentation tells it; refuses what it would refuse."""

import hashlib
import hmac
import json
import re
from collections.abc import Mapping, Sequence
from contextlib import AbstractContextManager
from typing import Any, Final

from tests.channels.contract import http_provider
from tests.channels.contract.http_provider import ALL_MOODS, HttpProvider
from tests.channels.contract.http_server import Request, form_of
from tests.channels.contract.other_side import Mood, Taken
from tests.channels.social import shapes

# Somebody with a user name, whose number nobody knows
TO: Final = "TR.13491208655302741918"
MOODS: Final = ALL_MOODS
NUMBER: Final = "106540352242922"
TOKEN: Final = "EAAJB-what-we-say-to-meta"
SECRET: Final = "0f1e2d3c4b5a69788796a5b4c3d2e1f0"
VERIFY: Final = "a-word-that-meta-repeats"
_ERRORS: Final = {
    Mood.LATER: (400, 131056, "(Business Account, Consumer Account) pair rate limit hit"),
    Mood.REFUSES: (400, 131009, "Parameter value is not valid"),
    Mood.WRONG_ADDRESS: (400, 131026, "Message undeliverable"),
}
_KNOWN: Final = {
    *("messaging_product", "recipient_type", "to", "recipient", "type", "text", "template"),
    "biz_opaque_callback_data",
    *("image", "document"),
}
# What was approved: its gaps
TEMPLATES: Final = {("basvuru_sonucu", "tr"): 2, ("answer", "tr"): 2}


class WhatsApp(HttpProvider):
    """The provider; `files` are those that it has, by their number."""

    def __init__(self) -> None:
        super().__init__()
        self.password = TOKEN
        self.files: dict[str, bytes] = {}
        # Where it says that files are
        self.file_origin = ""
        self.asked: list[Request] = []
        # What was handed over: name and content, by the number that it got
        self.uploads: dict[str, tuple[str, bytes]] = {}

    @property
    def address(self) -> str:
        there = f"{NUMBER}:{TOKEN}@{self.server.origin}/v24.0"
        return f"whatsapp+http://{there}?secret={SECRET}&verify={VERIFY}"

    @property
    def settings(self) -> Mapping[str, object]:
        return {}

    def in_mood(self, mood: Mood) -> tuple[int, bytes]:
        return refused(*_ERRORS[mood])

    def verdict(self, request: Request) -> tuple[int, bytes]:  # noqa: PLR0911 - a rule a line
        self.asked.append(request)
        if request.headers["Authorization"] != f"Bearer {self.password}":
            return refused(401, 190, "Invalid OAuth access token")
        if request.method == "GET":
            return self._file(request.path)
        if request.path == f"/v24.0/{NUMBER}/media":
            return self._uploaded(form_of(request))
        if request.path != f"/v24.0/{NUMBER}/messages":
            return refused(400, 100, "Unsupported post request")
        order = json.loads(request.body)
        if "typing_indicator" in order:
            return self._sign(order)
        if wrong := _wrong(order) or self._wrong_media(order):
            return refused(400, *wrong)
        told = {"messaging_product": "whatsapp", "messages": [{"id": f"wamid.{len(self.orders)}"}]}
        return 200, json.dumps(told).encode()

    def _sign(self, order: dict[str, Any]) -> tuple[int, bytes]:
        """Take what developers.facebook.com/.../whatsapp/typing-indicators shows."""
        named = str(order.pop("message_id"))
        wanted: dict[str, Any] = {"messaging_product": "whatsapp", "status": "read"}
        wanted |= {"typing_indicator": {"type": "text"}}
        if order != wanted or not named.startswith("wamid."):
            return refused(400, 131009, "Parameter value is not valid")
        self.signs.append(named)
        return 200, b'{"success": true}'

    def _uploaded(self, form: dict[str, tuple[str, bytes]]) -> tuple[int, bytes]:
        """https://developers.facebook.com/docs/whatsapp/cloud-api/reference/media ."""
        if set(form) != {"messaging_product", "type", "file"}:
            return refused(400, 100, "Invalid parameter")
        if form["messaging_product"][1] != b"whatsapp":
            return refused(400, 100, "Invalid parameter")
        number = f"{1166846181421424 + len(self.uploads)}"
        self.uploads[number] = form["file"]
        return 200, json.dumps({"id": number}).encode()

    def _wrong_media(self, order: dict[str, Any]) -> tuple[int, str] | None:
        """Say what is wrong with a file that a message names."""
        media = order.get("image") or order.get("document")
        if not media:
            return None
        if media["id"] not in self.uploads or len(media["caption"]) > 1024:
            return 131009, "Parameter value is not valid"
        return None

    def _file(self, path: str) -> tuple[int, bytes]:
        number = path.rpartition("/")[2]
        if number not in self.files:
            return refused(404, 100, "Object does not exist")
        if path.startswith("/whatsapp_business/"):
            return 200, self.files[number]
        origin = self.file_origin or f"http://{self.server.origin}"
        told = {"url": f"{origin}/whatsapp_business/{number}", "mime_type": "image/png"}
        return 200, json.dumps(told | {"id": number}).encode()

    def taken(self) -> Sequence[Taken]:
        posted = [json.loads(each.body) for each in self.orders if each.method == "POST"]
        said = [order for order in posted if "text" in order]
        return [Taken(_whom(order), "", order["text"]["body"]) for order in said]


def _whom(order: dict[str, Any]) -> str:
    return str(order.get("recipient") or order["to"])


def _wrong(order: dict[str, Any]) -> tuple[int, str] | None:  # noqa: PLR0911 - a rule a line
    if not set(order) <= _KNOWN or order["messaging_product"] != "whatsapp":
        return 100, "Invalid parameter"
    if ("to" in order) == ("recipient" in order):
        return 131008, "Required parameter is missing"
    if "to" in order and not re.fullmatch(r"\d{6,15}", order["to"]):
        return 131009, "Parameter value is not valid"
    if "recipient" in order and not re.fullmatch(r"[A-Z]{2}\.\w+", order["recipient"]):
        return 131009, "Parameter value is not valid"
    if order["type"] == "template":
        return _wrong_template(order["template"])
    if order["type"] in {"image", "document"}:
        return None
    return None if 1 <= len(order["text"]["body"]) <= 4096 else (131009, "too long")


def _wrong_template(template: dict[str, Any]) -> tuple[int, str] | None:
    gaps = TEMPLATES.get((template["name"], template["language"]["code"]))
    if gaps is None:
        return 132001, "Template does not exist"
    given = [each["parameters"] for each in template.get("components", [])]
    values = [value["text"] for part in given for value in part]
    return None if len(values) == gaps else (132000, "Number of parameters does not match")


def refused(status: int, code: int, message: str) -> tuple[int, bytes]:
    """Refuse as Meta does."""
    error = {"message": f"(#{code}) {message}", "type": "OAuthException", "code": code}
    return status, json.dumps({"error": error | {"fbtrace_id": "A"}}).encode()


MOST_IN_ONE: Final = 1000


def pushed(text: str, *, name: str = "1", times: int = 1) -> bytes:
    """Post a message."""
    told = shapes.whatsapp_message(f"wamid.{name}", text={"body": text})
    value = told["entry"][0]["changes"][0]["value"]
    value["messages"] *= times
    return shapes.raw(told)


def signed(raw: bytes) -> Mapping[str, str]:
    """Sign a post over its very bytes."""
    return signed_by(SECRET, raw)


def signed_by(secret: str, raw: bytes) -> Mapping[str, str]:
    """Sign as Meta does, by what it has told us."""
    digest = hmac.new(secret.encode(), raw, hashlib.sha256).hexdigest()
    return {"X-Hub-Signature-256": f"sha256={digest}"}


def running() -> AbstractContextManager[WhatsApp]:
    """Run it."""
    return http_provider.running(WhatsApp())

"""Verimor's version 2 as its documentation tells it; refuses what it would refuse."""

import json
import re
from collections.abc import Mapping, Sequence
from contextlib import AbstractContextManager
from typing import Any, Final

from tests.channels.contract import http_provider
from tests.channels.contract.http_provider import ALL_MOODS, SENDER, TO, USER, HttpProvider
from tests.channels.contract.http_server import Request
from tests.channels.contract.other_side import Mood, Taken
from tests.channels.sms.pushed import INBOUND

__all__ = ["MOODS", "TO", "running"]

MOODS: Final = ALL_MOODS
_NAMES: Final = {
    Mood.LATER: "INSUFFICIENT_CREDITS",
    Mood.REFUSES: "FORBIDDEN_MESSAGE",
    Mood.WRONG_ADDRESS: "INVALID_DESTINATION_ADDRESS",
}
# What each coding cannot carry, by the end of their documentation
_TURKISH = set("ŞşĞğçıİ")


class Verimor(HttpProvider):
    """The provider."""

    scheme, path = "verimor", "/v2/send.json"

    def in_mood(self, mood: Mood) -> tuple[int, bytes]:
        return 400, _NAMES[mood].encode()

    def verdict(self, request: Request) -> tuple[int, bytes]:
        if request.path != self.path:
            return 404, b"Not Found"
        order = json.loads(request.body)
        if (order["username"], order["password"]) != (USER, self.password):
            return 401, "Geçersiz kullanıcı adı/şifre".encode()
        wrong = _wrong(order)
        return (400, wrong.encode()) if wrong else (200, str(20210 + len(self.orders)).encode())

    def taken(self) -> Sequence[Taken]:
        orders = [json.loads(request.body) for request in self.orders]
        return [
            Taken(f"+{message['dest'].removeprefix('00')}", "", message["msg"])
            for order in orders
            for message in order["messages"]
        ]


def _wrong(order: dict[str, Any]) -> str:
    if order["source_addr"] != SENDER:
        return "INVALID_SOURCE_ADDRESS"
    for message in order["messages"]:
        coding = order.get("datacoding", "")
        if not re.fullmatch(r"905\d{9}|00\d{6,15}", message["dest"]):
            return "INVALID_DESTINATION_ADDRESS"
        if message["dest"].startswith("00") and coding:
            return "INVALID_DATACODING"
        if coding == "0" and _TURKISH & set(message["msg"]):
            return "INVALID_DATACODING"
    return ""


MOST_IN_ONE: Final = 1000


def pushed(text: str, *, name: str = "1", times: int = 1) -> bytes:
    """Post a message."""
    told = INBOUND | {"message_id": int(name), "content": text}
    return json.dumps([told] * times).encode()


def signed(_: bytes) -> Mapping[str, str]:
    """It signs nothing: our address holds a secret."""
    return {}


def running() -> AbstractContextManager[Verimor]:
    """Run it."""
    return http_provider.running(Verimor())

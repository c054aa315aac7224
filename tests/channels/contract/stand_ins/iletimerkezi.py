"""İleti Merkezi's version 1 as its documentation tells it; refuses what it would refuse."""

import json
import re
from collections.abc import Mapping, Sequence
from contextlib import AbstractContextManager
from typing import Any, Final

from tests.channels.contract import http_provider
from tests.channels.contract.http_provider import ALL_MOODS, SENDER, TO, USER, HttpProvider
from tests.channels.contract.http_server import Request
from tests.channels.contract.other_side import Mood, Taken

__all__ = ["MOODS", "TO", "running"]

MOODS: Final = ALL_MOODS
_CODES: Final = {Mood.LATER: 402, Mood.REFUSES: 453, Mood.WRONG_ADDRESS: 452}


class IletiMerkezi(HttpProvider):
    """The provider."""

    scheme, path = "iletimerkezi", "/v1/send-sms/json"

    def __init__(self) -> None:
        super().__init__()
        self.blocked: list[tuple[str, str]] = []

    def in_mood(self, mood: Mood) -> tuple[int, bytes]:
        return self._answer(_CODES[mood])

    def verdict(self, request: Request) -> tuple[int, bytes]:
        if request.path not in {self.path, "/v1/get-blacklist/json"}:
            return self._answer(404)
        asked = json.loads(request.body)["request"]
        if asked["authentication"] != {"key": USER, "hash": self.password}:
            return self._answer(401)
        if request.path != self.path:
            return self._blacklist(asked["blacklist"])
        return self._answer(_code(asked["order"]))

    def blocks(self, phone: str, *, at: str) -> None:
        """Let somebody answer RET; the clock is Turkey's."""
        self.blocked.append((at, phone))

    def _blacklist(self, asked: dict[str, Any]) -> tuple[int, bytes]:
        since, until = asked["filter"]["start"], asked["filter"]["end"]
        those = [phone for at, phone in self.blocked if since <= at <= until]
        first = (int(asked["page"]) - 1) * int(asked["rowCount"])
        page = those[first : first + int(asked["rowCount"])]
        told = {"status": {"code": 200}, "blacklist": {"count": len(those), "number": page}}
        return 200, json.dumps({"response": told}).encode()

    def _answer(self, code: int) -> tuple[int, bytes]:
        told: dict[str, Any] = {"status": {"code": code, "message": "..."}}
        if code == 200:
            told["order"] = {"id": 104525848 + len(self.orders)}
        return code if code < 405 else 422, json.dumps({"response": told}).encode()

    def taken(self) -> Sequence[Taken]:
        orders = [json.loads(request.body)["request"]["order"] for request in self.orders]
        return [
            Taken(_e164(number), "", order["message"]["text"])
            for order in orders
            for number in order["message"]["receipents"]["number"]
        ]


def _code(order: dict[str, Any]) -> int:
    if order["sender"] != SENDER:
        return 450
    if "iys" not in order:
        return 468
    if order.get("iysList") not in {"BIREYSEL", "TACIR"}:
        return 469
    if not order["message"]["text"]:
        return 454
    numbers = order["message"]["receipents"]["number"]
    return 200 if all(re.fullmatch(r"5\d{9}|00\d{6,15}", one) for one in numbers) else 452


def _e164(number: str) -> str:
    return f"+{number.removeprefix('00')}" if number.startswith("00") else f"+90{number}"


# It tells what became of ours, and brings nothing
MOST_IN_ONE: Final = 0


def pushed(text: str, *, name: str = "1", times: int = 1) -> bytes:
    """Post a report of a message of ours."""
    told = {"id": 1599558518, "packet_id": 104525848, "status": "delivered", "body": text}
    return json.dumps({"report": told | {"to": TO}}).encode()


def signed(_: bytes) -> Mapping[str, str]:
    """It signs nothing: our address holds a secret."""
    return {}


def running() -> AbstractContextManager[IletiMerkezi]:
    """Run it."""
    return http_provider.running(IletiMerkezi())

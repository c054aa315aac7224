"""Netgsm's version 2 as its documentation tells it; refuses what it would refuse."""

import base64
import json
import re
from collections.abc import Sequence
from contextlib import AbstractContextManager
from datetime import datetime
from typing import Any, Final
from urllib.parse import parse_qs, urlsplit

from tests.channels.contract import http_provider
from tests.channels.contract.http_provider import ALL_MOODS, SENDER, TO, USER, HttpProvider
from tests.channels.contract.http_server import Request
from tests.channels.contract.other_side import Mood, Taken

__all__ = ["MOODS", "TO", "running"]

# It says "70" of any wrong parameter, a number or another
MOODS: Final = ALL_MOODS - {Mood.WRONG_ADDRESS}
_STAMP: Final = "%d%m%Y%H%M%S"
_CODES: Final = {Mood.LATER: "80", Mood.REFUSES: "20"}


class Netgsm(HttpProvider):
    """The provider."""

    scheme, path = "netgsm", "/sms/rest/v2/send"

    def __init__(self) -> None:
        super().__init__()
        self.came: list[dict[str, str]] = []

    def in_mood(self, mood: Mood) -> tuple[int, bytes]:
        return self._answer(_CODES[mood])

    def verdict(self, request: Request) -> tuple[int, bytes]:
        if request.path == "/sms/rest/v2/report":
            return 200, json.dumps(self._report(request)).encode()
        if request.path.startswith("/sms/rest/v2/inbox?"):
            return self._inbox(request)
        return self._answer(self._code(request))

    def _report(self, request: Request) -> dict[str, Any]:
        """Say of every message that it arrived."""
        if not self._is_known(request):
            return {"code": "30"}
        jobs = json.loads(request.body)["jobids"]
        return {"code": "00", "jobs": [{"jobid": job, "status": 1, "errorCode": 0} for job in jobs]}

    def _inbox(self, request: Request) -> tuple[int, bytes]:
        """Tell the messages of a time; without one each would be told once only."""
        asked = parse_qs(urlsplit(request.path).query)
        since, until = (_time(asked[each][0], _STAMP) for each in ("startdate", "stopdate"))
        if not self._is_known(request):
            return self._answer("30")
        found = [each for each in self.came if since <= _at(each) <= until]
        if not found:
            return self._answer("40")
        return 200, json.dumps({"code": "00", "description": "", "messages": found}).encode()

    def comes(self, text: str, *, sender: str = "905320000101", at: str) -> None:
        """Let somebody write; the clock is Turkey's."""
        came = {"message": text, "sender": sender, "receiver": "8501530153", "datetime": at}
        self.came.append(came)

    def _is_known(self, request: Request) -> bool:
        wanted = base64.b64encode(f"{USER}:{self.password}".encode()).decode()
        return request.headers["Authorization"] == f"Basic {wanted}"

    def _answer(self, code: str) -> tuple[int, bytes]:
        told = {"code": code, "description": "queued" if code == "00" else "no"}
        if code == "00":
            told["jobid"] = f"17377215342605050417149{len(self.orders)}"
        return 200 if code == "00" else 406, json.dumps(told).encode()

    def _code(self, request: Request) -> str:
        if not self._is_known(request):
            return "30"
        order = json.loads(request.body)
        if order.get("msgheader") != SENDER:
            return "40"
        allowed = {"msgheader", "messages", "encoding", "iysfilter"}
        if request.path != self.path or not set(order) <= allowed:
            return "70"
        numbers = [message["no"] for message in order["messages"]]
        if not all(re.fullmatch(r"5\d{9}|00\d{6,15}", number) for number in numbers):
            return "70"
        return "00" if all(message["msg"] for message in order["messages"]) else "20"

    def taken(self) -> Sequence[Taken]:
        orders = [json.loads(request.body) for request in self.orders]
        return [
            Taken(_e164(message["no"]), "", message["msg"])
            for order in orders
            for message in order["messages"]
        ]


def _at(came: dict[str, str]) -> datetime:
    return _time(came["datetime"], "%d.%m.%Y %H:%M:%S")


def _time(text: str, form: str) -> datetime:
    """Read a time of Turkey's clock, with which only others of it are compared."""
    return datetime.strptime(text, form)  # noqa: DTZ007 - as the provider writes it


def _e164(number: str) -> str:
    return f"+{number.removeprefix('00')}" if number.startswith("00") else f"+90{number}"


def running() -> AbstractContextManager[Netgsm]:
    """Run it."""
    return http_provider.running(Netgsm())

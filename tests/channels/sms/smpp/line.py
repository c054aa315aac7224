"""Listening to an operator that runs: what it hands over, and how that is acknowledged."""

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

from tests.channels.contract.http_provider import PASSWORD, USER
from tests.channels.smpp_operator import Operator
from tests.parts.waiting import COLD_SECONDS, until

from alo153.channels.contract import NotSent
from alo153.channels.pushes import StatusReport
from alo153.channels.sms.smpp.address import SmppAccount
from alo153.channels.sms.smpp.encoding import Alphabets
from alo153.channels.sms.smpp.listening import listen
from alo153.channels.sms.smpp.messages import Piece

type Take = Callable[[StatusReport | Piece], None]
FROM, TO = "905320000101", "3153"


def account(server: Operator, *, password: str = PASSWORD) -> SmppAccount:
    return SmppAccount(
        host="127.0.0.1",
        port=server.port,
        is_over_tls=False,
        system_id=USER,
        password=password,
        system_type="",
        sender="X",
        alphabets=Alphabets.UCS2,
        fold=False,
    )


@contextmanager
def listening(server: Operator, take: Take) -> Iterator[list[NotSent]]:
    """Listen in a thread until the operator goes away; gives why it ended."""
    ended: list[NotSent] = []
    bound = threading.Event()

    def run() -> None:
        try:
            listen(account(server), take, heard=bound.set)
        except NotSent as error:
            ended.append(error)

    thread = threading.Thread(target=run, daemon=True)
    thread.start()
    assert bound.wait(COLD_SECONDS)
    yield ended
    server.stop()
    thread.join(COLD_SECONDS)


def message(octets: bytes, **fields: Any) -> dict[str, Any]:
    told = {"source_addr": FROM, "destination_addr": TO, "esm_class": 0, "data_coding": 0}
    return {"octets": octets.hex(), "fields": told | fields}


def deliver(server: Operator, *messages: dict[str, Any]) -> list[int]:
    """Hand messages over; returns how each was acknowledged."""

    def acknowledged() -> list[int]:
        server.tell()
        return [said["acknowledged"] for said in server.said if "acknowledged" in said]

    before = len(acknowledged())
    server.tell(deliver=messages)
    until(lambda: len(acknowledged()) == before + len(messages), COLD_SECONDS)
    return acknowledged()[before:]

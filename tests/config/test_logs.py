"""The log names no tracking link, no tracking code and no number of a citizen."""

import io
import logging
from collections.abc import Iterator
from typing import Any

import pytest
from django.test import Client

from alo153.switchboard.acd.commands import DialCitizen, RingAgent
from alo153.switchboard.acd.events import CallArrived, DialCallBack
from alo153.switchboard.acd.facts import CallEntered
from alo153.switchboard.acd.state import Direction

PHONE = "+905320000101"


@pytest.fixture
def said() -> Iterator[io.StringIO]:
    """Return what the program's own handler writes."""
    console = next(h for h in logging.getLogger().handlers if h.get_name() == "console")
    assert isinstance(console, logging.StreamHandler)
    words = io.StringIO()
    before = console.setStream(words)
    yield words
    console.setStream(before)


@pytest.mark.django_db
def test_a_refused_address_is_logged_without_its_key(client: Client, said: io.StringIO) -> None:
    client.post("/t/Abcdefgh12345678/")
    client.get("/units/cases/482109373/no-such-page/")
    log = said.getvalue()
    assert "/t/…/" in log
    assert "/units/cases/…/" in log
    assert "Abcdefgh" not in log
    assert "482109373" not in log


def test_commands_and_facts_show_no_number_where_they_are_logged() -> None:
    call: dict[str, Any] = {"call": "c", "channel": "x", "number": PHONE}
    shown = [
        RingAgent(call="c", offer="o", agent=1, number=PHONE, seconds=20),
        DialCitizen(call="c", channel="x", agent_leg="a", number=PHONE, seconds=45),
        CallArrived(at=0, called="153", **call),
        DialCallBack(at=0, call="c", agent=1, number=PHONE),
        CallEntered(at=0, direction=Direction.IN, **call),
    ]
    assert [one for one in shown if "5320000101" in repr(one)] == []

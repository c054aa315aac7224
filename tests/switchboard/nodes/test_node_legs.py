"""The leg between two nodes: what Asterisk says of it means, and what a watchdog does with it."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from alo153.switchboard.acd.sharing import events as sharing
from alo153.switchboard.acd.turn import events as acd
from alo153.switchboard.asterisk.ari import events as ari
from alo153.switchboard.asterisk.ari.model import Channel
from alo153.switchboard.asterisk.ari.translate import translate
from alo153.switchboard.runtime.watchdog import Rescue, plan

AT = datetime(2026, 11, 24, tzinfo=UTC)
LEG = Channel("1700.1", "PJSIP/peer-west-00000001", "Ring", "", "", "", "from-node", "agent-7", AT)
PHONE = Channel("1700.2", "PJSIP/agent-7-00000002", "Up", "", "", "", "from-agent", "", AT)


def told(name: str, **fields: str) -> ari.ChannelUserevent:
    return ari.ChannelUserevent(at=AT, channel=PHONE, name=name, fields=fields)


@pytest.mark.parametrize(
    ("event", "meaning"),
    [
        (
            ari.StasisStart(at=AT, channel=LEG, args=("node", "agent-7", "c.2")),
            sharing.SharedLegArrived(at=5, channel="1700.1", call="c", offer="c.2", agent=7),
        ),
        (
            ari.StasisStart(at=AT, channel=LEG, args=("node", "agent-7", "")),
            acd.StrayLeg(at=5, channel="1700.1"),
        ),
        (
            ari.StasisStart(at=AT, channel=LEG, args=("node", "trunk", "c.2")),
            acd.StrayLeg(at=5, channel="1700.1"),
        ),
        (ari.StasisEnd(at=AT, channel=LEG), None),
        (
            ari.ChannelDestroyed(at=AT, channel=LEG, cause=16, cause_text=""),
            sharing.SharedLegGone(at=5, channel="1700.1"),
        ),
        (told("SharedAnswered", offer="c.2"), sharing.SharedLegAnswered(at=5, offer="c.2")),
        (
            told("SharedRefused", offer="c.2", status="BUSY"),
            sharing.SharedLegRefused(at=5, offer="c.2", reason="rejected"),
        ),
        (
            told("SharedRefused", offer="c.2", status="CHANUNAVAIL"),
            sharing.SharedLegRefused(at=5, offer="c.2", reason="unreachable"),
        ),
        (told("SomethingElse"), None),
    ],
)
def test_an_event_means(event: ari.Event, meaning: acd.Event | None) -> None:
    assert translate(event, 5) == meaning


def test_asterisk_s_own_words_are_read() -> None:
    """As Asterisk 22 writes them."""
    snapshot = {
        "id": "1700.2",
        "name": "PJSIP/agent-7-00000002",
        "state": "Up",
        "caller": {"number": "", "name": ""},
        "connected": {"number": "", "name": ""},
        "dialplan": {"context": "shared-answered", "exten": "s"},
        "creationtime": "2026-11-24T20:00:00.000+0000",
    }
    event = ari.read(
        {
            "type": "ChannelUserevent",
            "timestamp": "2026-11-24T20:00:01.000+0000",
            "eventname": "SharedAnswered",
            "userevent": {"eventname": "SharedAnswered", "offer": "c.2"},
            "channel": snapshot,
        }
    )
    assert event is not None
    assert translate(event, 5) == sharing.SharedLegAnswered(at=5, offer="c.2")


def test_a_leg_of_another_node_that_no_program_takes_goes_back() -> None:
    assert plan([LEG.id], [LEG], []) == Rescue(legs=(LEG.id,))

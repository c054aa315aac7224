"""Whom the watchdog rescues, and when."""

import asyncio
from datetime import UTC, datetime
from types import SimpleNamespace
from typing import cast

import pytest

from alo153.calls.endpoints.ids import bridge_of_call, call_of_channel
from alo153.switchboard.asterisk.ari.model import Bridge, Channel
from alo153.switchboard.asterisk.ari.variables import Variables
from alo153.switchboard.runtime import heartbeat
from alo153.switchboard.runtime.heartbeat import Pulse, Stillness
from alo153.switchboard.runtime.watchdog import Rescue, is_dark, plan

AT = datetime(2026, 11, 24, tzinfo=UTC)
CALL = call_of_channel("caller")
OFFER = f"offer-{CALL}.1"


def channel(name: str, state: str = "Up") -> Channel:
    return Channel(name, "PJSIP/x-1", state, "", "", "", "", "", AT)


def room(*legs: str) -> Bridge:
    return Bridge(bridge_of_call(CALL), "mixing", "simple_bridge", "", legs, AT)


@pytest.mark.parametrize(
    ("beat", "serving", "dark"),
    [
        (0.5, 0.5, False),  # all is well
        (8.9, 8.9, False),  # a standby may still come
        (9.1, 9.1, True),
        (1.0, 9.5, False),  # somebody starts
        (1.0, 13.1, True),  # and does not get ready
        (0.0, 0.0, False),  # Asterisk does not answer: nothing is known
    ],
)
def test_when_nobody_serves(beat: float, serving: float, dark: bool) -> None:
    assert is_dark(Stillness(beat, serving)) is dark


def test_who_waits_goes_on_into_the_fallback() -> None:
    assert plan(["caller"], [channel("caller")], []) == Rescue(callers=("caller",))


def test_who_talks_is_left_alone() -> None:
    legs = ["caller", OFFER]
    assert plan(legs, [channel(leg) for leg in legs], [room(*legs)]) == Rescue()


def test_who_is_on_hold_comes_back_to_the_agent() -> None:
    legs = ["caller", OFFER]
    rescue = plan(legs, [channel(leg) for leg in legs], [room(OFFER)])
    assert rescue == Rescue(held=(("caller", bridge_of_call(CALL)),))


def test_a_telephone_that_rings_for_nobody_is_ended_and_the_caller_goes_on() -> None:
    channels = [channel("caller"), channel(OFFER, "Ringing")]
    assert plan(["caller"], channels, []) == Rescue(callers=("caller",), legs=(OFFER,))


def test_an_agent_whose_caller_is_gone_is_not_left_alone() -> None:
    assert plan([OFFER], [channel(OFFER)], [room(OFFER)]) == Rescue(legs=(OFFER,))


def test_a_snoop_and_telephones_of_others_are_none_of_its_business() -> None:
    channels = [channel("snoop-member-1"), channel("alo153-1.7", "Ringing")]
    assert plan(["snoop-member-1"], channels, []) == Rescue()


class Words:
    """Asterisk's variable, as the watchdog reads it."""

    def __init__(self) -> None:
        self.word = "first-1-serves"

    async def get(self, _name: str) -> str:
        return self.word


def test_a_successor_has_its_time_anew_after_a_rescue(monkeypatch: pytest.MonkeyPatch) -> None:
    clock, words = [100.0], Words()
    monkeypatch.setattr(heartbeat, "time", SimpleNamespace(monotonic=lambda: clock[0]))
    pulse = Pulse(cast("Variables", words))

    def dark_after(seconds: float, word: str) -> bool:
        clock[0] += seconds
        words.word = word
        return is_dark(asyncio.run(pulse.feel()))

    assert not dark_after(0, "first-1-serves")
    assert dark_after(20, "first-1-serves")
    pulse.await_successor()
    assert not dark_after(1, "second-1-starts")
    assert dark_after(14, "second-2-starts")

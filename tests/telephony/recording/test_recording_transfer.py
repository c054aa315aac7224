"""A talk that is handed on is one recording: the citizen throughout, and each agent in turn."""

from __future__ import annotations

import pytest
from tests.telephony.calls.transfers import House, done
from tests.telephony.programs.hearing import AGENT, CITIZEN, COLLEAGUE
from tests.telephony.programs.switchboards import until
from tests.telephony.recording.tapes import keep, recorded_seconds

from alo153.calls import actions
from alo153.calls.media.recordings.queries import silent_spans
from alo153.calls.media.recordings.spool import Spool
from alo153.calls.models import Call, Recording
from alo153.core import events
from alo153.core.clock import now

pytestmark = pytest.mark.telephony


def a_while(spool: Spool, call: Call) -> float:
    """Wait until some seconds more are written; return how many there are."""
    reached = recorded_seconds(spool, call)
    until(lambda: recorded_seconds(spool, call) > reached + 4)
    return recorded_seconds(spool, call)


def test_both_agents_are_in_one_file_and_what_they_ask_aside_is_not(
    house: House, spool: Spool
) -> None:
    murat, murats_phone = house.agent("murat", COLLEAGUE)
    call = house.talk()
    a_while(spool, call)
    assert done(actions.consult(user=house.elif_, colleague=murat, at=now())) == ""
    until(lambda: murats_phone.hears(AGENT))
    a_while(spool, call)
    assert done(actions.complete_transfer(user=house.elif_, at=now())) == ""
    until(lambda: murats_phone.hears(CITIZEN))
    a_while(spool, call)
    call = house.silent_end(call)
    recording, sound = keep(call)
    ((aside, back),) = silent_spans(recording)
    assert sound.pitch(1) == sound.pitch(aside - 0.8) == (CITIZEN, AGENT)
    assert sound.pitch(aside + 0.3) == sound.pitch(back - 0.8) == (0, 0)
    assert sound.pitch(back + 0.5) == sound.pitch(sound.seconds - 2.5) == (CITIZEN, COLLEAGUE)
    assert (Recording.objects.count(), recording.trouble) == (1, "")
    assert [e.name for e in events.history(call)].count("call.recording_started") == 1


def test_who_takes_a_call_over_without_being_asked_is_in_the_file_from_the_first_word(
    house: House, spool: Spool
) -> None:
    """Asterisk leaves sound out of the file whose packets have lower numbers than those before.

    The music between the two agents makes it begin anew (asterisk issue 507).
    """
    murat, phone = house.agent("murat", COLLEAGUE, rings=1.0)
    call = house.talk()
    talked = a_while(spool, call)
    assert done(actions.blind_transfer(user=house.elif_, colleague=murat, at=now())) == ""
    until(lambda: phone.hears(CITIZEN))
    joined = recorded_seconds(spool, call)
    a_while(spool, call)
    call = house.silent_end(call)
    _, sound = keep(call)
    assert sound.pitch(0.5) == sound.pitch(talked - 0.5) == (CITIZEN, AGENT)
    # Asterisk may gather two seconds before it writes
    assert sound.pitch(joined + 2.5) == sound.pitch(sound.seconds - 0.5) == (CITIZEN, COLLEAGUE)

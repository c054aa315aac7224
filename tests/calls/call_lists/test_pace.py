"""Lists take only what citizens who call leave over, in hours in which anybody may be called."""

from __future__ import annotations

from datetime import datetime, time
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from alo153.calls.call_words import CallOutcome, CallParty
from alo153.calls.queue import ListLimits
from alo153.calls.supervision.call_lists.pace import Load, room, room_with_agents
from alo153.calls.supervision.call_lists.rules import (
    IN_VAIN,
    Result,
    answer_of,
    may_call,
    result_of,
    state_after,
)
from alo153.city.rules.quiet_hours import QuietHours

ISTANBUL = ZoneInfo("Europe/Istanbul")
NIGHT = QuietHours(begins=time(21), ends=time(8))
few = st.integers(0, 60)
limits = st.builds(
    ListLimits,
    lines=few,
    reserve_lines=few,
    reserve_agents=few,
    at_once=few,
    attempts=st.integers(1, 9),
    retry_after=st.floats(0, 1e6),
    a_day=st.integers(1, 9),
)
loads = st.builds(Load, busy_lines=few, of_lists=few, waiting=few, free_agents=few, held=few)


@given(limits, loads)
def test_the_reserve_of_lines_stays_free_and_no_more_than_at_once(
    limits: ListLimits, load: Load
) -> None:
    begun = room(limits, load)
    assert begun >= 0
    if begun:
        assert load.busy_lines + begun <= limits.lines - limits.reserve_lines
        assert load.of_lists + begun <= limits.at_once


@given(limits, loads)
def test_every_citizen_who_waits_and_the_reserve_have_an_agent_before_a_list(
    limits: ListLimits, load: Load
) -> None:
    begun = room_with_agents(limits, load)
    assert 0 <= begun <= room(limits, load)
    if begun:
        assert load.free_agents >= begun + load.waiting + load.held + limits.reserve_agents


@given(limits, loads)
def test_all_that_can_begin_begins(limits: ListLimits, load: Load) -> None:
    """One call more would break a limit."""
    more = room(limits, load) + 1
    lines = load.busy_lines + more > limits.lines - limits.reserve_lines
    assert lines or load.of_lists + more > limits.at_once


@given(st.datetimes(timezones=st.just(ISTANBUL)), st.times(), st.times())
def test_nobody_is_called_in_quiet_hours_or_outside_those_of_the_list(
    local: datetime, begins: time, ends: time
) -> None:
    may = may_call(local, begins=begins, ends=ends, quiet=NIGHT, emergency=False)
    is_night = local.time() >= time(21) or local.time() < time(8)
    assert may == (begins <= local.time() < ends and not is_night)
    assert may_call(local, begins=begins, ends=ends, quiet=NIGHT, emergency=True)


@pytest.mark.parametrize(
    ("outcome", "by", "result"),
    [
        (CallOutcome.SELF_SERVED, CallParty.SWITCHBOARD, Result.REACHED),
        (CallOutcome.ANSWERED, CallParty.CITIZEN, Result.REACHED),
        (CallOutcome.CANCELED, CallParty.CITIZEN, Result.HUNG_UP),
        (CallOutcome.CANCELED, CallParty.AGENT, Result.NO_ANSWER),
        (CallOutcome.CANCELED, CallParty.SWITCHBOARD, Result.WITHDRAWN),
        (CallOutcome.BUSY, CallParty.CITIZEN, Result.BUSY),
        (CallOutcome.NO_ANSWER, CallParty.CITIZEN, Result.NO_ANSWER),
        (CallOutcome.FAILED, CallParty.CITIZEN, Result.FAILED),
    ],
)
def test_what_a_call_means(outcome: CallOutcome, by: CallParty, result: Result) -> None:
    assert result_of(outcome, by, opted_out=False) is result
    assert result_of(outcome, by, opted_out=True) is Result.OPTED_OUT


def test_who_pressed_a_key_was_reached_also_if_they_hung_up_then() -> None:
    canceled = result_of("canceled", "citizen", opted_out=False, pressed=True)
    assert canceled is Result.REACHED


@given(st.sampled_from(Result), st.integers(1, 9), st.integers(1, 9))
def test_only_whom_we_did_not_reach_is_called_again_and_not_too_often(
    result: Result, tries: int, attempts: int
) -> None:
    waits = state_after(result, tries=tries, attempts=attempts) == "waiting"
    assert waits == ((result in IN_VAIN and tries < attempts) or result is Result.WITHDRAWN)


def test_nine_and_nought_are_no_answers() -> None:
    assert answer_of(["", "4", "2", "0", "9"]) == "2"
    assert answer_of(["9"]) == ""

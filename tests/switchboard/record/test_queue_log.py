"""What the queue log tells of calls that no program saw."""

from dataclasses import replace

import pytest

from alo153.calls.call_words import CallOutcome, CallParty
from alo153.calls.menu.public_numbers import PublicNumber
from alo153.switchboard.acd.turn import facts
from alo153.switchboard.fallback import queue_log
from alo153.switchboard.fallback.queue_log import FallbackCaller

CHANNEL = "alo153-1795545655.2"
ARRIVED = f"100|{CHANNEL}|fallback|NONE|ARRIVED|05320000101|153"
QUEUED = f"104|{CHANNEL}|fallback|NONE|ENTERQUEUE||05320000101|1"
CONNECTED = f"110|{CHANNEL}|fallback|agent-7|CONNECT|6|alo153-1795545666.3|2"
ENDED = f"150|{CHANNEL}|fallback|NONE|ENDED|"


def told(*lines: str) -> FallbackCaller:
    return queue_log.read({}, lines)[CHANNEL]


def kinds(one: FallbackCaller) -> list[str]:
    return [type(fact).__name__ for fact in queue_log.facts_of(one)]


def test_the_end_of_every_citizen_s_leg_is_read() -> None:
    lines = [f"170|{CHANNEL}|ended|NONE|ENDED|", "171|citizen-b.2|ended|NONE|ENDED|", "broken|x"]
    assert queue_log.ends([QUEUED, *lines]) == {CHANNEL: 170, "citizen-b.2": 171}
    assert kinds(told(ARRIVED, *lines)) == ["CallEntered"], "it is no line of the fallback's queue"


def test_a_caller_whom_only_the_fallback_greeted_is_not_recorded() -> None:
    """Its greeting says nothing of a recording (law 6698, article 10)."""
    one = told(ARRIVED, QUEUED)
    entered = queue_log.facts_of(one)[0]
    assert isinstance(entered, facts.CallEntered)
    assert not entered.recorded
    assert not queue_log.call_of(one).recorded


def test_a_call_under_which_asterisk_died_was_not_ended_by_the_citizen() -> None:
    talk = queue_log.gone(told(ARRIVED, QUEUED, CONNECTED), began_at=130, at=400)
    end = queue_log.facts_of(talk)[-1]
    assert isinstance(end, facts.CallEnded)
    assert (end.at, end.by, end.outcome) == (130, CallParty.SWITCHBOARD, CallOutcome.ANSWERED)


def test_a_caller_who_left_a_running_asterisk_hung_up() -> None:
    end = queue_log.facts_of(queue_log.gone(told(ARRIVED, QUEUED), began_at=90, at=140))[-1]
    assert isinstance(end, facts.CallEnded)
    assert (end.at, end.by) == (140, CallParty.CITIZEN)


def test_a_call_that_an_agent_answered() -> None:
    one = told(
        ARRIVED, QUEUED, CONNECTED, f"149|{CHANNEL}|fallback|agent-7|COMPLETEAGENT|6|39|1", ENDED
    )
    assert kinds(one) == ["CallEntered", "CallQueued", "CallAnswered", "CallEnded"]
    answer, end = queue_log.facts_of(one)[2:]
    assert isinstance(answer, facts.CallAnswered)
    assert (answer.agent, answer.leg) == (7, "alo153-1795545666.3")
    assert answer.waited_seconds == 6
    assert isinstance(end, facts.CallEnded)
    assert (end.at, end.outcome, end.by, end.agent) == (
        150,
        CallOutcome.ANSWERED,
        CallParty.AGENT,
        7,
    )


def test_a_call_that_goes_on_has_no_end() -> None:
    one = told(ARRIVED, QUEUED, CONNECTED)
    assert kinds(one) == ["CallEntered", "CallQueued", "CallAnswered"]
    assert one.stands
    assert not one.waits


@pytest.mark.parametrize(("size", "outcome"), [(57_644, "message_left"), (12_000, "abandoned")])
def test_a_message_counts_if_something_was_said(size: int, outcome: str) -> None:
    asked = f"105|{CHANNEL}|fallback|NONE|ASKED|"
    one = told(ARRIVED, asked, f"149|{CHANNEL}|fallback|NONE|MESSAGE|{size}", ENDED)
    assert one.outcome == outcome
    assert ("MessageLeft" in kinds(one)) == (outcome == "message_left")


def test_a_message_under_way_is_no_wait() -> None:
    assert not told(ARRIVED, f"105|{CHANNEL}|fallback|NONE|ASKED|").waits


def test_who_was_rescued_has_waited_since_before() -> None:
    rescued = f"100|{CHANNEL}|fallback|NONE|RESCUED|05320000101|153"
    answer = queue_log.facts_of(told(rescued, QUEUED, CONNECTED), queued_at=50)[2]
    assert isinstance(answer, facts.CallAnswered)
    assert answer.waited_seconds == 60


def test_who_was_taken_back_is_not_ended_by_leaving_the_queue() -> None:
    left = f"120|{CHANNEL}|fallback|NONE|ABANDON|1|1|16"
    one = told(ARRIVED, QUEUED, left, f"120|{CHANNEL}|fallback|NONE|RETURNED|")
    assert kinds(one) == ["CallEntered", "CallQueued"]
    assert not one.stands
    again = queue_log.read({CHANNEL: one}, [f"200|{CHANNEL}|fallback|NONE|RESCUED|05320000101|153"])
    assert again[CHANNEL].waits


def test_what_is_not_ours_or_half_a_line_is_passed_over() -> None:
    lines = [
        "",
        "x|y",
        f"100|{CHANNEL}|other|NONE|ARRIVED|1|2",
        "1|NONE|NONE|NONE|QUEUESTART|",
        ENDED,
    ]
    assert queue_log.read({}, lines) == {}


def test_a_call_of_the_line_is_known_by_the_key_a_program_would_give() -> None:
    one = told(ARRIVED, QUEUED)
    call = queue_log.call_of(one)
    assert call.id == one.call
    assert call.queued_at == 104
    assert queue_log.call_of(replace(one, queued_at=None)).queued_at == 100


def test_the_number_that_was_dialed_is_known_by_its_account_as_well() -> None:
    elders = PublicNumber(key="elders", dialed=("02623181010",), queue="elders")
    line = f"100|{CHANNEL}|fallback|NONE|ARRIVED|05320000101|trunk7||02623181010"
    one = told(line, QUEUED)
    entered = queue_log.facts_of(one, numbers=[PublicNumber(key="main"), elders])[0]
    assert isinstance(entered, facts.CallEntered)
    assert (entered.public_number, entered.called) == ("elders", "02623181010")
    assert entered.queue == queue_log.call_of(one, [elders]).queue == "elders"

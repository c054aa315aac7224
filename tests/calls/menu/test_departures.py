"""A caller types a line and a stop, and hears when it leaves."""

from __future__ import annotations

import pytest
from tests.calls.menu.kocaeli import MENU, Caller, lengths

from alo153.calls.menu import checks, moves


@pytest.fixture
def caller() -> Caller:
    found = Caller().at_main()
    found.presses("81")
    return found


def test_each_prompt_that_is_missing_is_named() -> None:
    spoken = lengths()
    for prompt in checks.DEPARTURE_PROMPTS:
        del spoken["tr"][prompt]
    mistakes = checks.check(MENU, spoken, "tr")
    assert len(mistakes) == len(checks.DEPARTURE_PROMPTS)
    for prompt, mistake in zip(checks.DEPARTURE_PROMPTS, mistakes, strict=True):
        assert mistake.startswith(f"departures: the prompt {prompt!r} is missing in tr")


def test_fewer_digits_are_ended_by_a_key_or_by_waiting(caller: Caller) -> None:
    assert caller.hears == ("enter-line",)
    caller.presses("500#")
    assert caller.hears == ("enter-stop",)
    caller.presses("1001")
    asked = caller.waits()[-1]
    assert asked == moves.Ask("departures", caller.position.asks)
    assert caller.position.code == "500*1001"


def test_the_number_of_a_stop_may_begin_with_0(caller: Caller) -> None:
    caller.presses("500#0451#")
    assert caller.position.code == "500*0451"


def test_a_star_calls_the_operator_where_0_is_a_digit(caller: Caller) -> None:
    assert caller.presses("500#*")[-1] == moves.Join("general")


def test_all_digits_need_no_end(caller: Caller) -> None:
    caller.presses("500#")
    assert isinstance(caller.presses("100123")[-1], moves.Ask)


def test_the_answer_is_said_and_the_call_served_itself(caller: Caller) -> None:
    caller.presses("500#1001#")
    caller.is_told("found", "departures-of", "number-8")
    assert caller.hears == ("departures-of", "number-8")
    assert caller.position.served
    caller.listens()
    assert caller.position.node == "after-information"


def test_after_three_unknown_lines_a_person_helps(caller: Caller) -> None:
    for _ in range(2):
        caller.presses("999#1#")
        caller.is_told("unknown")
        assert caller.hears == ("departures-unknown",)
        caller.listens()
        assert caller.position.node == "line"
    caller.presses("999#1#")
    caller.is_told("unknown")
    assert caller.listens() == (moves.Join("general"),)


def test_a_line_that_was_found_forgives_the_wrong_ones_before(caller: Caller) -> None:
    for _ in range(2):
        caller.presses("999#1#")
        caller.is_told("unknown")
        caller.listens()
    caller.presses("500#1001#")
    caller.is_told("found", "departures-of", "number-8")
    caller.listens()
    assert caller.position.node == "after-information"
    caller.presses("11999#1#")
    caller.is_told("unknown")
    assert caller.hears == ("departures-unknown",)


def test_without_a_timetable_that_is_said_and_a_person_helps(caller: Caller) -> None:
    caller.presses("500#1001#")
    caller.is_told()
    assert caller.hears == ("departures-trouble",)
    assert caller.listens() == (moves.Join("general"),)


def test_nothing_typed_is_no_line(caller: Caller) -> None:
    caller.presses("#")
    assert caller.hears == ("wrong-line",)


def test_the_operator_is_one_key_away(caller: Caller) -> None:
    assert caller.presses("0")[-1] == moves.Join("general")

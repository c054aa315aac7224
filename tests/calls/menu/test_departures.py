"""A caller types a line and a stop, and hears when it leaves: the snippet of the how-to."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path
from typing import Any

import pytest
from tests.calls.menu.kocaeli import CITY, Caller, lengths

from alo153.calls.menu import checks, moves, parsing
from alo153.calls.menu.nodes import Menu

HOW_TO = Path(__file__).parents[3] / "docs/howto/load-timetables.md"


def snippets() -> list[dict[str, Any]]:
    found = re.findall(r"```toml\n(.*?)```", HOW_TO.read_text(), re.DOTALL)
    return [tomllib.loads(each) for each in found]


@pytest.fixture(scope="module")
def menu() -> Menu:
    """Return Kocaeli's menu with what the how-to adds."""
    data = tomllib.loads((CITY / "menu.toml").read_text())
    data["nodes"] |= snippets()[0]["nodes"]
    data["nodes"]["main"]["keys"] |= {"8": "line"}
    return parsing.read(data)


@pytest.fixture
def caller(menu: Menu) -> Caller:
    found = Caller(menu).at_main()
    found.presses("8")
    return found


def test_the_snippet_fits_into_the_menu(menu: Menu) -> None:
    prompts = lengths()
    for language in prompts:
        prompts[language] |= dict.fromkeys(snippets()[1]["prompts"], 3.0)
    assert checks.check(menu, prompts, "tr") == []


def test_each_prompt_that_is_missing_is_named(menu: Menu) -> None:
    mistakes = "\n".join(checks.check(menu, lengths(), "tr"))
    for prompt in snippets()[1]["prompts"]:
        assert repr(prompt) in mistakes


def test_fewer_digits_are_ended_by_a_key_or_by_waiting(caller: Caller) -> None:
    assert caller.hears == ("enter-line",)
    caller.presses("500#")
    assert caller.hears == ("enter-stop",)
    caller.presses("1001")
    asked = caller.waits()[-1]
    assert asked == moves.Ask("departures", caller.position.asks)
    assert caller.position.code == "500*1001"


def test_all_digits_need_no_end(caller: Caller) -> None:
    caller.presses("500#")
    assert isinstance(caller.presses("100123")[-1], moves.Ask)


def test_the_answer_is_said_and_the_call_served_itself(caller: Caller) -> None:
    caller.presses("500#1001#")
    caller.is_told("found", "departures-of", "number-8")
    assert caller.hears == ("departures-of", "number-8")
    assert caller.position.served
    caller.listens()
    assert caller.position.node == "after-departures"


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


def test_without_an_answer_a_person_helps(caller: Caller) -> None:
    caller.presses("500#1001#")
    caller.is_told()
    assert caller.hears == ("departures-trouble",)
    assert caller.listens() == (moves.Join("general"),)


def test_nothing_typed_is_no_line(caller: Caller) -> None:
    caller.presses("#")
    assert caller.hears == ("wrong-line",)


def test_the_operator_is_one_key_away(caller: Caller) -> None:
    assert caller.presses("0")[-1] == moves.Join("general")

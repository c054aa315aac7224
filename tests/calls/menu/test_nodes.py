"""What a menu says of itself: where keys lead from a node, and what a city without one has."""

from __future__ import annotations

import pytest
from tests.calls.menu.kocaeli import MENU, Caller

from alo153.calls.menu import moves, nodes


def test_in_the_greeting_the_keys_are_already_those_of_the_main_menu() -> None:
    main = MENU.keys_at("main")
    assert main == {**MENU.nodes["main"].choices(), "0": "operator"}
    assert MENU.takes_keys("own-case").name == "main"
    assert MENU.keys_at("own-case") == main


def test_while_a_code_is_typed_the_star_calls_the_operator() -> None:
    assert MENU.keys_at("code") == {"*": "operator"}


def test_a_circle_of_words_takes_no_key_and_ends() -> None:
    one, two = (nodes.Say(name=name, next=after) for name, after in ("ab", "ba"))
    menu = nodes.Menu(start="a", operator="o", nodes={"a": one, "b": two})
    assert menu.takes_keys("a") in {one, two}


def test_a_node_that_is_not_there_is_the_line_of_the_operator() -> None:
    assert MENU.node("nowhere") == nodes.Queue(name="nowhere")


@pytest.mark.parametrize(
    ("node", "ways"),
    [
        (nodes.Choice(name="a", keys={}, otherwise="x"), {"otherwise": "x"}),
        (
            nodes.Status(name="a", next="x", unknown="y", trouble="z"),
            {"next": "x", "unknown": "y", "trouble": "z"},
        ),
        (
            nodes.Details(name="a", sent=(), not_sent=(), next="x", trouble="z"),
            {"next": "x", "trouble": "z"},
        ),
        (
            nodes.Answer(name="a", article="hours", next="x", trouble="z"),
            {"next": "x", "trouble": "z"},
        ),
        (nodes.Queue(name="a"), {}),
    ],
)
def test_ways_have_the_names_of_the_file(node: nodes.Node, ways: dict[str, str]) -> None:
    assert node.ways() == ways


def test_a_city_without_a_menu_greets_and_puts_through_at_once() -> None:
    caller = Caller(nodes.plain())
    assert caller.hears == ("greeting", "recording-notice")
    assert caller.listens() == (moves.Join("general"),)
    assert set(nodes.plain().nodes) == {"welcome", "operator"}


def test_without_a_menu_nine_still_refuses_the_recording() -> None:
    caller = Caller(nodes.plain())
    assert moves.DoNotRecord() in caller.presses("9")

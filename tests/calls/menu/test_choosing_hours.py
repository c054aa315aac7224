"""A caller chooses by key when the center calls."""

from __future__ import annotations

from tests.calls.menu.kocaeli import Caller

from alo153.calls.menu import moves


def test_the_hours_of_a_call_back_are_chosen_by_key() -> None:
    caller = Caller().at_main()
    caller.presses("2")
    caller.is_told("", "evening", "number-1", "morning", "number-2", about="evening@x morning@y")
    assert caller.hears == ("call-back-when", "evening", "number-1", "morning", "number-2")
    assert caller.presses("5") == (), "there is no fifth"
    (waits,) = caller.listens()
    assert waits == moves.Listen(3, caller.position.waits)
    assert caller.presses("2") == (moves.Hush(), moves.LeaveCallBack("morning@y"))
    assert caller.position.path[-1].wish == "Geri aranmak"


def test_who_has_a_promise_hears_of_it_takes_it_back_and_chooses_anew() -> None:
    caller = Caller().at_main()
    caller.presses("2")
    caller.is_told("promised")
    assert caller.hears == ("call-back-standing",)
    caller.listens()
    assert caller.presses("1") == (moves.Hush(), moves.TakePromiseBack())
    (said,) = caller.does(moves.TakenBack())
    assert said == moves.Speak(("call-back-taken-back",))
    (asked,) = caller.listens()
    assert isinstance(asked, moves.Ask)
    caller.is_told("", "evening", "number-1", about="evening@x")
    assert caller.hears == ("call-back-when", "evening", "number-1")


def test_who_presses_nothing_keeps_the_promise() -> None:
    caller = Caller().at_main()
    caller.presses("2")
    caller.is_told("promised")
    caller.listens()
    assert moves.TakePromiseBack() not in caller.waits()

"""What comes late means nothing, and what is pressed early is kept."""

from __future__ import annotations

import pytest
from tests.calls.menu.kocaeli import Caller

from alo153.calls.menu import moves


@pytest.mark.parametrize(("way", "mistyped"), [("", "#"), ("1", "12#")])
def test_the_time_of_before_a_mistake_means_nothing(way: str, mistyped: str) -> None:
    caller = Caller().at_main()
    caller.presses(way)
    caller.listens()
    waited = caller.position.waits
    caller.presses(mistyped)
    heard = caller.hears
    assert caller.does(moves.TimeUp(waited)) == ()
    assert heard


def test_what_was_asked_before_a_key_is_answered_for_nobody() -> None:
    caller = Caller()
    caller.welcomed()
    asked = caller.position.asks
    caller.presses("0")
    assert caller.does(moves.Told(asked, "", ("announcements/7",))) == ()


def test_a_key_that_leads_on_begins_to_count_mistakes_anew() -> None:
    caller = Caller().at_main()
    caller.presses("#")
    assert caller.position.rounds == 1
    caller.presses("1")
    assert caller.position.rounds == 0


def test_a_key_for_the_menu_at_the_offer_is_kept_for_it() -> None:
    caller = Caller()
    caller.welcomed("case:12")
    assert moves.Hush() in caller.presses("3")
    assert caller.position.ahead == "3"
    assert caller.is_told()[-1] == moves.Join("water")


def test_the_agent_reads_whose_status_was_heard() -> None:
    caller = Caller().typed()
    caller.is_told("in_work", about="case:12")
    assert caller.position.about == "case:12"
    assert caller.position.served


def test_an_answer_that_comes_late_is_not_heard() -> None:
    caller = Caller().at_main()
    assert caller.is_told("", "announcements/7") == ()

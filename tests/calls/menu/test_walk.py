"""A caller in the menu of Kocaeli: what each key does."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.calls.menu.kocaeli import MENU, Caller

from alo153.calls.menu import moves, nodes, walk
from alo153.calls.menu.lookup_nodes import NOT_SENT, SENT, UNKNOWN

KEYS = "0123456789*#"
MAIN_MENU = ("main-menu", "en/for-english", "ar/for-arabic")


def test_the_welcome_says_that_the_call_is_recorded_and_which_key_says_no() -> None:
    assert Caller().hears == ("greeting", "recording-notice")


def test_nine_goes_on_unrecorded() -> None:
    caller = Caller()
    assert caller.presses("9") == (
        moves.Hush(),
        moves.DoNotRecord(),
        moves.Speak(("not-recorded",)),
    )
    assert caller.listens() == (moves.Ask("own_case", 1),)


def test_announcements_come_before_the_menu() -> None:
    caller = Caller()
    caller.welcomed()
    assert caller.is_told("", "announcements/7") == (moves.Speak(("announcements/7",)),)
    caller.listens()
    assert caller.hears == MAIN_MENU


def test_without_an_answer_the_menu_goes_on() -> None:
    caller = Caller()
    caller.welcomed()
    assert caller.is_told() == (moves.Speak(MAIN_MENU),)


@pytest.mark.parametrize("before", ["", "1", "14821", "1482109373", "5", "9"])
def test_an_operator_is_one_key_away(before: str) -> None:
    caller = Caller().at_main()
    caller.presses(before)
    key = "*" if caller.position.node == "code" else "0"
    assert caller.presses(key)[-1] == moves.Join("general")


def test_nought_calls_the_operator_before_a_code_and_is_a_digit_in_it() -> None:
    caller = Caller().at_main()
    assert caller.presses("10")[-1] == moves.Join("general")
    caller = Caller().at_main()
    caller.presses("1482100")
    assert caller.position.typed == "482100"


def test_unanswered_the_menu_is_said_once_and_then_the_operator_is_called() -> None:
    caller = Caller().at_main()
    caller.listens()
    assert caller.waits() == (moves.Join("general"),)


def test_a_choice_may_be_repeated_where_a_city_wishes_it() -> None:
    patient = replace(MENU, nodes={**MENU.nodes, "main": replace(MENU.nodes["main"], repeats=1)})
    caller = Caller(patient).at_main()
    caller.listens()
    assert caller.waits() == (moves.Speak(MAIN_MENU),)
    caller.listens()
    assert caller.waits() == (moves.Join("general"),)


# Keys pressed during the greeting


def test_a_key_pressed_ahead_is_taken_once_the_notice_was_heard() -> None:
    caller = Caller()
    assert caller.presses("3") == ()
    assert caller.listens() == (moves.Ask("own_case", 1),)
    caller.is_told()
    assert caller.is_told() == (moves.Hush(), moves.Join("water"))


def test_a_code_typed_ahead_is_looked_up_and_its_nine_refuses_no_recording() -> None:
    caller = Caller()
    assert caller.presses("1982109379") == ()
    caller.listens()
    caller.is_told()
    deeds = caller.is_told()
    assert moves.DoNotRecord() not in deeds
    assert deeds[-1] == moves.Ask("status", caller.position.asks)
    assert caller.position.code == "982109379"


def test_the_rest_of_a_code_is_typed_after_what_was_typed_ahead() -> None:
    caller = Caller()
    caller.presses("1982")
    caller.listens()
    caller.is_told()
    caller.is_told()
    assert (caller.position.node, caller.position.typed) == ("code", "982")
    caller.presses("109379")
    assert caller.position.code == "982109379"


def test_a_wrong_key_pressed_ahead_is_said_to_have_no_meaning_and_the_rest_is_forgotten() -> None:
    caller = Caller()
    caller.presses("#1")
    caller.listens()
    caller.is_told()
    caller.is_told()
    assert caller.hears == ("wrong-key",)
    caller.listens()
    assert caller.hears == MAIN_MENU


def test_whoever_presses_for_ever_during_the_greeting_fills_no_memory() -> None:
    caller = Caller()
    caller.presses("1" * 1000)
    assert len(caller.position.ahead) == walk.MOST_AHEAD


def test_nine_first_refuses_and_what_follows_is_kept_for_the_menu() -> None:
    caller = Caller()
    assert moves.DoNotRecord() in caller.presses("9")
    caller.presses("4")
    caller.listens()
    caller.is_told()
    assert caller.is_told()[-1] == moves.Join("social")


def test_the_operator_is_reached_at_once_from_the_greeting() -> None:
    assert Caller().presses("0")[-1] == moves.Join("general")


# A caller with an open case


def test_who_has_an_open_case_hears_that_first_and_how_it_stands_by_a_key() -> None:
    caller = Caller()
    assert caller.welcomed(own="case:12") == (moves.Speak(("own-case",)),)
    assert caller.presses("7")[-1] == moves.Ask("status", caller.position.asks)
    assert (caller.position.about, caller.position.code) == ("case:12", "")
    caller.is_told("in_work", about="case:12")
    assert caller.hears == ("status-in-work",), "no code: whoever calls may not be the citizen"
    caller.listens()
    assert caller.presses("1")[-1] == moves.Ask("details", caller.position.asks)
    assert caller.position.about == "case:12"


def test_the_key_of_an_open_case_holds_in_the_menus_too_and_only_for_who_has_one() -> None:
    assert isinstance(Caller().at_main(own="case:12").presses("7")[-1], moves.Ask)
    foreign = Caller().at_main(own="case:12")
    foreign.presses("5")
    foreign.is_told(about="case:12")
    assert foreign.hears == ("own-case",)
    caller = Caller().at_main()
    caller.presses("7")
    assert caller.hears == ("wrong-key",)


def test_keys_for_the_menu_are_typed_ahead_over_the_offer() -> None:
    caller = Caller()
    caller.welcomed(own="case:12")
    assert caller.presses("3") == (moves.Hush(), moves.Ask("announcements", caller.position.asks))
    assert caller.is_told()[-1] == moves.Join("water")
    early = Caller()
    early.presses("7")
    early.listens()
    assert early.is_told(about="case:12") == (moves.Ask("announcements", early.position.asks),)
    assert early.is_told()[-1] == moves.Ask("status", early.position.asks)


def test_a_code_that_is_typed_comes_before_the_own_case() -> None:
    caller = Caller().at_main(own="case:12")
    caller.presses("1482109373")
    assert (caller.position.about, caller.position.code) == ("", "482109373")


# The way of a caller, for the agent who answers


def way(caller: Caller) -> list[tuple[str, str]]:
    return [(step.key, step.word) for step in caller.position.path]


def test_the_way_tells_the_keys_and_what_they_led_to() -> None:
    caller = Caller().at_main()
    caller.presses("#")
    caller.listens()
    caller.presses("5")
    caller.is_told()
    caller.is_told()
    caller.presses("0")
    assert way(caller) == [("5", "İngilizce (English)"), ("0", "Temsilci")]


def test_the_way_tells_what_was_wanted_and_which_case_a_code_was_of_but_not_the_code() -> None:
    caller = Caller().typed()
    caller.is_told("in_work", about="case:12")
    caller.listens()
    caller.presses("0")
    assert way(caller) == [("1", "Takip kodu"), ("", "Başvuru durumu"), ("0", "Temsilci")]
    assert [step.wish for step in caller.position.path] == ["Başvurum ne oldu?", "", ""]
    assert [step.about for step in caller.position.path] == ["", "case:12", ""]
    assert "482109373" not in str([vars_of(step) for step in caller.position.path])
    assert "case:12" not in repr(caller.position), "not for a log"


def vars_of(step: moves.Step) -> tuple[str, ...]:
    return (step.key, step.node, step.word, step.wish, step.about)


def test_whoever_goes_round_for_ever_leaves_a_short_way() -> None:
    caller = Caller().typed()
    for _ in range(20):
        caller.is_told("ready", about="case:12")
        caller.listens()
        caller.presses("2482109373")
    assert len(caller.position.path) == walk.MOST_STEPS


def test_a_key_without_a_meaning_is_said_to_have_none() -> None:
    caller = Caller().at_main()
    caller.presses("#")
    assert caller.hears == ("wrong-key",)
    caller.listens()
    assert caller.hears == MAIN_MENU


def test_a_key_cuts_the_prompt_short() -> None:
    assert Caller().at_main().presses("1")[0] == moves.Hush()


def test_arabic_hears_what_is_announced_in_it_and_then_its_menu() -> None:
    caller = Caller().at_main()
    assert moves.SpeakLanguage("ar") in caller.presses("6")
    caller.is_told()
    assert caller.is_told("", "announcements/1-ar") == (moves.Speak(("announcements/1-ar",)),)
    assert caller.listens() == (moves.Speak(("main-menu",)),)


def test_english_is_spoken_from_then_on() -> None:
    caller = Caller().at_main()
    assert moves.SpeakLanguage("en") in caller.presses("5")
    assert caller.position.language == "en"


def test_the_status_is_said_with_the_code_in_groups_and_nothing_else() -> None:
    caller = Caller().typed()
    assert caller.deeds[-1] == moves.Ask("status", caller.position.asks)
    assert caller.position.code == "482109373"
    caller.is_told("in_work")
    digits = [f"number-{digit}" for digit in "482109373"]
    spoken = [*digits[:3], "pause", *digits[3:6], "pause", *digits[6:]]
    assert caller.hears == ("status-of", *spoken, "status-in-work")
    assert caller.position.served


def test_a_question_is_answered_once() -> None:
    """The time limit of an answered question runs out while the answer is still being said."""
    caller = Caller().typed()
    ask = caller.position.asks
    caller.is_told("in_work")
    assert caller.does(moves.Told(ask)) == ()


def test_a_code_that_is_none_may_be_typed_again_three_times_in_all() -> None:
    caller = Caller().typed()
    for _ in range(2):
        caller.is_told("unknown")
        assert caller.hears == ("status-unknown",)
        caller.listens()
        assert caller.position.node == "code"
        caller.presses("482109373")
    caller.is_told("unknown")
    assert caller.hears == ("status-trouble",)
    assert caller.listens() == (moves.Join("general"),)


def test_guessing_ends_with_the_third_code_whichever_way_is_taken() -> None:
    """Nobody gets more tries by going back to the main menu."""
    found = nodes.Choice(name="after", keys={"1": "code"}, otherwise="operator")
    menu = nodes.Menu(
        start="code",
        operator="operator",
        nodes={
            "code": nodes.Digits(name="code", length=1, next="status", otherwise="operator"),
            "status": nodes.Status(name="status", next="after", unknown="after", trouble="after"),
            "after": found,
            "operator": nodes.Queue(name="operator"),
        },
    )
    caller = Caller(menu)
    for _ in range(3):
        assert isinstance(caller.presses("1")[-1], moves.Ask)
        caller.is_told("unknown")
        caller.listens()
        caller.presses("1")
    assert caller.presses("1") == (moves.Hush(), moves.Speak(("status-trouble",)))


def test_when_nobody_knows_the_caller_goes_to_the_operator() -> None:
    caller = Caller().typed()
    caller.is_told("")
    assert caller.hears == ("status-trouble",)
    assert caller.listens() == (moves.Join("general"),)


def test_too_few_digits_are_asked_for_again_and_then_the_operator_is_called() -> None:
    caller = Caller().at_main()
    caller.presses("1482#")
    assert caller.hears == ("wrong-code",)
    caller.listens()
    caller.listens()
    caller.waits()
    caller.listens()
    caller.listens()
    assert caller.waits() == (moves.Join("general"),)


def test_the_details_are_sent_and_the_call_may_end() -> None:
    caller = Caller().typed()
    caller.is_told("ready")
    caller.listens()
    assert caller.presses("1")[-1] == moves.Ask("details", caller.position.asks)
    caller.is_told("sent")
    assert caller.hears == ("details-sent",)
    caller.listens()
    assert caller.hears == ("goodbye",)
    assert caller.listens() == (moves.End(),)


def test_details_that_cannot_be_sent_lead_to_the_operator() -> None:
    caller = Caller().typed()
    caller.is_told("ready")
    caller.listens()
    caller.presses("1")
    caller.is_told("not_sent")
    assert caller.hears == ("details-not-sent",)
    assert caller.listens() == (moves.Join("general"),)


def test_a_call_back_is_left() -> None:
    caller = Caller().at_main()
    assert caller.presses("2")[-1] == moves.Ask("windows", caller.position.asks)
    assert caller.is_told()[-1] == moves.LeaveCallBack(), "no hours can be chosen"


def test_a_circle_of_nodes_without_a_word_ends_at_the_operator() -> None:
    round_and_round = nodes.Say(name="a", next="a")
    menu = nodes.Menu(
        start="a",
        operator="operator",
        nodes={"a": round_and_round, "operator": nodes.Queue(name="operator")},
    )
    assert walk.begin(menu)[1] == (moves.Join("general"),)


WORDS = st.sampled_from(["", *nodes.STATES, UNKNOWN, SENT, NOT_SENT])
HAPPENINGS = st.one_of(
    st.builds(moves.Pressed, st.sampled_from(KEYS)),
    st.just(moves.SpeechOver()),
    st.builds(moves.TimeUp, st.integers(0, 40)),
    st.builds(moves.Told, st.integers(0, 20), WORDS, about=st.sampled_from(["", "case:12"])),
)


@given(st.lists(HAPPENINGS, max_size=60))
def test_whatever_happens_the_caller_stands_at_a_node_and_something_follows(
    happenings: list[moves.Happening],
) -> None:
    """After each step something is heard, waited for, asked or over: nobody is forgotten."""
    caller = Caller()
    pending = True
    for happening in happenings:
        before = caller.position
        deeds = caller.does(happening)
        assert caller.position.waits >= before.waits, "an old timer would be taken for a new one"
        assert caller.position.asks >= before.asks, "an old answer would be taken for a new one"
        assert caller.position.node in MENU.nodes
        last = deeds[-1] if deeds else None
        hushed = any(isinstance(deed, moves.Hush) for deed in deeds)
        assert not hushed or not isinstance(last, moves.Hush), "hushed, and then silence"
        pending = pending or last is not None
        assert pending


@given(st.text(alphabet=KEYS, max_size=30))
def test_a_code_stands_in_no_log(keys: str) -> None:
    caller = Caller().at_main()
    caller.presses("1" + keys)
    typed = caller.position.typed
    assert len(typed) < 3 or typed not in repr(caller.position)

"""The menu in a call: keys, time and answers lead every caller somewhere."""

from __future__ import annotations

from dataclasses import replace

import pytest
from tests.calls.menu.kocaeli import MENU
from tests.switchboard.acd.story import Story

from alo153.calls.call_words import CallOutcome, CallParty
from alo153.calls.queue import Queue
from alo153.switchboard.acd.state.state import Phase, Rules
from alo153.switchboard.acd.turn import commands as do
from alo153.switchboard.acd.turn import events as ev
from alo153.switchboard.acd.turn import facts
from alo153.switchboard.acd.turn.timers import AskMusicTimer, AskTimer, MenuIdleTimer, MenuTimer


class MenuStory(Story):
    """A story of callers in the menu of Kocaeli."""

    def presses(self, call: str, keys: str, at: float) -> None:
        for key in keys:
            self.tell(ev.KeyPressed(at=at, call=call, key=key))

    def at_main(self, call: str, at: float) -> None:
        self.arrive(call, at)
        self.presses(call, "9", at)
        self.speech_ends(call, at)
        self.answered(call, at)
        self.answered(call, at)

    def answered(self, call: str, at: float, word: str = "", about: str = "") -> None:
        menu = self.state.calls[call].menu
        assert menu is not None
        told = ev.LookupAnswered(at=at, call=call, ask=menu.asks, word=word, about=about)
        self.tell(told)

    def served(self, call: str, at: float) -> None:
        self.at_main(call, at)
        self.presses(call, "1482109373", at)
        self.answered(call, at, "in_work")


@pytest.fixture
def story() -> MenuStory:
    return MenuStory(Rules(menu=MENU))


def test_a_call_begins_with_the_welcome(story: MenuStory) -> None:
    story.arrive("a", 0)
    assert story.ordered(do.Speak)[0].sounds == ("greeting", "recording-notice")
    assert story.state.calls["a"].phase is Phase.MENU


def test_nine_in_the_welcome_and_the_call_is_not_recorded(story: MenuStory) -> None:
    story.at_main("a", 0)
    assert not story.state.calls["a"].recorded
    assert len(story.facts(facts.RecordingRefused)) == 1


def test_who_is_put_through_before_the_notice_ends_is_not_recorded(story: MenuStory) -> None:
    story.arrive("hurried", 0)
    story.presses("hurried", "0", 1)
    assert not story.state.calls["hurried"].recorded
    assert len(story.facts(facts.RecordingNoticeMissed)) == 1
    story.arrive("patient", 5)
    story.speech_ends("patient", 10)
    story.presses("patient", "0", 11)
    assert story.state.calls["patient"].recorded
    assert len(story.facts(facts.RecordingNoticeMissed)) == 1


def test_after_a_restart_in_the_welcome_nobody_is_recorded(story: MenuStory) -> None:
    story.arrive("a", 0)
    call = replace(story.state.calls["a"], menu=None)
    leg = ev.Leg(id=call.channel, up=True, call="a")
    story.tell(ev.Reconciled(at=5, calls=(call,), agents=(), legs=(leg,)))
    assert not story.state.calls["a"].recorded


def test_a_key_stops_what_is_being_said_before_the_next_is(story: MenuStory) -> None:
    story.at_main("a", 0)
    speech = story.state.calls["a"].speech
    story.presses("a", "1", 1)
    commands = [c for c in story.commands if isinstance(c, do.CallCommand)]
    assert commands[0] == do.StopSpeaking(call="a", speech=speech or "")
    assert isinstance(commands[1], do.Speak)
    assert story.tell(ev.SpeechEnded(at=2, call="a", speech=speech or "")) == []


def test_nought_puts_the_caller_through(story: MenuStory) -> None:
    story.at_main("a", 0)
    story.presses("a", "0", 3)
    call = story.state.calls["a"]
    assert (call.phase, call.queued_at, call.menu) == (Phase.WAITING, 3, None)


def test_one_who_does_nothing_for_two_minutes_is_put_through(story: MenuStory) -> None:
    story.at_main("a", 0)
    keys = story.state.calls["a"].menu.keys  # type: ignore[union-attr]
    story.tell(ev.TimerFired(at=121, timer=MenuIdleTimer("a", keys - 1)))
    assert story.state.calls["a"].phase is Phase.MENU
    story.tell(ev.TimerFired(at=122, timer=MenuIdleTimer("a", keys)))
    assert story.state.calls["a"].phase is Phase.WAITING
    assert story.ordered(do.StopSpeaking)
    assert story.ordered(do.SayPosition)


def test_every_key_begins_the_two_minutes_anew(story: MenuStory) -> None:
    story.arrive("a", 0)
    story.presses("a", "7", 1)
    assert do.StartTimer(seconds=120, timer=MenuIdleTimer("a", 1)) in story.commands


def test_a_question_that_nobody_answers_does_not_stop_the_caller(story: MenuStory) -> None:
    story.arrive("a", 0)
    story.presses("a", "9", 0)
    story.speech_ends("a", 0)
    story.answered("a", 0)
    asked = story.ordered(do.LookUp)[0]
    assert (asked.question, asked.number) == ("announcements", "5")
    story.tell(ev.TimerFired(at=2, timer=AskTimer("a", asked.ask)))
    assert story.ordered(do.Speak)[0].sounds[0] == "main-menu"
    assert story.tell(ev.LookupAnswered(at=3, call="a", ask=asked.ask, sounds=("x",))) == []


def test_a_caller_hears_music_while_an_answer_is_awaited(story: MenuStory) -> None:
    story.arrive("a", 0)
    story.presses("a", "9", 0)
    story.speech_ends("a", 0)
    (asked,) = story.ordered(do.LookUp)
    awaited = AskMusicTimer("a", asked.ask)
    assert do.StartTimer(seconds=1, timer=awaited) in story.commands
    story.tell(ev.TimerFired(at=1, timer=awaited))
    assert story.ordered(do.StartMusic) == [do.StartMusic(call="a", channel="ch-a")]
    story.tell(ev.LookupAnswered(at=1.5, call="a", ask=asked.ask))
    story.tell(ev.TimerFired(at=1.6, timer=awaited))
    assert not story.ordered(do.StartMusic), "it is answered"


def test_a_code_goes_outside_and_into_no_log(story: MenuStory) -> None:
    story.at_main("a", 0)
    story.presses("a", "1482109373", 1)
    asked = story.ordered(do.LookUp)[0]
    assert (asked.question, asked.code) == ("status", "482109373")
    assert "482109373" not in repr(story.commands)
    assert "482109373" not in repr(story.state)


def test_only_the_number_that_the_network_vouches_for_is_asked_about(story: MenuStory) -> None:
    for call, proved in (("a", True), ("b", False)):
        channel = f"ch-{call}"
        story.tell(
            ev.CallArrived(
                at=0, call=call, channel=channel, number="5", called="153", proved=proved
            )
        )
        story.presses(call, "9", 0)
        story.speech_ends(call, 0)
        (asked,) = story.ordered(do.LookUp)
        assert (asked.question, asked.proved) == ("own_case", proved)


def test_the_record_learns_where_a_caller_stands_and_the_way_there(story: MenuStory) -> None:
    story.at_main("a", 0)
    assert story.facts(facts.MenuWalked)[-1].node == "main"
    story.presses("a", "1482109373", 1)
    story.answered("a", 1, "in_work", "case:12")
    story.presses("a", "0", 2)
    walked = story.facts(facts.MenuWalked)[-1]
    assert walked.node == "operator"
    assert [(step.key, step.about) for step in walked.path] == [
        ("1", ""),
        ("", "case:12"),
        ("0", ""),
    ]
    told = [type(fact) for fact in story.told]
    assert told.index(facts.CallQueued) > told.index(facts.MenuWalked)
    assert "case:12" not in repr(story.commands)
    assert "case:12" not in repr(story.state)


def test_one_who_heard_the_status_and_hangs_up_was_served(story: MenuStory) -> None:
    story.served("a", 0)
    story.tell(ev.CallerHungUp(at=9, call="a"))
    ended = story.facts(facts.CallEnded)[0]
    assert (ended.outcome, ended.by, ended.waited_seconds) == (
        CallOutcome.SELF_SERVED,
        CallParty.CITIZEN,
        0.0,
    )


def test_one_who_hangs_up_in_the_menu_without_an_answer_has_given_up(story: MenuStory) -> None:
    story.at_main("a", 0)
    story.tell(ev.CallerHungUp(at=9, call="a"))
    assert story.facts(facts.CallEnded)[0].outcome is CallOutcome.ABANDONED


def test_one_who_heard_the_status_and_then_gives_up_waiting_has_given_up(story: MenuStory) -> None:
    story.served("a", 0)
    story.presses("a", "0", 5)
    story.tell(ev.CallerHungUp(at=9, call="a"))
    assert story.facts(facts.CallEnded)[0].outcome is CallOutcome.ABANDONED


def test_the_menu_says_goodbye_and_hangs_up(story: MenuStory) -> None:
    story.served("a", 0)
    story.speech_ends("a", 1)
    story.speech_ends("a", 2)
    menu = story.state.calls["a"].menu
    assert menu is not None
    assert story.ordered(do.StartMusic), "five seconds without a sound"
    story.tell(ev.TimerFired(at=7, timer=MenuTimer("a", menu.waits)))
    story.speech_ends("a", 9)
    assert story.ordered(do.HangUp)
    ended = story.facts(facts.CallEnded)[0]
    assert (ended.outcome, ended.by) == (CallOutcome.SELF_SERVED, CallParty.SWITCHBOARD)


def test_music_plays_while_the_menu_waits_for_a_key(story: MenuStory) -> None:
    """Without sound gateways and callers take the line for dead."""
    story.at_main("a", 0)
    story.speech_ends("a", 10)
    assert story.ordered(do.StartMusic) == [do.StartMusic(call="a", channel="ch-a")]


def test_who_presses_nothing_rings_at_an_agent_after_one_menu(story: MenuStory) -> None:
    story.ready(1, 0)
    story.arrive("a", 0)
    story.speech_ends("a", 9)
    _time_up(story, 9.5)
    story.answered("a", 9.5)
    story.answered("a", 9.5)
    story.speech_ends("a", 22)
    _time_up(story, 24)
    assert [each.agent for each in story.facts(facts.CallOffered)] == [1]


def _time_up(story: MenuStory, at: float) -> None:
    menu = story.state.calls["a"].menu
    assert menu is not None
    story.tell(ev.TimerFired(at=at, timer=MenuTimer("a", menu.waits)))


def test_one_who_can_be_called_back_leaves_the_line_and_keeps_a_place(story: MenuStory) -> None:
    story.arrive("a", 0)
    story.tell(ev.CallerKnown(at=0, call="a", call_back="+905320000101"))
    story.presses("a", "9", 0)
    story.speech_ends("a", 0)
    story.answered("a", 0)
    story.answered("a", 0)
    story.presses("a", "2", 3)
    assert story.ordered(do.SayGoodbye)
    story.speech_ends("a", 5)
    call = story.state.calls["a"]
    assert (call.phase, call.queued_at) == (Phase.CALLBACK_HOLD, 3)


def test_one_who_cannot_be_called_back_waits_on_the_line(story: MenuStory) -> None:
    story.at_main("a", 0)
    story.presses("a", "2", 3)
    assert story.state.calls["a"].phase is Phase.WAITING


def test_who_chose_english_hears_it_in_the_line_too(story: MenuStory) -> None:
    story.at_main("a", 0)
    story.presses("a", "5", 1)
    noted = do.NoteLanguage(call="a", channel="ch-a", language="en")
    assert story.ordered(do.NoteLanguage) == [noted], "the fallback speaks it, too"
    story.answered("a", 1)
    assert story.ordered(do.LookUp)[0].language == "en", "what is announced in English"
    assert story.facts(facts.LanguageChosen)[0].language == "en"
    story.answered("a", 1)
    assert story.ordered(do.Speak)[0].language == "en"
    story.presses("a", "0", 2)
    assert story.ordered(do.SayPosition)[0].language == "en"


def test_after_a_restart_in_the_menu_the_caller_goes_into_the_line(story: MenuStory) -> None:
    """What was typed is gone: nobody hears the welcome twice, an agent asks."""
    story.at_main("a", 0)
    call = replace(story.state.calls["a"], menu=None)
    leg = ev.Leg(id=call.channel, up=True, call="a")
    story.tell(ev.Reconciled(at=5, calls=(call,), agents=(), legs=(leg,)))
    again = story.state.calls["a"]
    assert (again.phase, again.recorded) == (Phase.WAITING, False)
    assert story.ordered(do.SayPosition)


def test_a_key_after_the_menu_changes_nothing(story: MenuStory) -> None:
    story.at_main("a", 0)
    story.presses("a", "0", 3)
    assert story.tell(ev.KeyPressed(at=4, call="a", key="1")) == []
    assert story.tell(ev.KeyPressed(at=4, call="gone", key="1")) == []


@pytest.mark.parametrize(("key", "queue"), [("3", "water"), ("4", "social"), ("0", "general")])
def test_a_key_leads_to_its_queue(story: MenuStory, key: str, queue: str) -> None:
    story.at_main("a", 0)
    story.presses("a", key, 3)
    assert story.state.calls["a"].queue == queue


def test_who_chose_a_language_waits_for_those_who_speak_it(story: MenuStory) -> None:
    queues = {"english": Queue(key="english", language="en")}
    story.state = replace(story.state, rules=replace(story.state.rules, queues=queues))
    story.at_main("a", 0)
    story.presses("a", "5", 3)
    story.presses("a", "0", 4)
    assert story.state.calls["a"].queue == "english"

"""When a talk is recorded, and when silence is written instead."""

from __future__ import annotations

from dataclasses import replace

import pytest
from tests.switchboard.acd.story import Story

from alo153.calls.page_commands.rows import Target
from alo153.switchboard.acd.recording import messages as rec
from alo153.switchboard.acd.state.state import Recording, Rules, State
from alo153.switchboard.acd.talking.talk import HoldCall, ResumeCall
from alo153.switchboard.acd.talking.transfer import BlindTransfer
from alo153.switchboard.acd.turn import events as ev
from alo153.switchboard.acd.turn import facts
from alo153.switchboard.acd.turn.commands import Record, StartTimer
from alo153.switchboard.acd.turn.timers import (
    RecordingCheckTimer,
    RecordingPauseTimer,
    RecordingRetryTimer,
)

ELIF = 7


@pytest.fixture
def talk() -> Story:
    story = Story()
    story.talking("a", ELIF, 0)
    return story


def verbs(story: Story) -> list[str]:
    return [type(command).__name__ for command in story.ordered(rec.RecordingCommand)]


def error(story: Story) -> str:
    return story.facts(facts.CommandDone)[-1].error


def state(story: Story) -> Recording:
    return story.state.calls["a"].recording


def fire(story: Story, kind: type, at: float) -> None:
    timers = [c.timer for c in story.commands if hasattr(c, "timer")]
    (timer,) = [timer for timer in timers if isinstance(timer, kind)]
    story.tell(ev.TimerFired(at=at, timer=timer))


def test_a_talk_is_recorded_on_the_citizen_s_channel(talk: Story) -> None:
    assert verbs(talk) == ["StartRecording"]
    assert talk.ordered(rec.StartRecording)[0].channel == "ch-a"
    assert [fact.call for fact in talk.facts(rec.RecordingStarted)] == ["a"]


def test_a_call_that_waits_is_not_recorded() -> None:
    story = Story()
    story.waiting("a", 0)
    assert verbs(story) == []


def test_a_caller_who_does_not_wish_it_is_not_recorded() -> None:
    story = Story()
    story.ready(ELIF, 0)
    story.waiting("a", 1)
    refused = replace(story.state.calls["a"], recorded=False)
    story.state = replace(story.state, calls={"a": refused})
    story.tell(ev.OfferAnswered(at=2, offer="a.1"))
    assert verbs(story) == []
    story.tell(rec.PauseRecordingAsked(at=3, agent=ELIF, command=1))
    assert (verbs(story), error(story)) == ([], "not_recorded")
    assert not story.state.calls["a"].recording_paused


def test_a_house_that_records_nothing_records_nothing() -> None:
    story = Story(Rules(record=False))
    story.talking("a", ELIF, 0)
    assert verbs(story) == []


def test_sensitive_words_are_kept_out_and_who_did_it_is_known(talk: Story) -> None:
    talk.tell(rec.PauseRecordingAsked(at=10, agent=ELIF, command=1))
    assert (verbs(talk), error(talk)) == (["PauseRecording"], "")
    talk.tell(rec.PauseRecordingAsked(at=11, agent=ELIF, command=2))
    assert talk.commands == [Record(fact=facts.CommandDone(at=11, command=2, error=""))]
    talk.tell(rec.ContinueRecordingAsked(at=20, agent=ELIF, command=3))
    assert (verbs(talk), error(talk)) == (["ContinueRecording"], "")
    talk.tell(rec.ContinueRecordingAsked(at=21, agent=ELIF, command=4))
    assert talk.commands == [Record(fact=facts.CommandDone(at=21, command=4, error=""))]
    (paused,) = talk.facts(rec.RecordingPaused)
    (continued,) = talk.facts(rec.RecordingContinued)
    assert (paused.at, paused.why, paused.agent) == (10, Recording.SENSITIVE, ELIF)
    assert (continued.at, continued.agent) == (20, ELIF)


def test_a_pause_that_is_forgotten_ends_by_itself(talk: Story) -> None:
    talk.tell(rec.PauseRecordingAsked(at=10, agent=ELIF))
    fire(talk, RecordingPauseTimer, 130)
    assert verbs(talk) == ["ContinueRecording"]
    assert talk.facts(rec.RecordingContinued)[0].agent is None


@pytest.mark.parametrize("ask", [rec.PauseRecordingAsked, rec.ContinueRecordingAsked])
def test_who_does_not_talk_has_nothing_to_keep_out(
    talk: Story, ask: type[rec.PauseRecordingAsked]
) -> None:
    talk.ready(ELIF + 1, 5)
    talk.tell(ask(at=6, agent=ELIF + 1, command=1))
    assert (verbs(talk), error(talk)) == ([], "no_call")
    talk.waiting("b", 7)
    talk.tell(ask(at=8, agent=ELIF + 1, command=2))
    assert (verbs(talk), error(talk)) == ([], "no_call")


def test_who_got_the_call_ends_the_pause_of_the_one_before(talk: Story) -> None:
    talk.tell(rec.PauseRecordingAsked(at=10, agent=ELIF))
    talk.ready(ELIF + 1, 11)
    talk.tell(BlindTransfer(at=12, agent=ELIF, target=Target(agent=ELIF + 1)))
    talk.tell(ev.OfferAnswered(at=13, offer="a.2"))
    assert state(talk) is Recording.SENSITIVE
    talk.tell(rec.ContinueRecordingAsked(at=14, agent=ELIF + 1))
    assert talk.facts(rec.RecordingContinued)[0].agent == ELIF + 1


def test_the_limit_of_an_older_pause_does_not_end_the_next(talk: Story) -> None:
    talk.tell(rec.PauseRecordingAsked(at=10, agent=ELIF))
    (old,) = [c.timer for c in talk.commands if hasattr(c, "timer")]
    talk.tell(rec.ContinueRecordingAsked(at=20, agent=ELIF))
    talk.tell(rec.PauseRecordingAsked(at=100, agent=ELIF))
    talk.tell(ev.TimerFired(at=130, timer=old))
    assert state(talk) is Recording.SENSITIVE


def test_music_and_what_is_said_over_it_is_silence_in_the_recording(talk: Story) -> None:
    talk.tell(HoldCall(at=10, agent=ELIF))
    assert (verbs(talk), state(talk)) == (["PauseRecording"], Recording.HELD)
    talk.tell(ResumeCall(at=20, agent=ELIF))
    assert verbs(talk) == ["ContinueRecording"]


def test_hold_inside_a_pause_does_not_end_the_pause(talk: Story) -> None:
    talk.tell(rec.PauseRecordingAsked(at=10, agent=ELIF))
    talk.tell(HoldCall(at=11, agent=ELIF))
    talk.tell(ResumeCall(at=12, agent=ELIF))
    assert (verbs(talk), state(talk)) == ([], Recording.SENSITIVE)
    talk.tell(HoldCall(at=13, agent=ELIF))
    talk.tell(rec.ContinueRecordingAsked(at=14, agent=ELIF))
    assert (verbs(talk), state(talk)) == ([], Recording.HELD)
    whys = [fact.why for fact in talk.facts(rec.RecordingPaused)]
    assert whys == [Recording.SENSITIVE, Recording.HELD]


def test_a_recorder_that_does_not_start_leaves_the_call_alone(talk: Story) -> None:
    broke = rec.RecordingBroke(at=1, call="a", reason="not_started", started=False)
    talk.tell(broke)
    assert [fact.reason for fact in talk.facts(rec.RecordingFailed)] == ["not_started"]
    assert (verbs(talk), state(talk)) == ([], Recording.FAILED)
    talk.tell(rec.PauseRecordingAsked(at=2, agent=ELIF, command=1))
    assert error(talk) == "not_recorded"


def fail(story: Story, at: float = 1) -> None:
    story.tell(rec.RecordingBroke(at=at, call="a", reason="not_started", started=False))


def test_a_recorder_that_does_not_start_is_tried_again_ever_later(talk: Story) -> None:
    fail(talk)
    pauses: list[float] = []
    for _ in range(6):
        (wait,) = talk.ordered(StartTimer)
        pauses.append(wait.seconds)
        fail(talk, sum(pauses))
        talk.tell(ev.TimerFired(at=1 + sum(pauses), timer=wait.timer))
        (start,) = talk.ordered(rec.StartRecording)
        assert (start.channel, start.again) == ("ch-a", True)
    assert pauses == [5, 10, 20, 40, 60, 60]
    assert [(failed.at, failed.call) for failed in talk.facts(rec.RecordingFailed)] == [(1, "a")]


def test_a_recorder_that_starts_at_last_records_from_there(talk: Story) -> None:
    fail(talk)
    fire(talk, RecordingRetryTimer, 6)
    talk.tell(rec.RecordingAt(at=6.1, call="a", second=0, started=True))
    assert state(talk) is Recording.RUNNING
    (recovered,) = talk.facts(rec.RecordingRecovered)
    assert (recovered.at, recovered.second) == (6.1, 0)
    assert [type(one.timer) for one in talk.ordered(StartTimer)] == [RecordingCheckTimer]
    talk.tell(rec.PauseRecordingAsked(at=7, agent=ELIF, command=1))
    assert (verbs(talk), error(talk)) == (["PauseRecording"], "")


def test_a_pause_does_not_outlive_a_recorder_that_failed(talk: Story) -> None:
    talk.tell(rec.PauseRecordingAsked(at=1, agent=ELIF))
    fail(talk, 2)
    talk.tell(rec.RecordingAt(at=3, call="a", second=0, started=True))
    assert (verbs(talk), state(talk)) == ([], Recording.RUNNING)


def test_a_caller_on_hold_is_not_recorded_by_a_second_try(talk: Story) -> None:
    fail(talk)
    retry = talk.ordered(StartTimer)[0].timer
    talk.tell(HoldCall(at=2, agent=ELIF))
    talk.tell(ev.TimerFired(at=6, timer=retry))
    assert verbs(talk) == []


def test_the_tries_of_an_older_failure_end(talk: Story) -> None:
    fail(talk)
    old = talk.ordered(StartTimer)[0].timer
    talk.tell(rec.RecordingAt(at=2, call="a", second=0, started=True))
    assert talk.tell(ev.TimerFired(at=2.5, timer=old)) == []
    fail(talk, 3)
    assert talk.tell(ev.TimerFired(at=6, timer=old)) == []


def test_after_a_restart_a_recorder_that_failed_is_tried_again(talk: Story) -> None:
    fail(talk)
    again(talk, recorded=False)
    assert verbs(talk) == []
    fire(talk, RecordingRetryTimer, 35)
    assert verbs(talk) == ["StartRecording"]


def test_a_recorder_that_was_given_up_and_runs_all_the_same_is_known_again(talk: Story) -> None:
    fail(talk)
    retry = talk.ordered(StartTimer)[0].timer
    again(talk, recorded=True)
    assert state(talk) is Recording.RUNNING
    assert talk.tell(ev.TimerFired(at=31, timer=retry)) == []


def test_where_the_recorder_is_in_its_file_is_written_down(talk: Story) -> None:
    talk.tell(rec.RecordingAt(at=9.5, call="a", second=8.25, started=True))
    assert talk.commands == [Record(fact=rec.RecordingPlaced(at=9.5, call="a", second=8.25))]
    fail(talk, 10)
    talk.tell(rec.RecordingAt(at=11, call="a", second=9))
    assert (len(talk.commands), state(talk)) == (1, Recording.FAILED)


def test_the_files_are_looked_after_and_a_pause_still_counts(talk: Story) -> None:
    fire(talk, RecordingCheckTimer, 5)
    (look,) = talk.ordered(rec.CheckRecording)
    assert (look.call, look.channel) == ("a", "ch-a")
    (after,) = talk.ordered(StartTimer)
    assert (after.seconds, after.timer) == (15, RecordingCheckTimer("a"))
    talk.tell(rec.RecordingBroke(at=6, call="a", reason="stopped", started=True))
    assert [fact.reason for fact in talk.facts(rec.RecordingFailed)] == ["stopped"]
    talk.tell(rec.PauseRecordingAsked(at=7, agent=ELIF))
    assert verbs(talk) == ["PauseRecording"]


def test_what_is_not_recorded_is_not_looked_after(talk: Story) -> None:
    assert talk.tell(ev.TimerFired(at=5, timer=RecordingCheckTimer("gone"))) == []
    fail(talk)
    assert talk.tell(ev.TimerFired(at=5, timer=RecordingCheckTimer("a"))) == []


@pytest.mark.parametrize("recorded", [True, False])
def test_after_a_restart_a_talk_has_one_recorder(talk: Story, recorded: bool) -> None:
    again(talk, recorded=recorded)
    starts = [] if recorded else [rec.StartRecording(call="a", channel="ch-a")]
    assert talk.ordered(rec.RecordingCommand) == starts
    assert talk.ordered(StartTimer) == [StartTimer(seconds=5, timer=RecordingCheckTimer("a"))]


def test_after_a_restart_a_pause_goes_on_for_what_is_left_of_it(talk: Story) -> None:
    talk.tell(rec.PauseRecordingAsked(at=10, agent=ELIF))
    again(talk, recorded=True)
    assert verbs(talk) == ["PauseRecording"]
    assert talk.ordered(rec.PauseRecording)[0].channel == "ch-a"
    left = [wait.seconds for wait in talk.ordered(StartTimer)]
    assert left == [5, 100]
    fire(talk, RecordingPauseTimer, 130)
    assert verbs(talk) == ["ContinueRecording"]


def test_a_pause_that_was_over_while_no_program_ran_ends_at_once(talk: Story) -> None:
    talk.tell(rec.PauseRecordingAsked(at=-100, agent=ELIF))
    again(talk, recorded=True)
    assert [wait.seconds for wait in talk.ordered(StartTimer)] == [5, 0]


def test_a_recording_nobody_wrote_down_is_known_again(talk: Story) -> None:
    forgotten = replace(talk.state.calls["a"], recording=Recording.OFF)
    talk.state = replace(talk.state, calls={"a": forgotten})
    talk.told.clear()
    again(talk, recorded=True)
    assert talk.ordered(rec.RecordingCommand) == [rec.ContinueRecording(call="a", channel="ch-a")]
    assert state(talk) is Recording.RUNNING
    assert [(fact.at, fact.call) for fact in talk.facts(rec.RecordingStarted)] == [(30, "a")]


def again(story: Story, *, recorded: bool) -> None:
    """Let the program die and come back at second 30."""
    known = story.state
    story.state = State(rules=known.rules)
    legs = (
        ev.Leg(id="ch-a", up=True, bridged=True, call="a", recorded=recorded),
        ev.Leg(id="offer-a.1", up=True, bridged=True, call="a"),
    )
    story.tell(
        ev.Reconciled(
            at=30,
            calls=tuple(known.calls.values()),
            agents=tuple(known.agents.values()),
            legs=legs,
            registered=frozenset({ELIF}),
        )
    )


def test_the_recorder_begins_anew_when_another_agent_speaks_with_the_citizen(talk: Story) -> None:
    talk.ready(ELIF + 1, 5)
    talk.tell(BlindTransfer(at=10, agent=ELIF, target=Target(agent=ELIF + 1)))
    assert verbs(talk) == ["PauseRecording"]
    talk.tell(ev.OfferAnswered(at=12, offer="a.2"))
    assert verbs(talk) == ["ContinueRecording", "RecordAnew"]
    assert talk.ordered(rec.RecordAnew)[0].channel == "ch-a"


def test_a_hold_does_not_make_the_recorder_begin_anew(talk: Story) -> None:
    talk.tell(HoldCall(at=10, agent=ELIF))
    talk.tell(ResumeCall(at=20, agent=ELIF))
    assert "RecordAnew" not in verbs(talk)

"""Every state of an agent is a span with begin and end; a day is added up from them."""

from __future__ import annotations

import uuid
from datetime import UTC, datetime, timedelta

import pytest
from pytest_django import DjangoAssertNumQueries
from tests import cast
from tests.switchboard.acd.story import Story
from tests.switchboard.record.written import outage

from alo153.calls.floor.day import day_of
from alo153.calls.models import AgentSession, AgentStateSpan, Call
from alo153.core import events
from alo153.switchboard.acd.agents.presence import AgentNotReady
from alo153.switchboard.acd.turn import events as ev
from alo153.switchboard.record import records
from alo153.switchboard.runtime import handling

pytestmark = pytest.mark.django_db
CALL = str(uuid.UUID(int=1))
START = datetime(2026, 11, 24, 6, 0, tzinfo=UTC)
AT = START.timestamp()


def told(story: Story, times: int = 1) -> None:
    for fact in story.told:
        for _ in range(times):
            records.write(fact)


def morning(agent: int) -> Story:
    """Ready at 0 s, a call of 100 s from 10 s on, 30 s of work after it, then a meal."""
    story = Story()
    story.ready(agent, AT)
    story.waiting(CALL, AT + 8)
    story.tell(ev.OfferAnswered(at=AT + 10, offer=f"{CALL}.1"))
    story.tell(ev.CallerHungUp(at=AT + 110, call=CALL))
    story.tell(AgentNotReady(at=AT + 140, agent=agent, reason="meal"))
    return story


@pytest.mark.parametrize("times", [1, 3])
def test_spans_follow_one_another_without_a_gap(times: int) -> None:
    elif_ = cast.staff("elif")
    told(morning(elif_.pk), times)
    spans = list(AgentStateSpan.objects.filter(agent=elif_).order_by("began_at"))
    assert [(span.state, span.reason) for span in spans] == [
        ("ready", ""),
        ("ringing", ""),
        ("talking", ""),
        ("wrap_up", ""),
        ("paused", "meal"),
    ]
    ends = [span.ended_at for span in spans]
    assert ends == [*(span.began_at for span in spans[1:]), None]
    assert str(spans[2].call_id) == CALL
    assert spans[3].until == START + timedelta(seconds=110 + 60)


def test_a_day_is_added_up_with_one_query(
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    elif_ = cast.staff("elif")
    told(morning(elif_.pk))
    now = START + timedelta(seconds=200)
    with django_assert_num_queries(1):
        day = day_of(elif_, since=START - timedelta(hours=6), now=now)
    assert (day.talked, day.calls) == (timedelta(seconds=100), 1)
    assert (day.wrapped_up, day.pauses) == (timedelta(seconds=30), 1)
    assert day.paused == {"meal": timedelta(seconds=60)}


def test_what_began_yesterday_counts_from_midnight() -> None:
    elif_ = cast.staff("elif")
    told(morning(elif_.pk))
    day = day_of(elif_, since=START + timedelta(seconds=50), now=START + timedelta(seconds=110))
    assert day.talked == timedelta(seconds=60)
    assert day.pauses == 0


@pytest.mark.parametrize("times", [1, 3])
def test_what_no_switchboard_saw_after_a_talk_counts_in_no_figure(times: int) -> None:
    elif_ = cast.staff("elif")
    told(outage(elif_.pk, AT), times)
    spans = list(AgentStateSpan.objects.filter(agent=elif_).order_by("began_at"))
    assert [(span.state, span.reason) for span in spans[2:]] == [
        ("talking", ""),
        ("offline", "not_seen"),
        ("wrap_up", ""),
        ("paused", "meal"),
    ]
    ends = [span.ended_at for span in spans]
    assert ends == [*(span.began_at for span in spans[1:]), None]
    day = day_of(elif_, since=START, now=START + timedelta(seconds=330))
    assert (day.talked, day.calls) == (timedelta(seconds=100), 1)
    assert day.wrapped_up == timedelta(seconds=30)
    session = AgentSession.objects.get(user=elif_)
    assert (session.state, session.since) == ("paused", START + timedelta(seconds=330))
    assert handling.recent_paces(START + timedelta(seconds=400)) == {}, "how long it took"


def test_how_long_a_talk_took_that_asterisk_cut_is_in_no_average() -> None:
    elif_, story = cast.staff("elif"), Story()
    story.ready(elif_.pk, AT)
    story.waiting(CALL, AT + 8)
    story.tell(ev.OfferAnswered(at=AT + 10, offer=f"{CALL}.1"))
    calls, agents = tuple(story.state.calls.values()), tuple(story.state.agents.values())
    story.tell(
        ev.Reconciled(at=AT + 300, calls=calls, agents=agents, legs=(), asterisk_began_at=AT + 290)
    )
    told(story)
    call = Call.objects.get()
    assert (call.outcome, call.ended_by) == ("answered", "switchboard")
    (end,) = [event for event in events.history(call) if event.name == "call.ended"]
    assert (end.data.get("talk_seconds"), end.data.get("hold_seconds")) == (None, None)
    assert handling.recent_paces(START + timedelta(hours=1)) == {}


def test_the_same_facts_told_again_later_change_nothing() -> None:
    elif_ = cast.staff("elif")
    story = outage(elif_.pk, AT)
    told(story)
    before = list(AgentStateSpan.objects.order_by("began_at").values())
    told(story)
    assert list(AgentStateSpan.objects.order_by("began_at").values()) == before

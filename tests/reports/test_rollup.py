"""Events become facts: each once, in its half hour, and rebuilt to the same figures."""

from __future__ import annotations

import uuid
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from django.db.models import Model
from tests import cast
from tests.cases import stories
from tests.cases.life.confirmations import closed, say
from tests.parts.events.consuming import consume
from tests.reports.sums import total
from tests.switchboard.acd.story import Story
from tests.switchboard.record.written import outage, write

from alo153.calls.call_words import AgentState
from alo153.calls.events.supervision import AgentChanged
from alo153.calls.events.way import CallAnswered, CallEnded, CallHeld, CallQueued, CallResumed
from alo153.calls.models import Call
from alo153.cases import actions as cases
from alo153.cases.events.of_case import OfCase
from alo153.cases.models import Case
from alo153.citizens.channel import Channel
from alo153.city import actions as city
from alo153.contacts import actions as contacts
from alo153.contacts.models import Direction, Disposition, Interaction
from alo153.core import events
from alo153.core.actor import SWITCHBOARD, SYSTEM
from alo153.core.clock import now
from alo153.core.history.consumers.actions import replay
from alo153.core.history.consumers.declaring import installed
from alo153.reports.actions.rollup.counting import CONSUMER, PLAIN
from alo153.reports.actions.rollup.rebuilding import rebuild
from alo153.reports.models import (
    ContactDay,
    ContactHalfHour,
    ContactOfDay,
    ContactSums,
    MatterDay,
)
from alo153.switchboard.acd.agents.presence import AgentNotReady
from alo153.switchboard.acd.talking.talk import HoldCall, ResumeCall
from alo153.switchboard.acd.talking.transfer import BlindTransfer
from alo153.switchboard.acd.turn import events as ev

pytestmark = pytest.mark.django_db
# 09:58 of a Tuesday in Kocaeli
START = datetime(2026, 11, 24, 6, 58, tzinfo=UTC)
AT = START.timestamp()
FIRST, SECOND, THIRD = (str(uuid.UUID(int=number)) for number in (1, 2, 3))


def morning(agent: int) -> Story:
    """09:58 ready; 10:00:08 a call, answered after 7 s, 60 s of talk, 20 s hold, 40 s of talk; 30 s
    of work after it; a second caller gives up after 4 s, a third after 42 s in the line."""
    story = Story()
    story.ready(agent, AT)
    story.waiting(FIRST, AT + 128, number="05320000101")
    story.tell(ev.OfferAnswered(at=AT + 135, offer=f"{FIRST}.1"))
    story.waiting(SECOND, AT + 140)
    story.tell(ev.CallerHungUp(at=AT + 144, call=SECOND))
    story.waiting(THIRD, AT + 150)
    story.tell(ev.CallerHungUp(at=AT + 192, call=THIRD))
    story.tell(HoldCall(at=AT + 195, agent=agent, command=1))
    story.tell(ResumeCall(at=AT + 215, agent=agent, command=2))
    story.tell(ev.CallerHungUp(at=AT + 255, call=FIRST))
    story.tell(AgentNotReady(at=AT + 285, agent=agent, reason="meal"))
    return story


def test_calls_are_counted_in_the_half_hour_in_which_they_came_into_the_line() -> None:
    elif_ = cast.staff("elif")
    write(morning(elif_.pk))
    consume()
    assert total(ContactDay.objects.all(), "calls_in", "offered", "answered", "abandoned") == (
        3,
        3,
        1,
        2,
    )
    at_ten = ContactHalfHour.objects.filter(begins_at=datetime(2026, 11, 24, 7, 0, tzinfo=UTC))
    answered = at_ten.get(agent=elif_.pk, queue="general", channel="phone")
    assert (answered.answered_5, answered.answered_10, answered.handled) == (0, 1, 1)
    assert (answered.waited_answered_ms, answered.talk_ms) == (7_000, 100_000)
    assert (answered.hold_ms, answered.wrap_up_ms) == (20_000, 30_000)
    given_up = at_ten.get(agent=0, queue="general")
    assert (given_up.abandoned_5, given_up.abandoned_45, given_up.abandoned) == (1, 2, 2)
    assert ContactDay.objects.get(agent=elif_.pk, queue="general").day == date(2026, 11, 24)


def test_a_call_that_an_agent_gives_away_is_their_transfer_when_they_give_it() -> None:
    elif_ = cast.staff("elif")
    story = Story()
    story.ready(elif_.pk, AT)
    story.waiting(FIRST, AT + 60)
    story.tell(ev.OfferAnswered(at=AT + 67, offer=f"{FIRST}.1"))
    story.tell(BlindTransfer(at=AT + 180, agent=elif_.pk, queue="general", command=1))
    story.tell(ev.CallerHungUp(at=AT + 240, call=FIRST))
    write(story)
    consume()
    given = ContactHalfHour.objects.filter(transferred__gt=0)
    assert [(row.begins_at.minute, row.agent, row.transferred) for row in given] == [
        (0, elif_.pk, 1)
    ]
    assert total(ContactDay.objects.all(), "offered", "transferred") == (1, 1)


def test_a_state_is_split_at_the_half_hour() -> None:
    elif_ = cast.staff("elif")
    write(morning(elif_.pk))
    consume()
    ready = ContactHalfHour.objects.filter(agent=elif_.pk, ready_ms__gt=0).order_by("begins_at")
    assert [(row.begins_at.minute, row.ready_ms) for row in ready] == [(30, 120_000), (0, 8_000)]
    assert total(ContactDay.objects.all(), "ringing_ms", "talking_ms") == (7_000, 120_000)


def test_what_no_switchboard_saw_after_a_talk_is_time_of_no_state() -> None:
    write(outage(cast.staff("elif").pk, AT))
    consume()
    names = ("ringing_ms", "talking_ms", "talk_ms", "wrap_up_ms", "handled")
    assert total(ContactDay.objects.all(), *names) == (2_000, 100_000, 100_000, 30_000, 1)
    days = ContactDay.objects.all()
    spent = total(days, *(f"{state}_ms" for state in AgentState if state != AgentState.OFFLINE))
    assert sum(spent) == 8_000 + 2_000 + 100_000 + 30_000, "and 190 s of nothing that is known"


def test_a_call_that_ended_in_the_release_before_is_measured_by_its_history() -> None:
    elif_ = cast.staff("elif")
    contact = Interaction.objects.create(
        channel=Channel.PHONE, direction=Direction.INBOUND, started_at=START
    )
    call = Call.objects.create(
        id=FIRST, channel="x", direction="in", entered_at=START, interaction=contact, agent=elif_
    )
    ended = CallEnded(
        outcome="answered", ended_by="agent", direction="in", waited_seconds=9.0, reference=""
    )
    story = (
        (0, CallQueued(queue="general", priority=0.0)),
        (9, CallAnswered(agent=elif_.pk, waited_seconds=9.0)),
        (20, CallHeld()),
        (50, CallResumed()),
        (109, ended),
    )
    for second, what in story:
        at = START + timedelta(seconds=second)
        events.record(what, subject=call, by=SWITCHBOARD, at=at)
    consume()
    names = ("answered", "waited_answered_ms", "talk_ms", "hold_ms")
    assert total(ContactDay.objects.all(), *names) == (1, 9_000, 70_000, 30_000)


def test_a_case_is_counted_along_its_way() -> None:
    stories.relaying()
    consume()
    parks, topic = cast.unit("park-ve-bahceler"), cast.topic("agac-budama")
    here = MatterDay.objects.filter(unit=parks.pk, topic=topic.pk)
    names = ("opened", "forwarded", "to_unit", "to_action", "to_answer", "closed")
    assert total(here, *names) == (1, 1, 1, 1, 1, 0)
    assert total(MatterDay.objects.all(), "entered", "left") == (0, 0)


def test_what_a_contact_came_to_is_said_again_and_counted_once() -> None:
    elif_ = cast.staff("elif")
    contact = contacts.start_interaction(
        channel=Channel.PHONE,
        direction=Direction.INBOUND,
        address="+905320000101",
        agent=elif_,
        by=SYSTEM,
        at=START,
    )
    topic, by = cast.topic("agac-budama"), cast.actor("elif")
    contacts.log_silent(interaction=contact, by=by, at=START)
    contacts.log_information(interaction=contact, topic=topic, by=by, at=START)
    again = contacts.start_interaction(
        channel=Channel.PHONE,
        direction=Direction.INBOUND,
        address="+905320000101",
        agent=elif_,
        by=SYSTEM,
        at=START + timedelta(days=8),
    )
    contacts.log_information(interaction=again, topic=topic, by=by, at=START + timedelta(days=8))
    consume()
    assert total(ContactDay.objects.all(), "to_silent", "to_information", "contacts_in") == (
        0,
        2,
        2,
    )
    asked = MatterDay.objects.filter(topic=topic.pk)
    assert total(asked, "informed", "informed_again_7", "informed_again_30") == (2, 0, 1)


def test_a_chat_waits_and_is_handled_as_a_call_is() -> None:
    elif_ = cast.staff("elif")
    chat = contacts.start_interaction(
        channel=Channel.CHAT, direction=Direction.INBOUND, by=SYSTEM, at=START
    )
    by = cast.actor("elif")
    answered, ended = START + timedelta(seconds=25), START + timedelta(seconds=205)
    contacts.answer_interaction(interaction=chat, agent=elif_, by=by, at=answered)
    contacts.end_interaction(interaction=chat, by=by, at=ended)
    consume()
    chats = ContactDay.objects.filter(channel="chat")
    names = ("contacts_in", "offered", "answered", "answered_20", "answered_30", "talk_ms")
    assert total(chats, *names) == (1, 1, 1, 0, 1, 180_000)


def everything() -> dict[str, list[dict[str, Any]]]:
    models: tuple[type[Model], ...] = (ContactHalfHour, ContactDay, ContactSums, MatterDay)
    return {
        model.__name__: sorted(
            (
                {name: value for name, value in row.items() if name != "id"}
                for row in model._default_manager.values()
            ),
            key=lambda row: str(sorted(row.items(), key=str)),
        )
        for model in models
    }


def test_facts_are_rebuilt_to_the_same_figures_and_a_replay_changes_none() -> None:
    stories.answered()
    write(morning(cast.staff("elif").pk))
    consume()
    before = everything()
    assert all(before.values())
    replay(consumer="reports.facts", after=0)
    consume()
    assert everything() == before
    assert rebuild() > 10
    assert everything() == before


def test_an_open_case_that_moves_leaves_one_unit_and_enters_another() -> None:
    case = stories.pruning()
    assert isinstance(case, Case)
    cases.return_not_ours(case=case, reason="Bizim değil.", by=cast.staff("selin"), at=now())
    consume()
    parks = MatterDay.objects.filter(unit=cast.unit("park-ve-bahceler").pk)
    assert total(parks, "opened", "left", "returned", "entered") == (1, 1, 1, 0)
    assert total(MatterDay.objects.filter(unit=0), "entered", "returned") == (1, 0)


def test_an_objection_counts_for_the_unit_that_closed_the_case() -> None:
    case = closed()
    say(case, solved=False, words="Dallar duruyor.")
    consume()
    parks = MatterDay.objects.filter(unit=cast.unit("park-ve-bahceler").pk)
    names = ("closed", "closed_in_time", "came_to_done", "closed_told", "unsolved", "objected")
    assert total(parks, *names) == (1, 1, 1, 1, 1, 1)
    # It is open again, at the center
    assert total(MatterDay.objects.filter(unit=0), "reopened") == (1,)


def check_divided() -> None:
    """Compare days and months by agent, queue and topic with the facts; by topic those it has."""
    for division in ContactSums.Division.values:
        by_topic_alone = division == ContactSums.Division.TOPIC
        names = ContactOfDay.MEASURES if by_topic_alone else ContactSums.measures()
        facts = total(ContactDay.objects.all(), *names)
        for is_month in (False, True):
            sums = ContactSums.objects.filter(division=division, is_month=is_month)
            assert total(sums, *names) == facts, (division, is_month)


def test_days_and_months_of_each_division_have_what_the_facts_have() -> None:
    elif_, yasin = cast.staff("elif"), cast.staff("yasin")
    write(morning(elif_.pk))
    consume()
    assert sum(total(ContactDay.objects.all(), *ContactSums.measures())) > 100_000
    check_divided()
    hers = ContactSums.objects.filter(division="agent", key=str(elif_.pk))
    assert set(hers.values_list("team", flat=True)) == {0}
    blue = city.form_team(name="Mavi", lead=cast.staff("hakan"), by=yasin, at=START)
    city.move_to_team(user=elif_, team=blue, by=yasin, at=START)
    consume()
    assert set(hers.values_list("team", flat=True)) == {blue.pk}
    rebuild()
    check_divided()


def by_topic() -> dict[str, tuple[int, ...]]:
    """Return handled contacts, their talk and work after it, and ratings, of days by topic."""
    days = ContactSums.objects.filter(division="topic", is_month=False)
    names = ("handled", "talk_ms", "wrap_up_ms", "ratings", "rating_sum")
    return {key: total(days.filter(key=key), *names) for key in days.values_list("key", flat=True)}


def test_a_contact_counts_for_the_topic_of_its_case_or_information() -> None:
    """A call has its topic later than its end, and the rating of the next day is of it as well."""
    write(morning(cast.staff("elif").pk))
    consume()
    assert by_topic() == {"0": (1, 100_000, 30_000, 0, 0)}
    contact = Interaction.objects.get(call__answered_at__isnull=False)
    water, trees = cast.topic("su-kesintisi"), cast.topic("agac-budama")
    by = cast.actor("elif")
    contacts.log_information(interaction=contact, topic=water, by=by, at=START)
    consume()
    assert by_topic()[str(water.pk)] == (1, 100_000, 30_000, 0, 0)
    case = Disposition.CASE
    contacts.dispose(interaction=contact, disposition=case, topic=trees, by=by, at=START)
    next_day = START + timedelta(days=1)
    contacts.rate_interaction(interaction=contact, rating=4, by=SYSTEM, at=next_day)
    consume()
    found = {key: sums for key, sums in by_topic().items() if any(sums)}
    assert found == {str(trees.pk): (1, 100_000, 30_000, 1, 4)}
    check_divided()
    before = by_topic()
    rebuild()
    assert by_topic() == before
    contacts.log_silent(interaction=contact, by=by, at=next_day)
    consume()
    assert by_topic()["0"] == (1, 100_000, 30_000, 1, 4), "nobody spoke: no topic"


def test_calls_of_an_imported_list_and_of_a_release_before_topics_have_none() -> None:
    write(morning(cast.staff("elif").pk))
    consume()
    ContactOfDay.objects.all().delete()
    contact = Interaction.objects.get(call__answered_at__isnull=False)
    topic, by = cast.topic("su-kesintisi"), cast.actor("elif")
    contacts.log_information(interaction=contact, topic=topic, by=by, at=START)
    consume()
    assert by_topic()["0"] == (1, 100_000, 30_000, 0, 0)


def test_every_event_that_figures_are_made_of_is_counted() -> None:
    wants = next(each.wants for each in installed() if each.key == CONSUMER)
    for what in wants:
        known = issubclass(what, OfCase | AgentChanged | CallAnswered) or what in PLAIN
        assert known, what.name

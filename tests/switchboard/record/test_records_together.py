"""Facts written together become the same rows and events as one by one, with less asked."""

from __future__ import annotations

import uuid
from datetime import UTC, datetime

import pytest
from django.core.exceptions import ObjectDoesNotExist
from django.db import connection
from django.test.utils import CaptureQueriesContext
from tests.parts.roles import Role
from tests.switchboard.acd.story import Story

from alo153.accounts.actions import enroll
from alo153.accounts.models import User
from alo153.calls.call_words import MonitoringMode
from alo153.calls.models import AgentSession, AgentStateSpan, Call, CallLeg, Offer
from alo153.calls.models.monitoring import Monitoring
from alo153.core.actor import SYSTEM
from alo153.core.models import Event
from alo153.switchboard.acd.supervision import facts as monitoring
from alo153.switchboard.acd.talking.transfer import BlindTransfer
from alo153.switchboard.acd.turn import events as ev
from alo153.switchboard.acd.turn import facts
from alo153.switchboard.record import records

pytestmark = pytest.mark.django_db

CALL = str(uuid.UUID(int=1))
START = 1_764_000_000.0
TABLES = (Call, Offer, CallLeg, AgentSession, AgentStateSpan)


@pytest.fixture
def told(elif_: User) -> list[facts.Fact]:
    story = Story()
    story.talking(CALL, elif_.pk, START)
    story.tell(BlindTransfer(at=START + 9, agent=elif_.pk, queue="general"))
    story.tell(ev.CallerHungUp(at=START + 20, call=CALL))
    return story.told


def happened() -> list[str]:
    switchboard = Event.objects.filter(actor_kind="switchboard").order_by("id")
    return list(switchboard.values_list("name", flat=True))


def test_facts_written_together_are_the_same_record(told: list[facts.Fact]) -> None:
    records.write_all(told)
    names, together = happened(), [len(list(table.objects.all())) for table in TABLES]
    for fact in told:
        records.write(fact)
    assert happened() == names
    assert [len(list(table.objects.all())) for table in TABLES] == together
    call = Call.objects.get(pk=CALL)
    # The citizen gave up in the line after the talk
    assert (call.ended_at is not None, call.outcome) == (True, "abandoned")


def test_a_fact_twice_in_one_batch_counts_once(told: list[facts.Fact]) -> None:
    records.write_all([fact for fact in told for _ in range(2)])
    names = happened()
    assert names.count("call.answered") == names.count("call.transferred") == 1
    assert names.count("call.entered") == names.count("call.ended") == 1


def test_all_or_none_is_written(told: list[facts.Fact]) -> None:
    broken = facts.CallRated(at=START, call=str(uuid.UUID(int=9)), score=5)
    with pytest.raises(ObjectDoesNotExist):
        records.write_all([*told, broken])
    assert happened() == []
    assert not Call.objects.exists()


def test_events_and_hints_of_a_batch_take_one_query_each(told: list[facts.Fact]) -> None:
    with CaptureQueriesContext(connection) as asked:
        records.write_all(told)
    queries = [query["sql"] for query in asked]
    assert sum('INSERT INTO "core_event"' in query for query in queries) == 1
    assert sum("pg_notify" in query for query in queries) == 1


def test_an_agent_who_moves_often_is_read_once_and_written_once(told: list[facts.Fact]) -> None:
    moves = sum(isinstance(fact, facts.AgentChanged) for fact in told)
    with CaptureQueriesContext(connection) as asked:
        records.write_all(told)
    queries = [query["sql"] for query in asked]
    assert moves > 4
    # Read, made (the first time they are seen), and written at the end
    assert sum('"calls_agentsession"' in query for query in queries) <= 6
    assert sum('"calls_agentstatespan"' in query for query in queries) <= 2


def talks(agent: User, numbers: range) -> list[facts.Fact]:
    """Tell of some talks from the first ring to the end, one after the other."""
    story = Story()
    for number in numbers:
        call, at = str(uuid.UUID(int=100 + number)), START + 60 * number
        story.ready(agent.pk, at)
        story.waiting(call, at + 1)
        story.tell(ev.OfferAnswered(at=at + 5, offer=f"{call}.1"))
        story.tell(ev.CallerHungUp(at=at + 20, call=call))
    return story.told


def test_thirty_talks_ask_no_more_than_two(elif_: User) -> None:
    asked = []
    for numbers in (range(2), range(2, 32)):
        told = talks(elif_, numbers)
        with CaptureQueriesContext(connection) as queries:
            records.write_all(told)
        asked.append(len(queries))
    assert Call.objects.filter(outcome="answered", interaction__agent=elif_).count() == 32
    assert asked[1] <= asked[0] <= 26


def test_a_fact_that_asks_the_tables_finds_what_the_batch_has_written_before(elif_: User) -> None:
    boss = enroll(
        username="nurdan",
        full_name="Nurdan Öztürk",
        email="",
        roles=[Role.SUPERVISOR],
        password="a-long-password",
        by=SYSTEM,
        at=datetime(2026, 1, 1, tzinfo=UTC),
    )
    story = Story()
    story.talking(CALL, elif_.pk, START)
    who = {"supervisor": boss.pk, "agent": elif_.pk}
    monitor = str(uuid.UUID(int=5))
    began = monitoring.MonitoringBegan(
        at=START + 30, call=CALL, monitor=monitor, mode=MonitoringMode.LISTEN, **who
    )
    story.told.append(began)
    story.tell(ev.CallerHungUp(at=START + 60, call=CALL))
    records.write_all(story.told)
    assert Monitoring.objects.get().call == Call.objects.get(outcome="answered")
    assert [name for name in happened() if name.startswith("call.")][-2:] == [
        "call.listened",
        "call.ended",
    ]

"""Facts written together become the same rows and events as one by one, with less asked."""

from __future__ import annotations

import uuid
from datetime import UTC, datetime

import pytest
from django.core.exceptions import ObjectDoesNotExist
from django.db import connection
from django.test.utils import CaptureQueriesContext
from tests.switchboard.story import Story

from alo153.accounts.actions import enroll
from alo153.accounts.models import User
from alo153.accounts.permissions import Role
from alo153.core.actor import SYSTEM
from alo153.core.models import Event
from alo153.switchboard import records
from alo153.switchboard.acd import events as ev
from alo153.switchboard.acd import facts
from alo153.switchboard.models import AgentSession, AgentStateSpan, Call, CallLeg, Offer

pytestmark = pytest.mark.django_db

CALL = str(uuid.UUID(int=1))
START = 1_764_000_000.0
TABLES = (Call, Offer, CallLeg, AgentSession, AgentStateSpan)


@pytest.fixture
def elif_() -> User:
    return enroll(
        username="elif",
        full_name="Elif Yıldız",
        email="",
        roles=[Role.AGENT],
        password="a-long-password",
        by=SYSTEM,
        at=datetime(2026, 1, 1, tzinfo=UTC),
    )


@pytest.fixture
def told(elif_: User) -> list[facts.Fact]:
    story = Story()
    story.talking(CALL, elif_.pk, START)
    story.tell(ev.BlindTransfer(at=START + 9, agent=elif_.pk, queue="general"))
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
    assert (call.ended_at is not None, call.outcome) == (True, "answered")


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
    assert sum('"switchboard_agentsession"' in query for query in queries) <= 6
    assert sum('"switchboard_agentstatespan"' in query for query in queries) <= 2

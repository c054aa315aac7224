"""The line between the nodes breaks and mends, and nobody waits for it."""

from __future__ import annotations

import asyncio
import uuid
from collections.abc import Awaitable, Callable
from datetime import UTC, datetime

import pytest
from django.db import OperationalError, connection
from tests.parts.postgresql.pool import elsewhere
from tests.switchboard.acd.story import Story

from alo153.calls.models.nodes import Node
from alo153.switchboard.acd.sharing.events import SharedCallsSeen
from alo153.switchboard.acd.state.shared_calls import SharedCall
from alo153.switchboard.acd.state.state import Rules
from alo153.switchboard.acd.turn.claims import ClaimCall
from alo153.switchboard.acd.turn.events import Event
from alo153.switchboard.nodes import records as written
from alo153.switchboard.nodes.exchange import Exchange
from alo153.switchboard.record import records
from alo153.switchboard.runtime.program import connection_parameters

CALL = str(uuid.UUID(int=1))
NOW = datetime.now(UTC).timestamp()
SECONDS = 10.0
LISTENERS = "query LIKE 'LISTEN%%switchboard_nodes%%' AND pid <> pg_backend_pid()"


async def until(holds: Callable[[], bool]) -> None:
    async with asyncio.timeout(SECONDS):
        while not holds():
            await asyncio.sleep(0.01)


async def serving(told: list[Event], then: Callable[[Exchange], Awaitable[None]]) -> None:
    """Let the node `east` speak with the others while `then` runs."""
    exchange = Exchange("east", connection_parameters())
    task = asyncio.create_task(exchange.run(told.append, lambda: True))
    try:
        await then(exchange)
    finally:
        task.cancel()
        await asyncio.gather(task, return_exceptions=True)


def share() -> None:
    """Let `main` share a call."""
    written.beat("main")
    story = Story(Rules(node="main"))
    story.waiting(CALL, NOW)
    for fact in story.told:
        records.write(fact)


def cut() -> None:
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE {LISTENERS}")


@pytest.mark.django_db(transaction=True)
def test_a_lost_line_lends_nothing_and_mends_itself() -> None:
    share()
    told: list[Event] = []

    def calls() -> list[int]:
        return [len(event.calls) for event in told if isinstance(event, SharedCallsSeen)]

    async def break_it(_exchange: Exchange) -> None:
        await until(lambda: 1 in calls())
        assert await elsewhere(Node.objects.filter(name="east").exists)
        await elsewhere(cut)
        await until(lambda: 0 in calls())
        await elsewhere(lambda: written.beat("main"))
        await until(lambda: calls()[-1] == 1)

    asyncio.run(serving(told, break_it))
    assert not Node.objects.filter(name="east").exists(), "it said good-bye"


@pytest.mark.django_db(transaction=True)
def test_without_an_answer_a_call_is_not_ours(monkeypatch: pytest.MonkeyPatch) -> None:
    def away(*_: object, **__: object) -> bool:
        raise OperationalError("the server is away")

    monkeypatch.setattr(written, "claim", away)
    call = SharedCall(id=CALL, node="main", queue="general", queued_at=0.0)
    command = ClaimCall(call=call, agent=7, idle_seconds=1, rank=1, among=1)

    async def claim(exchange: Exchange) -> None:
        answer = await exchange.claim(command)
        assert (answer.call, answer.agent, answer.won) == (CALL, 7, False)

    asyncio.run(serving([], claim))

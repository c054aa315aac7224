"""Who leads: one program at a time, and after a break of PostgreSQL the one that led before."""

from __future__ import annotations

import asyncio

import psycopg
import pytest

from alo153.switchboard.record.process import NAME
from alo153.switchboard.runtime.inbox import (
    FORMER_SECONDS,
    GIVE_WAY_SECONDS,
    POLL_AGAIN_SECONDS,
    RETRY_SECONDS,
    Inbox,
)
from alo153.switchboard.runtime.program import connection_parameters

LOCK = 153_999
SECONDS = 15.0
PROGRAM = "test-inbox"


def inbox() -> Inbox:
    parameters = connection_parameters() | {"application_name": PROGRAM}
    return Inbox(parameters, "test_inbox", lock=LOCK)


async def alive() -> bool:
    return False


async def stand_by(second: Inbox) -> asyncio.Task[None]:
    """Let a second program wait for the lead, and return when it has seen that another leads."""
    waits = asyncio.Event()

    async def looks() -> bool:
        waits.set()
        return False

    task = asyncio.create_task(second.lead(looks))
    await waits.wait()
    return task


async def nothing() -> None:
    """Find no command."""


async def cut() -> None:
    """Break every line of these programs, as a restart of PostgreSQL does."""
    async with await psycopg.AsyncConnection.connect(**connection_parameters()) as line:
        await line.execute(
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = %s",
            [PROGRAM],
        )


@pytest.mark.django_db(transaction=True)
def test_after_a_break_the_leader_leads_again_and_who_stands_by_gives_way() -> None:
    async def story() -> None:
        leader, second = inbox(), inbox()
        await leader.lead(alive)
        serving = asyncio.create_task(leader.serve(nothing))
        standing_by = await stand_by(second)
        await cut()
        seconds = GIVE_WAY_SECONDS + 2 * RETRY_SECONDS
        await asyncio.wait({serving, standing_by}, timeout=seconds)
        assert not serving.done()
        assert not standing_by.done()
        serving.cancel()
        await leader.close()
        async with asyncio.timeout(SECONDS):
            await standing_by
        await second.close()

    asyncio.run(story())


@pytest.mark.django_db(transaction=True)
def test_a_leader_that_does_not_come_back_is_followed() -> None:
    async def story() -> None:
        leader, second = inbox(), inbox()
        await leader.lead(alive)
        standing_by = await stand_by(second)
        await cut()
        async with asyncio.timeout(SECONDS):
            await standing_by
        await leader.close()
        await second.close()

    asyncio.run(story())


@pytest.mark.django_db(transaction=True)
def test_a_new_leader_waits_until_the_former_one_has_written_its_last_batch() -> None:
    async def story() -> None:
        parameters = connection_parameters()
        writer = NAME.format(node="main") + "former"
        own = NAME.format(node="main") + "own"
        former = await psycopg.AsyncConnection.connect(**parameters, application_name=writer)
        leader = inbox()
        await leader.lead(alive)
        waiting = asyncio.create_task(leader.former_has_written(own))
        await asyncio.wait({waiting}, timeout=10 * POLL_AGAIN_SECONDS)
        assert not waiting.done()
        await former.close()
        async with asyncio.timeout(FORMER_SECONDS / 2):
            await waiting
        await leader.close()

    asyncio.run(story())


@pytest.mark.django_db(transaction=True)
def test_nobody_knows_who_leads_while_postgresql_does_not_answer(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    async def story() -> None:
        leader = inbox()
        await leader.lead(alive)
        assert await leader.still_leads()
        monkeypatch.setattr("alo153.switchboard.runtime.inbox.ANSWER_SECONDS", 0.0)
        assert not await leader.still_leads()
        await leader.close()

    asyncio.run(story())

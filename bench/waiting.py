"""Take letters in by the real verbs, with nothing and with a lot waiting, and compare."""

from __future__ import annotations

import os
import statistics
import time
from collections.abc import Callable
from itertools import count

from django.db import connection
from procrastinate.contrib.django.models import ProcrastinateJob

from alo153.calls.call_words import AgentState
from alo153.calls.floor import city_queues
from alo153.channels.actions import keep_arrival
from alo153.channels.inbound import Inbound
from alo153.channels.models import Arrival
from alo153.citizens.channel import Channel
from alo153.contacts.conversations.actions import receive
from alo153.core import clock
from alo153.switchboard.acd.state.state import Agent
from alo153.switchboard.written.loading import look
from alo153.switchboard.written.rules.deciding import decide
from alo153.switchboard.written.rules.line import Line
from bench.cases.place import Place

AGENTS = 50
WARM_UP = 20
"""The first ones prepare statements and read pages from the disk."""
_numbers = count(1)


def run(place: Place, *, waiting: int, times: int) -> list[str]:
    """Return the report: milliseconds with nothing and with much waiting, and their ratio."""
    phases: dict[str, Callable[[], None]] = {
        "job": _job,
        "letter": _letter,
        "offer": _offer,
    }
    empty = {name: _median(work, times) for name, work in phases.items()}
    _fill(waiting)
    place.write_down()
    full = {name: _median(work, times) for name, work in phases.items()}
    head = (
        f"{waiting:,} jobs and {waiting:,} letters waiting, {times} times each, medians, "
        f"{os.cpu_count()} cores, load {os.getloadavg()[0]:.1f}"
    )
    rows = (
        f"{name:<8}{empty[name]:>10.2f} ms{full[name]:>10.2f} ms{full[name] / empty[name]:>8.2f}"
        for name in phases
    )
    return [head, f"{'':<8}{'empty':>13}{'full':>13}{'ratio':>8}", *rows]


def _median(work: Callable[[], None], times: int) -> float:
    for _ in range(min(WARM_UP, times)):
        work()
    return 1000 * statistics.median(_seconds(work) for _ in range(times))


def _seconds(work: Callable[[], None]) -> float:
    began = time.perf_counter()
    work()
    return time.perf_counter() - began


def _job() -> None:
    """Keep what came, with the job that will read it."""
    _arrival()


def _letter() -> None:
    """Let a letter wait for an answer, with the message that it arrived and its job."""
    number = next(_numbers)
    text = f"Sokağımızda {number} numaralı lamba yanmıyor."
    letter = Inbound(
        reference=f"<{number}@bench>",
        sender=f"bench{number}@example.org",
        subject="Lamba",
        text=text,
        new_text=text,
    )
    receive(letter, arrival=_arrival(), at=clock.now())


def _offer() -> None:
    """Look at what waits and decide, as the switchboard does when the bell rings."""
    at, media = clock.now(), city_queues.media()
    seconds = at.timestamp()
    agents = {
        number: Agent(
            id=number, presence=AgentState.READY, since=seconds, reachable=True, idle_since=seconds
        )
        for number in range(1, AGENTS + 1)
    }
    decide(Line(seen=look(media, agents, (), at)), agents=agents, media=media, at=seconds)


def _arrival() -> Arrival:
    at = clock.now()
    found = keep_arrival(channel=Channel.EMAIL, key=f"bench {next(_numbers)}", raw=b"x", at=at)
    if found is None:
        raise RuntimeError("the arrival was here before")
    return found


def _fill(waiting: int) -> None:
    """Write rows like waiting e-mails and jobs, and let PostgreSQL count them."""
    job = ProcrastinateJob.objects.filter(status="todo").values(
        "queue_name", "task_name", "priority", "args"
    )[0]
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO contacts_conversation (channel, address, name, subject, confidential,"
            " state, began_at, last_at, waiting_since, close_reason, comment)"
            " SELECT 'email', 'waiting' || n || '@example.org', '', '', false, 'waiting',"
            " since, since, since, '', '' FROM generate_series(1, %s) n,"
            " LATERAL (SELECT now() - n * interval '1 second' AS since) then_",
            [waiting],
        )
        cursor.execute(
            "INSERT INTO procrastinate_jobs (queue_name, task_name, priority, args, status)"
            " SELECT queue_name, task_name, priority, args, 'todo' FROM procrastinate_jobs,"
            " generate_series(1, %s) WHERE id = (SELECT min(id) FROM procrastinate_jobs"
            " WHERE task_name = %s)",
            [waiting, job["task_name"]],
        )
        cursor.execute("ANALYZE")

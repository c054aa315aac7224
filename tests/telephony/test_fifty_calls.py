"""One part after another dies while fifty calls are up: half of them talk, half of them wait."""

from __future__ import annotations

import os
import signal
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path

import httpx
import pytest
from asgiref.sync import async_to_sync
from django.db import connection
from tests.killed.workers import forget_jobs, kill, worker
from tests.parts.waiting import COLD_SECONDS, Stopwatch
from tests.telephony.houses import (
    ANSWER_SECONDS,
    RESCUE_SECONDS,
    TALKING,
    WAITING,
    House,
    report,
)
from tests.telephony.registering import register
from tests.telephony.switchboards import Switchboard, command_error, until
from tests.telephony.webs import Desk, Web

from alo153.calls import actions
from alo153.calls.endpoints.phone_accounts import PhoneAccount
from alo153.calls.models import Call, Command, Recording
from alo153.core.clock import now
from alo153.core.tasks import retry_jobs_of_silent_workers
from alo153.switchboard.runtime import orders

pytestmark = [pytest.mark.telephony, pytest.mark.cold]


def test_the_switchboard_is_killed(
    full_house: House, watchdog: object, record_property: Callable[[str, object], None]
) -> None:
    """Who talks goes on. Who waits hears music, and within 15 s the words of the fallback.

    A new caller is greeted within a second. After the restart nobody notices anything.
    """
    talks, waits = full_house.talks, full_house.waits
    full_house.center.switchboard.kill()
    died = Stopwatch()
    answered = full_house.new_caller_after()
    full_house.end(talks[:5])
    rescued = {call.channel: "fallback" for call in waits}
    until(lambda: rescued.items() <= full_house.contexts().items())
    rescue = died.seconds
    assert full_house.all_hear(talks[5:])
    full_house.center.switchboard.start()
    tidy = full_house.becomes_tidy()
    report(record_property, answered=answered, rescue=rescue, tidy=tidy)
    assert answered < ANSWER_SECONDS
    assert rescue < RESCUE_SECONDS
    assert full_house.all_hear(talks[5:])
    full_house.end_all()
    assert sum(full_house.record().values()) == TALKING + WAITING + 1


def test_the_standby_takes_over(
    full_house: House, standby: Switchboard, record_property: Callable[[str, object], None]
) -> None:
    """Who talks goes on, and who waits hears music and keeps the place in the line.

    A new caller is greeted within a second, by whichever is there at that moment. What an agent
    presses while nobody leads is done a moment later.
    """
    talks, waits = full_house.talks, full_house.waits
    agent = talks[-1].agent
    assert agent is not None
    full_house.center.switchboard.kill()
    died = Stopwatch()
    # Old clicks are refused. How old this one is by our own computing is measured below, not by a
    # clock that goes on while others have the cores
    command = actions.hold(user=agent, at=now() + timedelta(hours=1))
    answered = full_house.new_caller_after()
    full_house.end(talks[:5])
    standby.wait_until_joined()
    until(lambda: command_error(command.pk) is not None)
    pressed_after = died.seconds
    assert command_error(command.pk) == ""
    assert pressed_after < orders.PATIENCE.total_seconds()
    full_house.becomes_tidy()
    report(record_property, answered=answered, pressed=pressed_after, handed_over=died.seconds)
    assert answered < ANSWER_SECONDS
    assert full_house.all_hear(talks[5:])
    assert all(full_house.contexts()[call.channel] != "fallback" for call in waits)
    full_house.end_all()
    assert sum(full_house.record().values()) == TALKING + WAITING + 1


def test_postgresql_hangs(
    full_house: House, record_property: Callable[[str, object], None]
) -> None:
    """Callers notice nothing; pages stand still, and what happened is written when it goes on."""
    talks = full_house.talks
    with postgresql_stopped():
        answered = full_house.new_caller_after()
        full_house.end(talks[:5])
        assert full_house.all_hear(talks[5:])
    began = Stopwatch()
    until(lambda: Call.objects.filter(ended_at__isnull=False).count() == 5)
    until(lambda: Call.objects.filter(number="+905320000199").exists())
    full_house.becomes_tidy()
    report(record_property, answered=answered, caught_up=began.seconds)
    assert answered < ANSWER_SECONDS
    full_house.end_all()
    assert full_house.record() == {"answered": TALKING, "abandoned": WAITING + 1}


def test_the_web_process_is_killed(
    full_house: House, web: Web, record_property: Callable[[str, object], None]
) -> None:
    """Callers notice nothing. Agents hear on and cannot press; after its restart they can.

    Nobody signs in again, and what ended meanwhile stands in the record at once.
    """
    talks = full_house.talks
    agent, desk = talks[-1].agent, Desk(web)
    assert agent is not None
    desk.sign_in(agent.username)
    pressed(desk, "hold")
    web.kill()
    with pytest.raises(httpx.TransportError):
        desk.press("resume")
    answered = full_house.new_caller_after()
    full_house.end(talks[:5])
    until(lambda: Call.objects.filter(ended_at__isnull=False).count() == 5)
    assert full_house.all_hear(talks[5:])
    web.start()
    pressed(desk, "resume")
    pressed(desk, "hang-up")
    until(lambda: Call.objects.filter(pk=talks[-1].pk, ended_by="agent").exists())
    report(record_property, answered=answered)
    assert answered < ANSWER_SECONDS
    full_house.end_all()
    assert full_house.record() == {"answered": TALKING, "abandoned": WAITING + 1}


def pressed(desk: Desk, verb: str) -> None:
    """Press a key of the desk and wait until the switchboard has done it."""
    desk.press(verb)
    command = Command.objects.latest("pk")
    until(lambda: command_error(command.pk) is not None)
    assert command_error(command.pk) == ""


def test_the_worker_is_killed(
    full_house: House,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    record_property: Callable[[str, object], None],
) -> None:
    """Callers notice nothing; the recordings of those who hung up are heard a minute later.

    The next worker keeps what the dead one had begun, each recording once.
    """
    monkeypatch.setenv("ALO153_VAR", str(tmp_path))  # recordings are kept below it
    monkeypatch.setenv("ALO153_RECORDING_SPOOL", str(full_house.spool.folder))
    kept = Recording.objects.filter(state="kept")
    forget_jobs()
    talks, log = full_house.talks, tmp_path / "worker.log"
    with worker(log, "mailbox:") as first:
        full_house.end(talks[:20])
        until(kept.exists, what=log.read_text)
        kill(first)
    assert kept.count() < 20, "it died in the middle of its work"
    answered = full_house.new_caller_after()
    assert full_house.all_hear(talks[20:])
    report(record_property, answered=answered)
    assert answered < ANSWER_SECONDS
    until(Call.objects.filter(number="+905320000199").exists)  # who is hung up is in the record
    full_house.end_all()
    async_to_sync(retry_jobs_of_silent_workers)()
    with worker(log, "mailbox:"):
        until(lambda: kept.count() == TALKING, COLD_SECONDS, log.read_text)
        # A recording is kept a moment before its raw sound goes
        until(lambda: not full_house.raw_sound_of_kept())
    assert full_house.record() == {"answered": TALKING, "abandoned": WAITING + 1}


@contextmanager
def postgresql_stopped() -> Iterator[None]:
    """Let the whole server hang: it answers nobody, and no connection breaks."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_backend_pid()")
        server = parent_of(cursor.fetchone()[0])
    backends = [int(path.name) for path in Path("/proc").glob("[0-9]*")]
    processes = [server, *(pid for pid in backends if parent_of(pid) == server)]
    try:
        for pid in processes:
            os.kill(pid, signal.SIGSTOP)
        yield
    finally:
        for pid in processes:
            os.kill(pid, signal.SIGCONT)


def parent_of(pid: int) -> int:
    """Read the parent of a process; 0 if the process is gone."""
    try:
        return int(Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[1])
    except OSError:
        return 0


def test_asterisk_is_killed(full_house: House, restart_asterisk: Callable[[], None]) -> None:
    """The line is cut for everybody; who calls again is served. Telephones come back themselves.

    What was recorded until two seconds before is kept.
    """
    restart_asterisk()
    until(lambda: not Call.objects.filter(ended_at=None).exists(), COLD_SECONDS, full_house.told)
    assert full_house.record() == {"answered": TALKING, "abandoned": WAITING}
    port = full_house.center.asterisk.telephony.sip_port
    assert all(comes_back(account, port) for account in full_house.accounts)


def comes_back(account: PhoneAccount, port: int) -> bool:
    """Say whether a telephone registers again with the account it had."""
    return until(lambda: register(port, account, "sip:agent@127.0.0.1:9") == 200)

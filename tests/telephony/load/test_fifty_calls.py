"""One part after another dies while fifty calls are up: half of them talk, half of them wait."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import httpx
import pytest
from asgiref.sync import async_to_sync
from tests.killed.workers import forget_jobs, kill, worker
from tests.parts.waiting import COLD_SECONDS, Stopwatch
from tests.telephony.load.houses import (
    ANSWER_SECONDS,
    RESCUE_SECONDS,
    TALKING,
    WAITING,
    House,
    report,
)
from tests.telephony.programs.registering import register
from tests.telephony.programs.switchboards import Switchboard, command_error, until
from tests.telephony.programs.webs import Desk, Web

from alo153.calls import actions
from alo153.calls.endpoints.phone_accounts import PhoneAccount
from alo153.calls.models import Call, Command, Recording
from alo153.core.clock import now
from alo153.core.tasks import retry_jobs_of_silent_workers

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
    # Clicks older than 15 s are refused; how old this one gets on a slow core is no defect
    command = actions.hold(user=agent, at=now() + timedelta(hours=1))
    answered = full_house.new_caller_after()
    full_house.end(talks[:5])
    standby.wait_until_joined()
    until(lambda: command_error(command.pk) is not None)
    pressed_after = died.seconds
    assert command_error(command.pk) == ""
    full_house.becomes_tidy()
    report(record_property, answered=answered, pressed=pressed_after, handed_over=died.seconds)
    assert answered < ANSWER_SECONDS
    assert full_house.all_hear(talks[5:])
    assert all(full_house.contexts()[call.channel] != "fallback" for call in waits)
    full_house.end_all()
    assert sum(full_house.record().values()) == TALKING + WAITING + 1


def test_the_web_process_is_killed_and_then_the_worker(
    full_house: House,
    web: Web,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    record_property: Callable[[str, object], None],
) -> None:
    """Callers notice nothing of either, and each recording is kept once."""
    forget_jobs()
    talks = full_house.talks
    without_web = while_the_web_is_killed(full_house, web, talks[-1], talks[:5], talks[5:])
    monkeypatch.setenv("ALO153_VAR", str(tmp_path))  # recordings are kept below it
    monkeypatch.setenv("ALO153_RECORDING_SPOOL", str(full_house.spool.folder))
    without_worker = while_the_worker_is_killed(
        full_house, tmp_path / "worker.log", talks[5:20], talks[20:-1]
    )
    report(record_property, without_web=without_web, without_worker=without_worker)
    assert max(without_web, without_worker) < ANSWER_SECONDS
    assert full_house.record() == {"answered": TALKING, "abandoned": WAITING + 2}


def while_the_web_is_killed(
    full_house: House, web: Web, pressing: Call, ending: list[Call], going_on: list[Call]
) -> float:
    """See that agents hear on and cannot press; after its restart they can.

    Nobody signs in again, and what ended meanwhile stands in the record at once. Return how soon a
    new caller was answered.
    """
    desk = Desk(web)
    assert pressing.agent is not None
    desk.sign_in(pressing.agent.username)
    pressed(desk, "hold")
    web.kill()
    with pytest.raises(httpx.TransportError):
        desk.press("resume")
    answered = full_house.new_caller_after()
    full_house.end(ending)
    until(lambda: Call.objects.filter(ended_at__isnull=False).count() == len(ending))
    assert full_house.all_hear(going_on)
    web.start()
    pressed(desk, "resume")
    pressed(desk, "hang-up")
    until(lambda: Call.objects.filter(pk=pressing.pk, ended_by="agent").exists())
    return answered


def pressed(desk: Desk, verb: str) -> None:
    """Press a key of the desk and wait until the switchboard has done it."""
    desk.press(verb)
    command = Command.objects.latest("pk")
    until(lambda: command_error(command.pk) is not None)
    assert command_error(command.pk) == ""


def while_the_worker_is_killed(
    full_house: House, log: Path, ending: list[Call], going_on: list[Call]
) -> float:
    """See that the recordings of those who hung up are heard later: the next worker keeps them.

    What the dead one had begun is kept once. Return how soon a new caller was answered.
    """
    kept = Recording.objects.filter(state="kept")
    with worker(log, "mailbox:") as first:
        full_house.end(ending)
        until(kept.exists, what=log.read_text)
        kill(first)
    assert kept.count() < len(ending), "it died in the middle of its work"
    answered = full_house.new_caller_after()
    assert full_house.all_hear(going_on)
    # Who is hung up is in the record
    until(lambda: Call.objects.filter(number="+905320000199").count() == 2)
    full_house.end_all()
    async_to_sync(retry_jobs_of_silent_workers)()
    with worker(log, "mailbox:"):
        # Each has its own time: a busy machine keeps them one after the other
        for enough in range(1, TALKING + 1):
            until(lambda enough=enough: kept.count() >= enough, COLD_SECONDS, log.read_text)
        assert kept.count() == TALKING
        # A recording is kept a moment before its raw sound goes
        until(lambda: not full_house.raw_sound_of_kept())
    return answered


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

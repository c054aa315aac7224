"""One part after another dies while fifty calls are up: half of them talk, half of them wait."""

from __future__ import annotations

import logging
import os
import signal
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from django.db import connection
from tests.telephony.registering import register
from tests.telephony.switchboards import Center, Switchboard, center, until
from tests.telephony.test_switchboard_kill import drop_connections
from tests.telephony.test_watchdog import standby, watchdog

from alo153.core.models import Event
from alo153.switchboard.accounts import PhoneAccount
from alo153.switchboard.models import Call

__all__ = ["center", "standby", "watchdog"]
pytestmark = pytest.mark.telephony

log = logging.getLogger(__name__)

TALKING = 25
WAITING = 25
SPARE = 10
"""Calls that the telephones take beyond the first ones."""
ANSWER_SECONDS = 1.0
RESCUE_SECONDS = 15.0
TIDY_SECONDS = 30.0


@dataclass
class House:
    """A center with fifty calls."""

    center: Center
    accounts: list[PhoneAccount]

    @property
    def talks(self) -> list[Call]:
        """The calls that an agent has answered and that stand, as the record says."""
        return list(Call.objects.filter(answered_at__isnull=False, ended_at=None))

    @property
    def waits(self) -> list[Call]:
        """The calls that wait, as the record says."""
        return list(Call.objects.filter(answered_at=None, ended_at=None))

    def told(self) -> str:
        """Say how it stands, for one who waits in vain."""
        stand = f"{len(self.talks)} talk, {len(self.waits)} wait"
        return f"{stand}; {len(self.center.channels())} legs, {len(self.center.bridges())} rooms"

    def contexts(self) -> dict[str, str]:
        """Say in which context of the dialplan each leg is."""
        return {leg["id"]: leg["dialplan"]["context"] for leg in self.center.channels()}

    def all_hear(self, calls: list[Call]) -> bool:
        """Say whether sound goes both ways with every citizen of these calls from now on."""
        return all(self.center.sound_flows_between(call) for call in calls)

    def new_caller_after(self) -> float:
        """Let somebody else call; return the seconds until this call is answered."""
        before = set(self.contexts())
        began = time.monotonic()
        self.center.sipp.call(caller="05320000199")
        until(lambda: [c for c in self._new(before) if c["state"] == "Up"])
        return time.monotonic() - began

    def _new(self, before: set[str]) -> list[dict[str, Any]]:
        return [leg for leg in self.center.channels() if leg["id"] not in before]

    def is_tidy(self) -> bool:
        """Say whether Asterisk has exactly what the record says: no leg and no room is left."""
        talks, waits = len(self.talks), len(self.waits)
        legs, rooms = len(self.center.channels()), len(self.center.bridges())
        return (legs, rooms) == (2 * talks + waits, talks)

    def end(self, calls: list[Call]) -> None:
        """Let the citizens of these calls hang up."""
        for call in calls:
            self.center.hang_up(call)

    def end_all(self) -> None:
        """Let everybody hang up, and wait until nothing stands in Asterisk or in the record."""
        self.end([*self.talks, *self.waits])
        until(lambda: not self.center.channels() and not self.center.bridges())
        until(lambda: not Call.objects.filter(ended_at=None).exists())

    def outcomes(self) -> dict[str, int]:
        """Count the outcomes; every call has exactly one end."""
        calls = Call.objects.all()
        ends = Event.objects.filter(name="call.ended").values_list("subject_id", flat=True)
        assert sorted(map(str, ends)) == sorted(str(call.pk) for call in calls)
        found = [str(call.outcome) for call in calls]
        return {outcome: found.count(outcome) for outcome in set(found)}


@pytest.fixture
def house(center: Center) -> House:
    """Fifty calls: twenty-five talk with an agent each, twenty-five wait."""
    full = House(center, center.crew(TALKING, calls=TALKING + SPARE))
    center.sipp.call(caller="anonymous", calls=TALKING + WAITING)
    until(lambda: (len(full.talks), len(full.waits)) == (TALKING, WAITING), 40, full.told)
    until(full.is_tidy, what=full.told)
    return full


def report(record_property: Callable[[str, object], None], **figures: float) -> None:
    """Log what was measured, and keep it with the result of the test."""
    for name, seconds in figures.items():
        record_property(name, round(seconds, 2))
        log.info("%s: %.2f s", name, seconds)


def test_the_switchboard_is_killed(
    house: House, watchdog: object, record_property: Callable[[str, object], None]
) -> None:
    talks, waits = house.talks, house.waits
    house.center.switchboard.kill()
    died = time.monotonic()
    answered = house.new_caller_after()
    house.end(talks[:5])
    rescued = {call.channel: "fallback" for call in waits}
    until(lambda: rescued.items() <= house.contexts().items())
    rescue = time.monotonic() - died
    assert house.all_hear(talks[5:])
    house.center.switchboard.start()
    began = time.monotonic()
    until(house.is_tidy, TIDY_SECONDS, house.told)
    tidy = time.monotonic() - began
    report(record_property, answered=answered, rescue=rescue, tidy=tidy)
    assert answered < ANSWER_SECONDS
    assert rescue < RESCUE_SECONDS
    assert house.all_hear(talks[5:])
    house.end_all()
    assert sum(house.outcomes().values()) == TALKING + WAITING + 1


def test_the_standby_takes_over(
    house: House, standby: Switchboard, record_property: Callable[[str, object], None]
) -> None:
    talks, waits = house.talks, house.waits
    house.center.switchboard.kill()
    died = time.monotonic()
    house.end(talks[:5])
    standby.wait_until_joined()
    until(house.is_tidy, TIDY_SECONDS, house.told)
    report(record_property, handed_over=time.monotonic() - died)
    assert house.all_hear(talks[5:])
    assert all(house.contexts()[call.channel] != "fallback" for call in waits)
    house.end_all()
    assert house.outcomes() == {"answered": TALKING, "abandoned": WAITING}


def test_postgresql_hangs(house: House, record_property: Callable[[str, object], None]) -> None:
    talks = house.talks
    with postgresql_stopped():
        answered = house.new_caller_after()
        house.end(talks[:5])
        assert house.all_hear(talks[5:])
    began = time.monotonic()
    until(lambda: Call.objects.filter(ended_at__isnull=False).count() == 5)
    until(lambda: Call.objects.filter(number="+905320000199").exists())
    until(house.is_tidy, TIDY_SECONDS, house.told)
    report(record_property, answered=answered, caught_up=time.monotonic() - began)
    assert answered < ANSWER_SECONDS
    house.end_all()
    assert house.outcomes() == {"answered": TALKING, "abandoned": WAITING + 1}


def test_postgresql_restarts(house: House) -> None:
    """Nobody at the telephone notices; every end of a call that falls into the gap is written."""
    talks = house.talks
    drop_connections()
    house.end(talks[:5])
    drop_connections()
    answered = house.new_caller_after()
    assert answered < ANSWER_SECONDS
    assert house.all_hear(talks[5:])
    until(lambda: Call.objects.filter(ended_at__isnull=False).count() == 5)
    until(lambda: Call.objects.filter(number="+905320000199").exists())
    house.end_all()
    assert house.outcomes() == {"answered": TALKING, "abandoned": WAITING + 1}


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


def test_asterisk_is_killed(house: House, restart_asterisk: Callable[[], None]) -> None:
    restart_asterisk()
    until(lambda: not Call.objects.filter(ended_at=None).exists(), TIDY_SECONDS, house.told)
    assert house.outcomes() == {"answered": TALKING, "abandoned": WAITING}
    port = house.center.asterisk.telephony.sip_port
    assert all(comes_back(account, port) for account in house.accounts)


def comes_back(account: PhoneAccount, port: int) -> bool:
    """Say whether a telephone registers again with the account it had."""
    return until(lambda: register(port, account, "sip:agent@127.0.0.1:9") == 200)

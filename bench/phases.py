"""The phases of a bench: set-up, a full house of recorded calls, and the storm."""

from __future__ import annotations

import os
import resource
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field

from alo153.accounts.models import User
from alo153.calls.models import Call
from alo153.launch import paths
from bench import readings, seats, yardstick
from bench.center import Center, until
from bench.figures import Spread, Use
from bench.listener import Listener
from bench.load import RING_MILLISECONDS, Load
from bench.meter import Meter
from bench.sippers import Sipper

FILL_RATE = 20
_SETUP_TALK = (1500, 2500)
_DRAIN_SECONDS = 180
_LONG_TALK = 3_600_000
_SETTLE_SECONDS = 120


@dataclass(kw_only=True)
class Result:
    """What one phase gave."""

    answer: Spread = field(default_factory=lambda: Spread(()))
    ring: Spread = field(default_factory=lambda: Spread(()))
    pop: Spread = field(default_factory=lambda: Spread(()))
    calls: int = 0
    abandoned: int = 0
    lost: int = 0
    seconds: float = 0.0
    record_seconds: float = 0.0
    """How long the record was behind when the last call had ended."""
    uses: dict[str, Use] = field(default_factory=dict)
    complaint: str = ""
    """What SIPp said when its calls did not go as written."""


@dataclass(kw_only=True)
class Bench:
    """A center with its agents, ready for phases."""

    center: Center
    load: Load
    users: Sequence[User]
    port: int
    """Where all agents are rung."""

    def setup(self, number: str, *, ring: int = RING_MILLISECONDS) -> Result:
        """Dial `number` a few times a second, with agents free all the time."""
        load, calls = self.load, self.load.setup_rate * self.load.setup_seconds
        with self._measured(ring=ring, talk=_SETUP_TALK) as (result, phones):
            callers = self.center.sipp.call(number, calls=calls, rate=load.setup_rate)
            fine = callers.wait(load.setup_seconds + _DRAIN_SECONDS)
        _tell(result, calls, fine, callers)
        self._read(result, callers, phones)
        return result

    def storm(self, number: str, *, open_seats: Callable[[], None]) -> Result:
        """Fill the line, open the seats, let more arrive, and wait until all are served."""
        load, listener = self.load, Listener(self.center.database_url)
        with self._measured(ring=RING_MILLISECONDS, talk=load.talk) as (result, phones):
            first = self.center.sipp.call(number, calls=load.waiting, rate=FILL_RATE)
            until(lambda: _answered(first) >= load.waiting, "the line did not fill", 120)
            open_seats()
            more = load.calls - load.waiting
            then = self.center.sipp.call(number, calls=more, rate=load.rate)
            all_well = [then.wait(load.seconds + _DRAIN_SECONDS), first.wait(_DRAIN_SECONDS)]
        listener.stop()
        _tell(result, load.calls, all(all_well), first, then)
        self._read(result, first, phones, then, seen=listener.seen)
        return result

    def full_house(self, number: str) -> Result:
        """Let every agent talk, with sound both ways, and measure for a while."""
        load = self.load
        phones = self._phones(ring=0, talk=(_LONG_TALK, _LONG_TALK + 1), sound=True)
        callers = self.center.sipp.call(number, calls=load.agents, rate=10, sound=True)
        until(lambda: _rung(phones) >= load.agents, "not all agents talk", 60)
        result, meter = Result(calls=load.agents), Meter(self.center.programs)
        time.sleep(load.talk_seconds)
        result.uses, result.seconds = meter.uses(), load.talk_seconds
        callers.end()
        phones.end()
        self._hang_up_all()
        return result

    def _hang_up_all(self) -> None:
        with seats.ari(self.center) as http:
            for channel in http.get("channels").json():
                http.delete(f"channels/{channel['id']}")
            until(lambda: not http.get("channels").json(), "channels stay")

    @contextmanager
    def _measured(self, *, ring: int, talk: tuple[int, int]) -> Iterator[tuple[Result, Sipper]]:
        phones = self._phones(ring=ring, talk=talk)
        result, meter, before = Result(), Meter(self.center.programs), _of_children()
        began = time.monotonic()
        yield result, phones
        phones.stop()
        result.seconds = time.monotonic() - began
        sipp = Use(cpu=_of_children() - before, megabytes=0.0, seconds=result.seconds)
        result.uses = {**meter.uses(), "sipp": sipp}

    def _phones(self, *, ring: int, talk: tuple[int, int], sound: bool = False) -> Sipper:
        return self.center.sipp.telephones(ring=ring, talk=talk, sound=sound, port=self.port)

    def _read(
        self,
        result: Result,
        callers: Sipper,
        phones: Sipper,
        more: Sipper | None = None,
        *,
        seen: dict[str, float] | None = None,
    ) -> None:
        called = [*callers.notes(), *(more.notes() if more else [])]
        rung = list(phones.notes())
        result.answer = readings.to_answer(called)
        # Those who came within the last second may still be greeted
        line, least = readings.Line.of(called, rung), self.load.rate + 1
        result.ring = readings.to_ring(rung, line, least=least)
        result.pop = readings.to_pop(rung, seen or {})


def _tell(result: Result, calls: int, fine: bool, *callers: Sipper) -> None:
    result.calls, result.lost = calls, 0 if fine else -1
    if not fine:
        result.complaint = "; ".join(filter(None, (each.complaint() for each in callers)))


def of_the_record(result: Result, before: int) -> None:
    """Ask the record how the calls ended: each must have one end. `before` calls are not ours.

    The journal may be behind; how long it takes to be complete is measured too.
    """
    began = time.monotonic()
    while (ended := _ended(before)) < result.calls and time.monotonic() - began < _SETTLE_SECONDS:
        time.sleep(0.1)
    result.record_seconds = time.monotonic() - began
    ours = Call.objects.order_by("entered_at")[before:]
    result.abandoned = list(ours.values_list("outcome", flat=True)).count("abandoned")
    result.lost = result.calls - ended


def _ended(before: int) -> int:
    return Call.objects.filter(ended_at__isnull=False).count() - before


@contextmanager
def solver(*, running: bool) -> Iterator[None]:
    """Compute on every core in the background, yielding as heavy work of ours does."""
    if not running:
        yield
        return
    words = [sys.executable, "-m", "bench.solver", str(os.getpid())]
    process = subprocess.Popen(words, cwd=paths.PROJECT)
    try:
        yield
    finally:
        process.kill()
        process.wait()


def open_queue(bench: Bench) -> None:
    """Put every agent into Asterisk's own queue."""
    etc = bench.center.phone.home / "etc"
    yardstick.write_queue(etc, [user.pk for user in bench.users], recorded=True)
    with seats.ari(bench.center) as http:
        http.put("asterisk/modules/app_queue.so").raise_for_status()


def close_queue(bench: Bench) -> None:
    """Take every agent out of it again."""
    yardstick.write_queue(bench.center.phone.home / "etc", (), recorded=True)
    with seats.ari(bench.center) as http:
        http.put("asterisk/modules/app_queue.so").raise_for_status()


def choose_phone(bench: Bench) -> None:
    """Say whom plain `Dial()` rings: the telephones of the agents, past their accounts."""
    phone = f"PJSIP/local/sip:agent-0@127.0.0.1:{bench.port}"
    with seats.ari(bench.center) as http:
        query = {"variable": "BENCH_PHONE", "value": phone}
        http.post("asterisk/variable", params=query).raise_for_status()


def _answered(callers: Sipper) -> int:
    return sum(note.word == "answered" for note in callers.notes())


def _rung(phones: Sipper) -> int:
    return sum(note.word == "ring" for note in phones.notes())


def _of_children() -> float:
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime

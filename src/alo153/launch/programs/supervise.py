"""One supervisor for all processes: started in order, restarted when they die, ended together.

Each process leads its own session, so that Ctrl-C reaches the supervisor alone; the kernel ends
it if the supervisor dies without a word.
"""

from __future__ import annotations

import asyncio
import os
import signal
import time
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path

from alo153.launch.programs import log_rotation
from alo153.launch.programs.log_files import open_log

FIRST_PAUSE_SECONDS = 0.5
LONGEST_PAUSE_SECONDS = 30.0
_STEADY_SECONDS = 60
_GRACE_SECONDS = 12


@dataclass(frozen=True, kw_only=True)
class Program:
    """A process to keep running."""

    name: str
    command: list[str]
    environment: Mapping[str, str] = field(default_factory=dict)
    ending: signal.Signals = signal.SIGTERM


@dataclass(eq=False)
class _Kept:
    program: Program
    process: asyncio.subprocess.Process | None = None
    keeper: asyncio.Task[None] | None = None
    ending: bool = False
    deaths: int = 0


class Supervisor:
    """Keep programs running until `stop`. `say` hears of every death and restart."""

    def __init__(self, folder: Path, say: Callable[[str], None]) -> None:
        self.logs = folder / "log"
        self.logs.mkdir(parents=True, exist_ok=True)
        self._say = say
        self._kept: list[_Kept] = []

    def start(self, program: Program) -> None:
        """Start a program and keep it running."""
        kept = _Kept(program)
        kept.keeper = asyncio.create_task(self._keep(kept))
        self._kept.append(kept)

    def last_words(self, name: str, lines: int = 3) -> str:
        """Return the end of a program's log."""
        text = ""
        with suppress(OSError):  # none yet, or no file is left to read it by
            text = (self.logs / f"{name}.log").read_text(errors="replace")
        return "\n".join(text.strip().splitlines()[-lines:])

    def has_died(self, name: str) -> bool:
        """Tell whether a program of this name ended by itself since it was started."""
        return any(kept.deaths for kept in self._kept if kept.program.name == name)

    async def stop(self) -> None:
        """End all programs, the last started first, and wait until each has ended."""
        for kept in reversed(self._kept):
            kept.ending = True
            await self._end(kept)
        self._kept.clear()

    async def _keep(self, kept: _Kept) -> None:
        pause = FIRST_PAUSE_SECONDS
        while not kept.ending:
            began = time.monotonic()
            try:
                how = _way_of(await self._run(kept))
            except OSError as error:  # the machine has no memory, file or process left for it
                how = f"cannot be started ({error})"
            if kept.ending:
                return
            kept.deaths += 1
            steady = time.monotonic() - began > _STEADY_SECONDS
            pause = FIRST_PAUSE_SECONDS if steady else min(pause * 2, LONGEST_PAUSE_SECONDS)
            self._say(self._obituary(kept.program.name, how, pause))
            await asyncio.sleep(pause)

    async def _run(self, kept: _Kept) -> int:
        program = kept.program
        with open_log(self._log(program.name)) as log:
            kept.process = process = await asyncio.create_subprocess_exec(
                *("setpriv", "--pdeathsig", program.ending.name.removeprefix("SIG"), "--"),
                *program.command,
                env={**os.environ, **program.environment},
                stdin=asyncio.subprocess.DEVNULL,
                stdout=log,
                stderr=log,
                start_new_session=True,
            )
        try:
            return await process.wait()
        finally:
            kept.process = None

    async def _end(self, kept: _Kept) -> None:
        keeper, process = kept.keeper, kept.process
        if keeper is None:
            return
        if process is None:
            keeper.cancel()
        else:
            _signal(process.pid, kept.program.ending)
            _, late = await asyncio.wait([keeper], timeout=_GRACE_SECONDS)
            if late:
                self._say(f"{kept.program.name} does not end by itself and is killed")
                _signal(process.pid, signal.SIGKILL)
        await asyncio.wait([keeper])

    def _log(self, name: str) -> Path:
        log = self.logs / f"{name}.log"
        if log_rotation.is_large(log):
            log_rotation.rotate(log)
        return log

    def _obituary(self, name: str, how: str, pause: float) -> str:
        words = self.last_words(name, 1)
        return f"{name} {how}; again in {pause:g} s. {self.logs / name}.log: {words}"


def _way_of(code: int) -> str:
    return f"was killed by signal {-code}" if code < 0 else f"ended with code {code}"


def _signal(pid: int, sign: signal.Signals) -> None:
    with suppress(ProcessLookupError):
        os.killpg(pid, sign)

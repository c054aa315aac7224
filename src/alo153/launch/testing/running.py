"""Runs pytest several times, some of it at once, and shows each whole when it has ended."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Mapping
from concurrent.futures import Future
from contextlib import suppress
from functools import partial
from pathlib import Path

from alo153.core.processes.process_priority import LOWEST_PRIORITY
from alo153.launch import frontend, paths
from alo153.launch.steps import say
from alo153.launch.testing import leftovers, reports
from alo153.launch.testing.plan import Run
from alo153.launch.testing.reports import Report

_PACKAGE = "alo153.launch.testing.plugins"
_PLUGINS = ("sharding", "ordering", "reporting", "stacks")
_LIVE = {"--pdb", "--trace", "-s", "--capture=no"}
"""Options of pytest for a person who watches: it captures nothing and runs nothing in parallel."""
_HANG_SECONDS = 1200
"""A longer run hangs: the slowest takes 400 s in parallel with two more."""
_BROWSER_HANG_SECONDS = 400
"""A browser may never answer an order (Chromium: to go offline as a page leaves).

The dearest journey takes 80 s on a busy machine, so that the run need not wait for 20 minutes.
"""
_END_SECONDS = 60
_STILL_SECONDS = 150
"""A slower test has its stacks written; some of the heavy ones are always slower."""
_POLL_SECONDS = 0.2
_TELL_SECONDS = 30
_FAILED, _NO_TESTS = 1, 5
_WHOLE = (0, _NO_TESTS)


def run(
    planned: list[Run],
    extra: list[str],
    fetched: Future[None],
    scratch: Path,
    checks_failed: Callable[[], object] = lambda: False,
) -> dict[str, Report]:
    """Run all that is planned and return what came of each; `extra` goes to every pytest.

    What they write is below `scratch`. One that calls begins when what calls need is `fetched`.
    A failed check ends all of them: it is mended in a minute, and a whole run takes long.
    """
    live = bool(_LIVE & set(extra))
    if live or os.environ.get("DATABASE_URL"):  # one database is for one run at a time
        planned = [
            each._replace(after=tuple(other.name for other in planned[:place]))
            for place, each in enumerate(planned)
        ]
    begin = partial(_Running, extra=extra, scratch=scratch, live=live)
    return _run_all(planned, begin, fetched, checks_failed)


def _run_all(
    planned: list[Run],
    begin: Callable[[Run], _Running],
    fetched: Future[None],
    checks_failed: Callable[[], object],
) -> dict[str, Report]:
    began, told = time.monotonic(), time.monotonic()
    found: dict[str, Report] = {}
    begun: list[_Running] = []
    try:
        while len(found) < len(planned):
            unfinished = {each.name for each in planned} - found.keys()
            names = {each.name for each in begun}
            begun += [
                begin(each)
                for each in planned
                if each.name not in names and _may_begin(each, unfinished, fetched)
            ]
            for each in begun:
                if each.name not in found and each.has_ended():
                    each.show()
                    found[each.name] = each.report()
            if checks_failed():
                say("a check failed, and ends the run")
                break
            if time.monotonic() - told > _TELL_SECONDS:
                told = time.monotonic()
                _tell(begun, told - began)
            time.sleep(_POLL_SECONDS)
    finally:
        for each in begun:
            each.end()
    return found


def _may_begin(run: Run, unfinished: set[str], fetched: Future[None]) -> bool:
    if run.calls and fetched.done():
        fetched.result()  # raises what went wrong
    return unfinished.isdisjoint(run.after) and (fetched.done() or not run.calls)


def _tell(runs: list[_Running], seconds: float) -> None:
    words = ", ".join(each.progress() for each in runs if not each.has_ended())
    if words:
        say(f"{int(seconds) // 60}:{int(seconds) % 60:02} {words}")


class _Running:
    """A pytest that runs, with its words in a file."""

    def __init__(self, run: Run, extra: list[str], scratch: Path, *, live: bool) -> None:
        self.name = run.name
        self._folder = scratch / run.name.replace(" ", "-")
        self._folder.mkdir()
        self._log = self._folder / "log"
        say(f"{run.name} ...")
        with self._log.open("wb") as log:
            self._process = subprocess.Popen(
                _command(run, extra, self._folder),
                cwd=paths.PROJECT,
                env={**_environment(), **leftovers.temporary(self._folder)},
                # Ctrl+C reaches the guard alone, which ends us all
                process_group=None if live or run.steps_back else 0,
                start_new_session=run.steps_back and not live,
                stdin=None if live else subprocess.DEVNULL,
                stdout=None if live else log,
                stderr=None if live else subprocess.STDOUT,
            )
        if run.steps_back:
            _step_back(self._process.pid)

    def has_ended(self) -> bool:
        """Say whether pytest is over."""
        return self._process.poll() is not None

    def show(self) -> None:
        """Print all that pytest said, unless it found no test."""
        said = self._log.read_text(errors="replace")
        print(
            f"\n{self.name}\n{said}" if self._ran() else f"      {self.name}: no test", flush=True
        )

    def _ran(self) -> bool:
        return self._process.returncode != _NO_TESTS

    def progress(self) -> str:
        """Say how far it is."""
        over, found, failed = reports.read_progress(self._folder)
        return f"{self.name} {over}/{found}" + (f" ({failed} failed)" if failed else "")

    def report(self) -> Report:
        """Return what came of it, whether it came to its end or broke off."""
        code = self._process.returncode
        found = reports.read_report(self._folder)
        if found and (code in _WHOLE or (code == _FAILED and (found.failed or found.broken))):
            return found
        over, _, failed = reports.read_progress(self._folder)
        found = found or Report(over - failed)
        return found._replace(broken=(*found.broken, f"pytest broke off (exit code {code})"))

    def end(self) -> None:
        """End it, if it runs still: as Ctrl+C does, so that it ends what it has started."""
        if not self.has_ended():
            self._process.send_signal(signal.SIGINT)
            with suppress(subprocess.TimeoutExpired):
                self._process.wait(_END_SECONDS)
            self._process.kill()
            self._process.wait()


def _step_back(pid: int) -> None:
    """Let a process have only the cores that other processes leave idle, and its session too."""
    os.setpriority(os.PRIO_PROCESS, pid, LOWEST_PRIORITY)
    with suppress(OSError):
        Path(f"/proc/{pid}/autogroup").write_text(str(LOWEST_PRIORITY))


def _command(run: Run, extra: list[str], folder: Path) -> list[str]:
    plugins = [
        word for name in _PLUGINS for word in ("-p", f"alo153.launch.testing.plugins.{name}")
    ]
    seconds = _BROWSER_HANG_SECONDS if run.browser else _HANG_SECONDS
    hang = ["-o", f"faulthandler_timeout={seconds}"]
    hang += ["-o", "faulthandler_exit_on_timeout=true", "--stacks-after", str(_STILL_SECONDS)]
    ours = ["--basetemp", str(folder / "tmp"), "--report-to", str(folder)]
    # A browser's failure in full is longer than what is kept of a run elsewhere
    ours += ["--tb", "short", "-r", "fEs"]
    ours += ["--durations", "15", "--durations-min", "5"]
    pytest = ["setpriv", "--pdeathsig", "INT", "--", sys.executable, "-m", "pytest"]
    return [*pytest, *plugins, *hang, *ours, *run.words, *extra]


def _environment() -> Mapping[str, str]:
    programs = paths.var() / "programs"
    return {
        "PLAYWRIGHT_NODEJS_PATH": str(frontend.node()),  # its own needs a library not all have
        **os.environ,
        "PATH": f"{programs}{os.pathsep}{os.environ.get('PATH', '')}",
        # A run starts Python a hundred times: to compile all modules takes three seconds each time
        "PYTHONDONTWRITEBYTECODE": "",
    }

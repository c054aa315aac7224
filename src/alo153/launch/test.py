"""`./alo153 test`: the checks and all tests, with every program that they need fetched first."""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from alo153.launch import (
    asterisk,
    asterisk_config,
    catalogs,
    debs,
    frontend,
    paths,
    postgres,
    quality,
)
from alo153.launch.steps import fail, step

TESTS = paths.PROJECT / "tests"
SPECIAL = {
    "web": ("web",),
    "architecture": ("architecture",),
    "killed": ("killed",),
    "telephony": ("telephony", "contracts"),
    "journeys": ("journeys",),
}
PARTS = ("unit", *SPECIAL)
_CALLS = ("telephony", "journeys")
_SLOW = ("killed", *_CALLS)  # they need the machine's ports and time to themselves
_PROGRAMS = {
    "telephony": ("sipp", "baresip", "espeak-ng"),
    "journeys": ("chromium", "sipp", "espeak-ng"),
}
_NO_TESTS = 5
_HANG_SECONDS = 300


def main(words: list[str]) -> int:
    """Run the parts named in `words`, or all; what follows `--` goes to pytest."""
    ours, extra = _split(words)
    asked = _parser().parse_args(ours)
    parts = asked.parts or list(PARTS)
    extra += ["--no-skips"] if asked.no_skips else []
    try:
        _prepare(parts)
        broken = [] if asked.parts else quality.failed()
        with _database():
            broken += [name for name, runs in _runs(parts).items() if not _pytest(runs, extra)]
    except (postgres.PostgresError, frontend.FrontendError) as reason:
        return fail(str(reason))
    return fail(f"failed: {', '.join(broken)}") if broken else 0


def unit() -> bool:
    """Run the unit tests alone and say whether they passed."""
    with _database():
        return _pytest(_runs(["unit"])["fast tests"], [])


def _split(words: list[str]) -> tuple[list[str], list[str]]:
    if "--" not in words:
        return words, []
    place = words.index("--")
    return words[:place], words[place + 1 :]


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="./alo153 test", description=__doc__, epilog="What follows -- goes to pytest."
    )
    parser.add_argument("parts", nargs="*", choices=PARTS, help="all, if none is named")
    parser.add_argument("--no-skips", action="store_true", help="a skipped test is a failure")
    return parser


def _prepare(parts: list[str]) -> None:
    for name in dict.fromkeys(name for part in parts for name in _PROGRAMS.get(part, ())):
        with step(name) as line:
            line.note = str(debs.program(name, line.say) or "missing: its tests are skipped")
    if set(_CALLS) & set(parts):
        _prepare_asterisk()
    with step("Front end") as line:
        line.note = "up to date" if frontend.is_current() else "built"
        frontend.ensure()
    with step("Message catalogs") as line:
        line.note = f"{catalogs.compile_changed()} compiled"


def _prepare_asterisk() -> None:
    with step("Asterisk") as line:
        telephony = asterisk_config.Telephony(ari_password="")
        found = asterisk.ensure(paths.var(), telephony, say=line.say)
        line.note = f"missing: {found.reason}" if isinstance(found, asterisk.Missing) else "here"


@contextmanager
def _database() -> Iterator[None]:
    """Run a PostgreSQL for the tests unless `DATABASE_URL` names one."""
    if os.environ.get("DATABASE_URL"):
        yield
        return
    with postgres.throwaway(paths.var() / "test" / f"postgres-{os.getpid()}") as server:
        os.environ["DATABASE_URL"] = server.url
        yield
        del os.environ["DATABASE_URL"]


def _runs(parts: list[str]) -> dict[str, list[str]]:
    """Return the calls of pytest: the fast tests side by side, the others one by one.

    Telephony and journeys part ways: the browser of a journey keeps an event loop running.
    What kills processes runs alone, so that nothing else is slowed.
    """
    fast = [part for part in parts if part not in _SLOW]
    runs = {"fast tests": ["-n", "2", *_places(fast)]}
    for part in _SLOW:
        runs[part] = ["-n", "0", *_places([part] if part in parts else [])]
    return {name: run for name, run in runs.items() if run[2:]}


def _places(parts: list[str]) -> list[str]:
    special = {name for names in SPECIAL.values() for name in names}
    folders = sorted(path.name for path in TESTS.iterdir() if _holds_tests(path))
    plain = [name for name in folders if name not in special] if "unit" in parts else []
    named = [name for part in parts for name in SPECIAL.get(part, ()) if name in folders]
    return [str(TESTS / name) for name in [*plain, *named]]


def _holds_tests(folder: Path) -> bool:
    return folder.is_dir() and any(folder.rglob("test_*.py"))


def _pytest(words: list[str], extra: list[str]) -> bool:
    programs = paths.var() / "programs"
    environment = {
        "PLAYWRIGHT_NODEJS_PATH": str(frontend.node()),  # its own needs a library not all have
        **os.environ,
        "PATH": f"{programs}{os.pathsep}{os.environ.get('PATH', '')}",
    }
    hang = ["-o", f"faulthandler_timeout={_HANG_SECONDS}"]
    hang += ["-o", "faulthandler_exit_on_timeout=true"]
    print(flush=True)
    done = subprocess.run(
        [sys.executable, "-m", "pytest", "-p", "alo153.launch.skips", *hang, *words, *extra],
        cwd=paths.PROJECT,
        env=environment,
        check=False,
    )
    return done.returncode in (0, _NO_TESTS)

"""The quality checks: ruff, mypy, import-linter, djLint and the types of the front end.

They run in the background, one after the other, and each says when it is over: mypy computes for
half a minute.
"""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path

from alo153.launch import frontend, paths
from alo153.launch.steps import say

_BIN = Path(sys.executable).parent
_COMMANDS = {
    "mypy": ["mypy", "--no-error-summary"],
    "ruff check": ["ruff", "check", "--quiet"],
    "ruff format": ["ruff", "format", "--check", "--quiet"],
    "import-linter": ["lint-imports", "--no-logo"],
    "djlint": ["djlint", "--check", "src"],
}
PYTHON = tuple(_COMMANDS)
TYPESCRIPT = "typescript"
"""It needs the packages of the front end, and begins when they are there."""


class Checks:
    """Checks that have begun; `failed` names the failed ones, when all are over."""

    def __init__(self, *, wanted: bool) -> None:
        self.failed: list[str] = []
        self._wanted = wanted
        self._worker = ThreadPoolExecutor(max_workers=1)
        self._begun: list[Future[None]] = []

    def begin(self, *names: str) -> None:
        """Let these checks run, if any are wanted."""
        for name in names if self._wanted else ():
            self._begun.append(self._worker.submit(self._look, name))

    def finish(self) -> None:
        """Wait for all that have begun."""
        for begun in self._begun:
            begun.result()

    def _look(self, name: str) -> None:
        done = _run(name)
        if done.returncode:
            self.failed.append(name)
            say(f"{done.stdout}\n{done.stderr}".strip().replace("\n", "\n      "))
        say(f"{name} {'failed' if done.returncode else 'passed'}")

    def drop(self) -> None:
        """Begin no more."""
        self._worker.shutdown(wait=False, cancel_futures=True)


@contextmanager
def beside(*, wanted: bool = True) -> Iterator[Checks]:
    """Let checks run in parallel with the block; afterwards they are over."""
    checks = Checks(wanted=wanted)
    try:
        yield checks
        checks.finish()
    finally:
        checks.drop()


def _run(name: str) -> subprocess.CompletedProcess[str]:
    if name == TYPESCRIPT:
        command = [*frontend.npm(), "run", "--silent", "check"]
        folder, environment = frontend.SOURCE, frontend.environment()
    else:
        program, *words = _COMMANDS[name]
        command = [str(_BIN / program), *words]
        folder, environment = paths.PROJECT, dict(os.environ)
    return subprocess.run(
        command, cwd=folder, env=environment, capture_output=True, text=True, check=False
    )

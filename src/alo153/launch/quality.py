"""The quality checks: ruff, mypy, import-linter and the types of the front end."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

from alo153.launch import frontend, paths
from alo153.launch.steps import step

_BIN = Path(sys.executable).parent


def failed() -> list[str]:
    """Run all checks, show what fails, and return the names of the failed ones."""
    return [name for name, command in _checks().items() if not _passes(name, command)]


def _checks() -> dict[str, list[str]]:
    return {
        "ruff check": [str(_BIN / "ruff"), "check", "--quiet"],
        "ruff format": [str(_BIN / "ruff"), "format", "--check", "--quiet"],
        "mypy": [str(_BIN / "mypy"), "--no-error-summary"],
        "import-linter": [str(_BIN / "lint-imports"), "--no-logo"],
        "typescript": [*frontend.npm(), "run", "--silent", "check"],
    }


def _passes(name: str, command: list[str]) -> bool:
    typescript = name == "typescript"
    with step(name) as line:
        done = subprocess.run(
            command,
            cwd=frontend.SOURCE if typescript else paths.PROJECT,
            env=frontend.environment() if typescript else os.environ,
            capture_output=True,
            text=True,
            check=False,
        )
        line.note = "failed" if done.returncode else "passed"
        if done.returncode:
            line.say(f"{done.stdout}\n{done.stderr}".strip().replace("\n", "\n      "))
    return done.returncode == 0

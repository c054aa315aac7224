"""`./alo153 build`: what production needs before its programs start; nothing is started.

The Python packages are there already: the bootstrap brings them before any command.
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys

from alo153.launch import catalogs, frontend, paths
from alo153.launch.steps import fail, step


def main(words: list[str]) -> int:
    """Build scripts and styles, compile the catalogs, collect the static files."""
    argparse.ArgumentParser(prog="./alo153 build", description=__doc__).parse_args(words)
    try:
        _build()
    except (frontend.FrontendError, subprocess.CalledProcessError) as reason:
        return fail(str(reason))
    return 0


def _build() -> None:
    with step("Front end") as line:
        line.note = "up to date" if frontend.is_current() else "built"
        frontend.ensure()
    with step("Message catalogs") as line:
        line.note = f"{catalogs.compile_changed()} compiled"
    with step("Static files") as line:
        collect = ["collectstatic", "--noinput", "--clear", "--verbosity", "0"]
        subprocess.run([sys.executable, "-m", "alo153", *collect], env=_environment(), check=True)
        line.note = str(paths.var() / "static")


def _environment() -> dict[str, str]:
    """Return an environment in which no secret is asked for: none is used here."""
    return {**os.environ, "ALO153_DEVELOPMENT": "1", "ALO153_VAR": str(paths.var())}

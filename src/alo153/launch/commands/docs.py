"""`./alo153 docs`: make the documentation site of the Markdown below `docs/`."""

from __future__ import annotations

import argparse
import subprocess
import sys
from pathlib import Path

from alo153.launch import paths
from alo153.launch.steps import fail, step


def main(words: list[str]) -> int:
    """Make the site; a link that leads nowhere is an error."""
    parser = argparse.ArgumentParser(prog="./alo153 docs", description=__doc__)
    parser.add_argument("--to", type=Path, default=paths.var() / "docs", help="its folder")
    folder = parser.parse_args(words).to
    with step("documentation site") as line:
        made = build(folder)
        line.say(str(folder))
    return fail(made.stderr) if made.returncode else 0


def build(folder: Path) -> subprocess.CompletedProcess[str]:
    """Run Sphinx over the whole project, of which `docs/conf.py` takes the pages."""
    options = ["--quiet", "--fail-on-warning", "--keep-going", "--conf-dir", "docs"]
    command = [sys.executable, "-m", "sphinx", *options, ".", str(folder)]
    return subprocess.run(command, cwd=paths.PROJECT, capture_output=True, text=True, check=False)

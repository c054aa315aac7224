"""`./alo153 docs`: make the documentation site of the Markdown below `docs/` and of the code."""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
from pathlib import Path

import django

from alo153.launch import paths
from alo153.launch.steps import fail, step
from tools import draw, events


def main(words: list[str]) -> int:
    """Make the site; a link that leads nowhere is an error."""
    parser = argparse.ArgumentParser(prog="./alo153 docs", description=__doc__)
    parser.add_argument("--to", type=Path, default=paths.var() / "docs", help="its folder")
    folder = parser.parse_args(words).to
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "alo153.config.settings_test")
    django.setup()
    with step("documentation site") as line:
        made = build(folder)
        line.say(str(folder))
    return fail(made.stderr) if made.returncode else 0


def build(folder: Path) -> subprocess.CompletedProcess[str]:
    """Write the pages that are made from the code, which are not in git, and run Sphinx.

    It reads the whole project, of which `docs/conf.py` takes the pages.
    """
    for made in (draw, events):
        beside = made.PAGE.with_suffix(".new")
        beside.write_text(made.page())
        beside.replace(made.PAGE)
    options = ["--quiet", "--fail-on-warning", "--keep-going", "--conf-dir", "docs"]
    command = [sys.executable, "-m", "sphinx", *options, ".", str(folder)]
    return subprocess.run(command, cwd=paths.PROJECT, capture_output=True, text=True, check=False)

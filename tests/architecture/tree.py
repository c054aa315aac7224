"""The project's own files, for tests that read the source."""

import subprocess
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
SOURCE = ROOT / "src" / "alo153"
CHECKOUT = (ROOT / "bench", ROOT / "tools")
"""No part of the wheel."""
# Layers that stand on one another; `launch` and `config` hold no nouns of the domain
CAPABILITIES = (
    "core",
    "accounts",
    "city",
    "citizens",
    "contacts",
    "notices",
    "knowledge",
    "transport",
    "calls",
    "counter",
    "cases",
    "publishing",
    "quality",
    "care",
    "suggestions",
    "reports",
    "channels",
    "alarms",
    "archive",
    "integrations",
    "intake",
    "partners",
    "workforce",
    "switchboard",
)
# What holds none: audiences, wiring, starting
NO_CAPABILITIES = ("web", "config", "launch")


@cache
def content(path: Path) -> bytes:
    """Return what a file holds: nothing, if somebody removed it while the tests run."""
    return path.read_bytes() if path.is_file() else b""


@cache
def files() -> tuple[Path, ...]:
    """Return every file of the project, written but not ignored, committed or not yet."""
    command = ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"]
    listed = subprocess.run(command, cwd=ROOT, check=True, capture_output=True).stdout
    paths = {ROOT / name.decode() for name in listed.split(b"\0") if name}
    return tuple(sorted(path for path in paths if path.is_file()))


def with_suffix(*suffixes: str, below: Path = ROOT) -> list[Path]:
    """Return the files with one of these endings in a folder."""
    return [path for path in files() if path.suffix in suffixes and path.is_relative_to(below)]


@cache
def modules() -> list[Path]:
    """Return the Python files of package, benches and generators, without migrations."""
    ours = [path for below in (SOURCE, *CHECKOUT) for path in with_suffix(".py", below=below)]
    return [path for path in ours if "migrations" not in path.parts]


@cache
def templates() -> list[Path]:
    """Return every template."""
    found = with_suffix(".html", ".txt", below=SOURCE)
    return [path for path in found if "templates" in path.parts]


def short(path: Path) -> str:
    """Return a path as a person names it."""
    return path.relative_to(ROOT).as_posix()

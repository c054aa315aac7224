"""Which tests run together, how many at once, and what runs when.

Two cores are kept busy, and no test fails because another took them: what fills the machine by
itself runs one at a time, and what kills processes or says that something takes at most a second
runs alone at the end.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple

from alo153.launch import paths

TESTS = paths.PROJECT / "tests"
SPECIAL = {
    "web": ("web",),
    "architecture": ("architecture",),
    "killed": ("killed",),
    "telephony": ("telephony", "contracts"),
    "journeys": ("journeys",),
}
PARTS = ("unit", *SPECIAL)
CALLS = ("telephony", "journeys")
"""They need Asterisk, and processes apart: the browser of a journey keeps an event loop running."""

HEAVY = {
    "telephony/test_bench.py": "the bench measures the machine",
    "telephony/test_fifty_calls.py": "fifty calls fill both cores",
    "telephony/test_fifty_calls_postgresql.py": "fifty calls fill both cores",
    "telephony/test_door.py": "a flood of wrong passwords",
    "telephony/test_mischief.py": "floods, and legs that count as dead after three seconds",
    "telephony/test_video.py": "three browsers with moving pictures",
    "journeys/test_signing.py": "three browsers with moving pictures",
}
_WELCOME = "telephony/test_menu.py::test_nought_during_the_welcome_puts_the_caller_through"
ALONE = {
    "killed": "kills processes at an exact moment",
    "telephony/test_switchboard_kill.py": "kills the switchboard, and asserts who waited how long",
    "telephony/test_watchdog.py": "asserts the seconds until the rescue",
    "telephony/test_fallback.py": "asserts the second within which the fallback answers",
    "telephony/test_recording.py::test_a_pause_ends_by_itself": "asserts a second",
    "telephony/test_call_in.py": "asserts tenths of a second",
    _WELCOME: "a key pressed within a third of a second",
    "switchboard/test_outside.py": "asserts seconds",
    "switchboard/test_recorder.py": "asserts seconds",
    "units/test_topics.py": "asserts milliseconds of a search",
}


class Run(NamedTuple):
    """One call of pytest."""

    name: str
    words: tuple[str, ...]


Phases = list[list[Run]]
"""Phases run one after the other, the runs of a phase at the same time."""


def phases(parts: Iterable[str]) -> Phases:
    """Return how the tests of `parts` run."""
    parts = list(parts)
    fast = [part for part in parts if part not in ("killed", *CALLS)]
    first = list(_side_by_side("fast tests", fast))
    calls = [run for part in CALLS if part in parts for run in _side_by_side(part, [part])]
    last = [*_one_at_a_time("heavy", parts, HEAVY), *_one_at_a_time("alone", parts, ALONE)]
    return [phase for phase in (first, calls, *([run] for run in last)) if phase]


_WORKERS = {
    "telephony": ("-n", "4", "--dist", "loadgroup"),  # they wait more than they compute
    "journeys": ("-n", "2"),
}


def _side_by_side(name: str, parts: list[str]) -> Iterator[Run]:
    """Give what runs side by side, without what runs later."""
    places = folders(parts)
    later = [each for each in (*HEAVY, *ALONE) if each.split("/")[0] in places]
    left_out = [f"--deselect=tests/{each}" for each in later]
    if places:
        workers = _WORKERS.get(name, ("-n", "2"))
        yield Run(name, (*workers, *left_out, *map(_path, places)))


def _one_at_a_time(name: str, parts: list[str], rows: Mapping[str, str]) -> Iterator[Run]:
    """Give what runs one at a time: browsers of journeys in a process of their own."""
    for title, group in (
        (name, [part for part in parts if part != "journeys"]),
        (f"{name} journeys", [part for part in parts if part == "journeys"]),
    ):
        known = folders(group)
        ours = [row for row in rows if row.split("/")[0] in known]
        if ours:
            yield Run(title, ("-n", "0", *map(_path, ours)))


def folders(parts: Iterable[str]) -> list[str]:
    """Return the folders of tests of some parts."""
    parts = list(parts)
    special = {name for names in SPECIAL.values() for name in names}
    known = sorted(path.name for path in TESTS.iterdir() if any(path.rglob("test_*.py")))
    plain = [name for name in known if name not in special] if "unit" in parts else []
    return plain + [name for part in parts for name in SPECIAL.get(part, ()) if name in known]


def _path(place: str) -> str:
    return f"tests/{place}"

"""The plan of a run: groups of tests, their number at once, and their order.

Two cores are kept busy from the beginning to the end, and no test fails because another took them.
An assertion about seconds counts only seconds in which a program had a core. What fills the
machine by itself runs one at a time from the beginning, in parallel with the fast tests, of which
none waits for anything, and with the later ones. What ends last are the journeys, and the telephony
in parallel lasts as long as they do. Together they leave a quarter of two cores idle, which the
sweeps take: they compute, and no second counts in them. Failed tests are tried again after all of
it, alone.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple

from alo153.launch import paths
from alo153.launch.testing.reports import Report

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
"""They need Asterisk, and the programs that call."""
_PROGRAMS = ("killed", "telephony")
"""They wait for programs, and compute little."""
_PAGES = ("journeys",)
"""They run in processes apart: the browser of a journey keeps an event loop running."""

HEAVY = {
    "launch/production/test_start.py": "every program of a city starts at once, twice",
    "launch/production/test_containers.py::test_the_image_is_built_and_its_web_is_well": (
        "a Debian is made, and the program installed in it"
    ),
    "telephony/load/test_bench.py": "the bench measures the machine",
    "telephony/load/test_fifty_calls.py": "fifty calls fill both cores",
    "telephony/load/test_fifty_calls_postgresql.py": "fifty calls fill both cores",
    "telephony/phones/test_video.py": "three browsers with moving pictures",
    "journeys/calls/test_signing.py": "three browsers with moving pictures",
}

SWEEPS = (
    "accounts/test_verbs.py",
    "architecture",
    "cases/test_any_sequence.py",
    "config/test_json_logs.py",
    "web/api/test_schema.py",
    "web/kit/test_call_bar.py",
    "web/site/test_malformed.py",
    "web/test_permissions.py",
)
"""Fast tests that compute for minutes: every page, verb or file, one after the other."""

FIRST = (
    "tests/contacts/conversations/mail/test_torture.py",
    "tests/cases/test_any_sequence.py",
    "tests/web/site/test_malformed.py",
    "tests/killed/",
    "tests/telephony/failing/",
    "tests/telephony/phones/test_softphone.py",
    "tests/telephony/recording/test_recording_trouble.py",
    "tests/journeys/calls/test_whole_way.py",
    "tests/journeys/calls/test_written.py",
    "tests/journeys/portal/test_objection.py",
    "tests/journeys/portal/test_street_map.py",
    "tests/journeys/desk/test_same_matter.py",
    "tests/journeys/unit/test_sub_task_pages.py",
    "tests/journeys/unit/test_unit_work.py",
    "tests/journeys/unit/test_crew.py",
)
"""The longest tests begin first, so that no worker ends long after the rest."""


class Run(NamedTuple):
    """One call of pytest."""

    name: str
    words: tuple[str, ...]
    calls: bool = False
    """True: it needs Asterisk, and the programs that call."""
    browser: bool = False
    """True: it has only journeys, each of which ends within minutes or never."""
    steps_back: bool = False
    """True: it takes only the cores that the other runs leave idle."""
    after: tuple[str, ...] = ()
    """The runs that are over before it begins, by name; one that is not planned counts as over."""


_SPREAD = ("--dist", "worksteal")
_WORKERS = {
    "fast tests": ("-n", "2", *_SPREAD),
    "sweeps": ("-n", "2", *_SPREAD),
    # Two fill what the journeys beside leave: with three they ended two minutes before those
    "telephony": ("-n", "2", "--dist", "loadgroup"),
    "journeys": ("-n", "2", *_SPREAD),
}


def runs(parts: Iterable[str]) -> list[Run]:
    """Return how the tests of `parts` run."""
    parts = list(parts)
    programs = [part for part in parts if part in _PROGRAMS]
    pages = [part for part in parts if part in _PAGES]
    fast = [part for part in parts if part not in (*_PROGRAMS, *_PAGES)]
    sweeps = [place for place in SWEEPS if place.split("/")[0] in folders(fast)]
    others = [place for place in folders(fast) if place not in sweeps]
    return [
        *_side_by_side("fast tests", fast, others, without=sweeps),
        *_one_at_a_time("heavy journeys", pages),
        *_one_at_a_time("heavy", [*fast, *programs], after=("heavy journeys",)),
        *_side_by_side("telephony", programs, folders(programs), after=("fast tests",)),
        *_side_by_side("journeys", pages, folders(pages), after=("fast tests",)),
        *_stepping_back("sweeps", fast, sweeps, after=("fast tests",)),
    ]


def again(failed: Mapping[str, Report]) -> list[Run]:
    """Return how tests that failed are tried again: once, alone, run by run.

    A test that draws by the seed draws what it drew: by another it may pass with its defect.
    """
    planned: list[Run] = []
    for run, report in failed.items():
        tests = [failure.name for failure in report.failed]
        seed = () if report.seed is None else (f"--randomly-seed={report.seed}",)
        words = ("-n", "1", *seed, *tests)  # a test that takes its process along fails alone
        pages = all(test.split("/")[1] in _PAGES for test in tests)
        before = tuple(each.name for each in planned)
        planned.append(Run(f"{run} again", words, calls=True, browser=pages, after=before))
    return planned


def _side_by_side(
    name: str,
    parts: list[str],
    places: list[str],
    after: tuple[str, ...] = (),
    without: Iterable[str] = (),
) -> Iterator[Run]:
    """Give what runs side by side, without what runs one at a time or elsewhere."""
    left_out = [f"--deselect=tests/{each}" for each in (*_heavy(places), *without)]
    if places:
        yield _run(name, (*_WORKERS[name], *left_out), places, parts)._replace(after=after)


def _stepping_back(
    name: str, parts: list[str], places: list[str], after: tuple[str, ...]
) -> Iterator[Run]:
    """Give what runs side by side in the time that other runs leave."""
    for run in _side_by_side(name, parts, places, after):
        yield run._replace(steps_back=True)


def _one_at_a_time(name: str, parts: list[str], after: tuple[str, ...] = ()) -> Iterator[Run]:
    """Give what runs one at a time."""
    rows = _heavy(folders(parts))
    if rows:
        yield _run(name, ("-n", "1"), rows, parts)._replace(after=after)


def _heavy(places: list[str]) -> list[str]:
    return [row for row in HEAVY if row.split("/")[0] in places]


def _run(name: str, words: tuple[str, ...], places: list[str], parts: list[str]) -> Run:
    calls = not set(parts).isdisjoint(CALLS)
    words = (*words, *(f"tests/{place}" for place in places))
    return Run(name, words, calls, browser=set(parts) <= set(_PAGES))


def folders(parts: Iterable[str]) -> list[str]:
    """Return the folders of tests of some parts."""
    parts = list(parts)
    special = {name for names in SPECIAL.values() for name in names}
    known = sorted(path.name for path in TESTS.iterdir() if any(path.rglob("test_*.py")))
    plain = [name for name in known if name not in special] if "unit" in parts else []
    return plain + [name for part in parts for name in SPECIAL.get(part, ()) if name in known]

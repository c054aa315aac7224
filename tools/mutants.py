"""Change pure rooms on purpose, and count the changes that their tests notice.

Only tests that need no database: each changed function is tried in a fork of one warm process.
"""

from __future__ import annotations

import json
import random
from collections import Counter
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

from mutmut.mutation.file_mutation import mutate_file_contents
from mutmut.utils.format_utils import get_mutant_name

_PROFILE = "--hypothesis-profile=mutants"
LEAST_CAUGHT = 85
"""Percent of the changes of a room."""
# As mutmut 3.8 keeps them: the exit code of pytest, or its own
_CAUGHT = {1, 3, -24, 24, 36, 152, 255}


class Room(NamedTuple):
    """Files of the program, and the tests that say what they do."""

    files: tuple[str, ...]
    tests: tuple[str, ...]


def _acd(*names: str) -> tuple[str, ...]:
    return tuple(f"src/alo153/switchboard/acd/{name}" for name in names)


# Its stories; the property tests of the engine run each function thousands of times
_CALLS = (
    "tests/switchboard/acd/test_acd.py",
    "tests/switchboard/runtime/test_joining.py",
    *(
        f"tests/switchboard/acd/{room}"
        for room in [
            "agents",
            "callers",
            "members",
            "offering",
            "recording",
            "recovery",
            "sharing",
            "supervision",
            "talking",
            "waiting",
        ]
    ),
)
_MAILS = "src/alo153/channels/email/reading"
ROOMS: Mapping[str, Room] = {
    "clocks": Room(("src/alo153/cases/rules/*",), ("tests/cases/rules",)),
    "city": Room(("src/alo153/city/rules/*",), ("tests/city",)),
    "duplicates": Room(
        ("src/alo153/cases/together/duplicates/scoring.py",), ("tests/cases/together",)
    ),
    "search": Room(("src/alo153/cases/search/typed.py",), ("tests/cases/search",)),
    "core": Room(
        tuple(
            f"src/alo153/core/{name}"
            for name in ("text/*", "text/stems/*", "geo.py", "database/row_key.py")
        ),
        ("tests/core",),
    ),
    "seals": Room(
        ("src/alo153/core/history/sealing/chain.py", "src/alo153/core/keyring.py"), ("tests/core",)
    ),
    "lengths": Room(("src/alo153/channels/sms/length.py",), ("tests/channels",)),
    "mails": Room(
        (
            *(f"{_MAILS}/{name}/*" for name in ("structure", "decoding", "text", "new_text")),
            *(f"{_MAILS}/{name}.py" for name in ("addresses", "automatic", "files", "mail")),
            *(f"{_MAILS}/{name}.py" for name in ("references", "undelivered")),
        ),
        # Without attacks, and mails of others: they compute for seconds
        tuple(
            f"tests/channels/email/reading/{name}"
            for name in ["structure", "decoding", "text", "new_text"]
            + [f"test_{name}.py" for name in ("addresses", "files", "mail", "references")]
            + ["test_undelivered.py"]
        ),
    ),
    "menu": Room(
        ("src/alo153/calls/menu/*",),
        (
            "tests/calls/menu",
            "tests/calls/test_voice.py",
            "tests/switchboard/acd/callers/test_acd_menu.py",
        ),
    ),
    "queue": Room(
        ("src/alo153/calls/queue.py", *_acd("offering/matching.py", "ringing/*")),
        ("tests/calls/test_queues.py", *_CALLS),
    ),
    "waiting": Room(_acd("waiting/*", "offering/*"), _CALLS),
    "members": Room(_acd("members/*"), _CALLS),
    "talking": Room(_acd("talking/*", "callers/*"), _CALLS),
    "recording": Room(_acd("recording/*"), _CALLS),
    "supervision": Room(_acd("supervision/*"), _CALLS),
    "sharing": Room(_acd("sharing/*", "recovery/*"), _CALLS),
    "engine": Room(_acd("*.py", "agents/*", "state/*", "turn/*"), _CALLS),
    "learning": Room(("src/alo153/suggestions/learning/*",), ("tests/suggestions",)),
    "permitted": Room(("src/alo153/cases/policy/permitted.py",), ("tests/cases/policy",)),
    "written": Room(("src/alo153/switchboard/written/rules/*",), ("tests/switchboard/written",)),
    "counter": Room(
        tuple(f"src/alo153/counter/{name}.py" for name in ("turn", "lifecycle")), ("tests/counter",)
    ),
    "publishing": Room(
        tuple(f"src/alo153/publishing/{name}.py" for name in ("fitting", "states", "policy")),
        ("tests/publishing",),
    ),
    "call_lists": Room(
        tuple(
            f"src/alo153/calls/supervision/call_lists/{name}.py"
            for name in ("pace", "receivers", "rules")
        ),
        ("tests/calls/call_lists",),
    ),
    "partners": Room(("src/alo153/partners/rules/*",), ("tests/partners",)),
    "offering": Room(
        ("src/alo153/contacts/offering/*",), ("tests/contacts", "tests/switchboard/written")
    ),
    "streets": Room(("src/alo153/city/streets/*",), ("tests/city/streets",)),
}


@dataclass(frozen=True)
class Score:
    """The result of the changes of a room."""

    caught: int
    survived: tuple[str, ...]

    @property
    def percent(self) -> float:
        """Return how many of a hundred were caught."""
        return 100 * self.caught / max(self.caught + len(self.survived), 1)

    @property
    def enough(self) -> bool:
        """Say whether it is as good as asked."""
        return self.percent >= LEAST_CAUGHT


@dataclass(frozen=True)
class Sample:
    """So many changes of a room, drawn by a seed: the same seed draws the same ones again."""

    number: int
    seed: int

    def of(self, names: Collection[str]) -> list[str]:
        """Draw from the names, in any order; all of them if there are fewer."""
        drawn = random.Random(self.seed)  # noqa: S311 - to be repeated, not to be secret
        return sorted(drawn.sample(sorted(names), min(self.number, len(names))))


def names(home: Path, room: Room) -> list[str]:
    """Name every change that mutmut makes of a room, in the copy of the project at `home`."""
    files = [file for pattern in room.files for file in home.glob(pattern) if file.suffix == ".py"]
    return [
        get_mutant_name(file.relative_to(home), name)
        for file in files
        for name in mutate_file_contents(str(file), file.read_text()).mutant_names
    ]


def results(folder: Path) -> dict[str, int | None]:
    """Read what mutmut wrote below a folder: every change, and its result if it was tried."""
    found: dict[str, int | None] = {}
    for file in sorted(folder.rglob("*.meta")):
        found |= json.loads(file.read_text())["exit_code_by_key"]
    return found


def score(results: Mapping[str, int | None]) -> Score:
    """Count the caught; a change that no test runs has survived.

    Raises:
        ValueError: a change was not tried.
    """
    if None in results.values():
        raise ValueError(f"{Counter(results.values())[None]} changes were not tried")
    survived = tuple(name for name, code in results.items() if code not in _CAUGHT)
    return Score(len(results) - len(survived), survived)


def configuration(room: Room) -> str:
    """Return what mutmut reads in pyproject.toml."""
    words = ("-n", "0", "-p", "no:randomly", "-p", "no:cacheprovider", _PROFILE)
    plugin = ("-p", "alo153.launch.testing.plugins.without_database")
    lines = {
        "source_paths": ["src/"],
        "only_mutate": list(room.files),
        "also_copy": ["cities"],
        "pytest_add_cli_args": [*words, *plugin],
        "pytest_add_cli_args_test_selection": list(room.tests),
    }
    return "\n".join(["", "[tool.mutmut]", *_toml(lines.items()), ""])


def _toml(pairs: Iterable[tuple[str, list[str]]]) -> list[str]:
    return [f"{key} = {json.dumps(value)}" for key, value in pairs]

"""Which pure rooms are changed on purpose, which tests must notice, and how many did.

Only tests that need no database: each changed function is tried in a fork of one warm process.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

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
    "tests/switchboard/acd/waiting",
    "tests/switchboard/runtime/test_joining.py",
    *(
        f"tests/switchboard/acd/test_{story}.py"
        for story in [
            "acd",
            "acd_menu",
            "recording_rules",
            "rejoining",
            "returning",
            "sharing",
            "states",
            "supervision",
            "survey",
            "transfer",
        ]
    ),
)
ROOMS: Mapping[str, Room] = {
    "clocks": Room(("src/alo153/cases/rules/*",), ("tests/cases/rules",)),
    "city": Room(("src/alo153/city/rules/*",), ("tests/city",)),
    "duplicates": Room(
        ("src/alo153/cases/together/duplicates/scoring.py",), ("tests/cases/together",)
    ),
    "search": Room(("src/alo153/cases/search/typed.py",), ("tests/cases/search",)),
    "core": Room(
        tuple(f"src/alo153/core/{name}" for name in ("text/*", "geo.py", "database/row_key.py")),
        ("tests/core",),
    ),
    "seals": Room(
        ("src/alo153/core/history/sealing/chain.py", "src/alo153/core/keyring.py"), ("tests/core",)
    ),
    "lengths": Room(("src/alo153/channels/sms/length.py",), ("tests/channels",)),
    "menu": Room(("src/alo153/calls/menu/*",), ("tests/calls/menu",)),
    "queue": Room(
        ("src/alo153/calls/queue.py", *_acd("matching.py", "eligibility.py", "ringing.py")),
        ("tests/calls/test_queues.py", *_CALLS),
    ),
    "waiting": Room(_acd("waiting/*", "offering/*"), _CALLS),
    "members": Room(_acd("members/*"), _CALLS),
    "talking": Room(_acd("talking/*", "callers/*"), _CALLS),
    "recording": Room(_acd("recording/*"), _CALLS),
    "supervision": Room(_acd("supervision/*"), _CALLS),
    "sharing": Room(_acd("sharing/*", "recovery/*"), _CALLS),
    "engine": Room(_acd("*.py"), _CALLS),
    "learning": Room(("src/alo153/suggestions/learning/*",), ("tests/suggestions",)),
}


@dataclass(frozen=True)
class Score:
    """What became of the changes of a room."""

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


def score(folder: Path) -> Score:
    """Count what mutmut wrote below a folder; a change that no test runs has survived.

    Raises:
        ValueError: a change was not tried.
    """
    results: dict[str, int | None] = {}
    for file in sorted(folder.rglob("*.meta")):
        results |= json.loads(file.read_text())["exit_code_by_key"]
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

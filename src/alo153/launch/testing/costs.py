"""What a test may cost: a rule for each kind, exceptions with a reason. Pure.

Costs are CPU seconds (user and system, of the test and of what it started) and seconds of
deliberate waiting, in which nothing of the test ran or wanted a core. A busy machine stretches both
a little (caches, hyper-threads), never as it stretches the time on the clock.
"""

from __future__ import annotations

import math
import tomllib
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import NamedTuple

LOAD_FACTOR = 2.0
"""A budget is broken beyond its limit times this: so much do costs vary with our own load."""
MOST_OF_OTHERS = 0.6
"""The share of the cores that others may take while budgets are judged: beyond it, costs grow with
what others do (caches, waiting for programs that wait for a core), and are told alone. Half of it
is ours: programs that left the family, as browsers do, count as others."""


class Limit(NamedTuple):
    """The most a test may take, in seconds."""

    cpu: float
    waiting: float = math.inf


FAST = Limit(cpu=1)
KINDS = {
    "telephony": Limit(cpu=2, waiting=10),
    "contracts": Limit(cpu=2, waiting=10),
    "killed": Limit(cpu=2, waiting=10),
    "journeys": Limit(cpu=8),
}
"""By folder of tests; all others are fast."""


class Exemption(NamedTuple):
    """A limit of its own for one test, or for all of a module or folder, and why."""

    name: str
    limit: Limit
    reason: str


class Cost(NamedTuple):
    """What a test took, in seconds."""

    test: str
    cpu: float
    waiting: float

    def says(self) -> str:
        """Return it for a person."""
        return f"{self.test}: {self.cpu:.2f} CPU s, {self.waiting:.1f} s of waiting"


class ExemptionError(ValueError):
    """The file of exceptions holds one without a reason, or without a limit."""


def usual(test: str) -> Limit:
    """Return the limit of a test by the folder it lies in."""
    folders = test.split("::", maxsplit=1)[0].split("/")
    return next((KINDS[name] for name in folders if name in KINDS), FAST)


def read(path: Path) -> list[Exemption]:
    """Read the file of exceptions. Raises ExemptionError."""
    return [_exemption(row) for row in tomllib.loads(path.read_text()).get("exception", [])]


def _exemption(row: Mapping[str, object]) -> Exemption:
    name, reason = str(row.get("test", "")), str(row.get("reason", "")).strip()
    limits = {key: float(str(row[key])) for key in Limit._fields if key in row}
    if not (name and reason and limits) or row.keys() - {"test", "reason", *Limit._fields}:
        raise ExemptionError(f"{name or row}: an exception names test, reason, cpu or waiting")
    return Exemption(name, usual(name)._replace(**limits), reason)


def limit(test: str, exemptions: Iterable[Exemption]) -> Limit:
    """Return what a test may take: the closest exception counts, else the limit of its kind."""
    ours = [each for each in exemptions if _covers(each, test)]
    return max(ours, key=lambda each: len(each.name)).limit if ours else usual(test)


def broken(costs: Iterable[Cost], exemptions: Iterable[Exemption]) -> list[tuple[Cost, Limit]]:
    """Return who took more than it may, with the limit."""
    exemptions = list(exemptions)
    judged = [(cost, limit(cost.test, exemptions)) for cost in costs]
    return [(cost, most) for cost, most in judged if _exceeds(cost, most, LOAD_FACTOR)]


def needless(costs: Iterable[Cost], exemptions: Iterable[Exemption]) -> list[Exemption]:
    """Return exceptions whose tests ran here and kept the limit of their kind without them."""
    costs = list(costs)
    ran = [(each, [cost for cost in costs if _covers(each, cost.test)]) for each in exemptions]
    return [
        each
        for each, ours in ran
        if ours and not any(_exceeds(cost, usual(cost.test), 1) for cost in ours)
    ]


def _covers(exemption: Exemption, test: str) -> bool:
    """Say whether an exception is for a test: by its name, parameters apart, module or folder."""
    return test == exemption.name or test.startswith(
        tuple(f"{exemption.name}{border}" for border in ("[", "::", "/"))
    )


def _exceeds(cost: Cost, most: Limit, factor: float) -> bool:
    return cost.cpu > most.cpu * factor or cost.waiting > most.waiting * factor

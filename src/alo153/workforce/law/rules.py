"""The law of working time as data: what holds for whom, since when, and where it is written."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any


class Status(StrEnum):
    """A status that decides which rules hold for a person on a day; a person can have several."""

    WORKER = "worker"
    CIVIL_SERVANT = "civil_servant"
    PART_TIME = "part_time"
    PREGNANT = "pregnant"
    NURSING = "nursing"
    MEDICAL_REPORT = "medical_report"
    MINOR = "minor"
    # No health report yet, which women and men need before their first night
    NIGHT_UNEXAMINED = "night_unexamined"


class Key(StrEnum):
    """The quantity that a rule limits; minutes unless the name says otherwise."""

    WEEK_MOST = "week_most"
    DAY_MOST = "day_most"
    NIGHT_MOST = "night_most"
    NIGHT_FORBIDDEN = "night_forbidden"
    NIGHT_WEEKS_MOST = "night_weeks_most"
    REST_LEAST = "rest_least"
    WEEKLY_REST_LEAST = "weekly_rest_least"
    BREAK_UP_TO_4H = "break_up_to_4h"
    BREAK_UP_TO_7H30 = "break_up_to_7h30"
    BREAK_ABOVE = "break_above"
    OVERTIME_FORBIDDEN = "overtime_forbidden"
    NIGHT_OVERTIME_FORBIDDEN = "night_overtime_forbidden"
    OVERTIME_YEAR_MOST = "overtime_year_most"
    OVERTIME_NEEDS_CONSENT = "overtime_needs_consent"


_HIGHEST_IS_STRICTEST = {
    Key.REST_LEAST,
    Key.WEEKLY_REST_LEAST,
    Key.BREAK_UP_TO_4H,
    Key.BREAK_UP_TO_7H30,
    Key.BREAK_ABOVE,
    Key.NIGHT_FORBIDDEN,
    Key.OVERTIME_FORBIDDEN,
    Key.NIGHT_OVERTIME_FORBIDDEN,
    Key.OVERTIME_NEEDS_CONSENT,
}


class LawError(ValueError):
    """A line of the law's file is wrong; the words name the rule and the field."""


@dataclass(frozen=True)
class Rule:
    """One line of the law. ``verified`` says that a person of the city has read the source."""

    key: Key
    value: int
    citation: str
    valid_from: date
    valid_to: date | None = None
    # None: for everybody
    status: Status | None = None
    verified: bool = False

    def holds(self, statuses: frozenset[Status], day: date) -> bool:
        """Tell whether it binds a person of these statuses on a day."""
        in_time = self.valid_from <= day and (self.valid_to is None or day <= self.valid_to)
        return in_time and (self.status is None or self.status in statuses)


@dataclass(frozen=True)
class Law:
    """All rules; the strictest one that holds decides. Every rule is hard: none has an override."""

    rules: tuple[Rule, ...]

    def rule(self, key: Key, statuses: frozenset[Status], day: date) -> Rule | None:
        """Return the strictest rule of a kind for a person on a day; None if there is none."""
        found = [each for each in self.rules if each.key is key and each.holds(statuses, day)]
        strictest = max if key in _HIGHEST_IS_STRICTEST else min
        return strictest(found, key=lambda each: each.value) if found else None

    def limit(self, key: Key, statuses: frozenset[Status], day: date, *, without: int) -> int:
        """Return the strictest value of a kind, ``without`` if nothing limits it."""
        found = self.rule(key, statuses, day)
        return found.value if found else without

    @property
    def unverified(self) -> tuple[Rule, ...]:
        """Return the rules that nobody of the city has confirmed yet."""
        return tuple(each for each in self.rules if not each.verified)


def read(lines: Iterable[Mapping[str, Any]]) -> Law:
    """Return the law from the ``[[rule]]`` tables of a TOML file.

    Raises:
        LawError: a table lacks a field, or has one that is not known.
    """
    return Law(tuple(_rule(number, line) for number, line in enumerate(lines, start=1)))


def _rule(number: int, line: Mapping[str, Any]) -> Rule:
    said = dict(line)
    try:
        rule = Rule(
            key=Key(said.pop("key")),
            value=int(said.pop("value")),
            citation=str(said.pop("citation")),
            valid_from=said.pop("valid_from"),
            valid_to=said.pop("valid_to", None),
            status=Status(said.pop("status")) if "status" in said else None,
            verified=bool(said.pop("verified", False)),
        )
    except (KeyError, ValueError, TypeError) as error:
        raise LawError(f"law.toml, rule {number}: {error}") from error
    if said:
        raise LawError(f"law.toml, rule {number}: unknown {', '.join(said)}")
    for name, day in (("valid_from", rule.valid_from), ("valid_to", rule.valid_to)):
        if type(day) is not date and not (name == "valid_to" and day is None):
            raise LawError(f"law.toml, rule {number}: {name} is no day")
    return rule

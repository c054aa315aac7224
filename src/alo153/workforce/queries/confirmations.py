"""Look-ups of confirmed rules of working time."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from alo153.workforce import lawbook
from alo153.workforce.law.rules import Rule
from alo153.workforce.models import RuleConfirmation


@dataclass(frozen=True)
class Line:
    """A rule of the city's law, and who confirmed it on the page, if somebody did.

    ``number`` is its place in `law.toml`, from 1.
    """

    number: int
    rule: Rule
    confirmation: RuleConfirmation | None

    @property
    def is_open(self) -> bool:
        """Tell whether nobody of the city has confirmed it, in the file or on the page."""
        return not self.rule.verified and self.confirmation is None

    @property
    def words(self) -> str:
        """Return the rule in one line, so that nobody confirms what has changed under them."""
        return " ".join(str(each) for each in line_of(self.rule).values())


def line_of(rule: Rule) -> dict[str, Any]:
    """Return what a confirmation keeps of a rule: another value or source is another rule."""
    return {
        "key": rule.key.value,
        "value": rule.value,
        "status": rule.status.value if rule.status else "",
        "citation": rule.citation,
        "valid_from": rule.valid_from,
        "valid_to": rule.valid_to,
    }


def lines() -> list[Line]:
    """Return all rules of the city in the order of their file; one query."""
    rows = RuleConfirmation.objects.select_related("confirmed_by")
    known = {_key(_row(each)): each for each in rows}
    rules = lawbook.of_city().rules
    return [
        Line(number, rule, known.get(_key(line_of(rule))))
        for number, rule in enumerate(rules, start=1)
    ]


def open_rules() -> list[Rule]:
    """Return the rules that nobody of the city has confirmed; one query."""
    return [each.rule for each in lines() if each.is_open]


def _row(row: RuleConfirmation) -> dict[str, Any]:
    fields = ("key", "value", "status", "citation", "valid_from", "valid_to")
    return {field: getattr(row, field) for field in fields}


def _key(line: dict[str, Any]) -> tuple[Any, ...]:
    return tuple(line[field] for field in sorted(line))

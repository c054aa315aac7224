"""What the law says, in words for people."""

from collections.abc import Iterable, Mapping
from typing import Any

from django.utils.translation import gettext_lazy as _

from alo153.workforce.law.check import OVERLAP, Breach
from alo153.workforce.law.rules import Key
from alo153.workforce.queries.judging import ON_LEAVE

_WORDS: Mapping[str, Any] = {
    OVERLAP: _("Two shifts at the same time."),
    ON_LEAVE: _("This person is on leave."),
    Key.WEEK_MOST: _("More than 45 hours in the week."),
    Key.DAY_MOST: _("Too many hours in one day."),
    Key.NIGHT_MOST: _("More than seven and a half hours of night work."),
    Key.NIGHT_FORBIDDEN: _("No night work for this person."),
    Key.NIGHT_WEEKS_MOST: _("A second week of nights in a row."),
    Key.REST_LEAST: _("Less than 11 hours of rest between two shifts."),
    Key.WEEKLY_REST_LEAST: _("No weekly rest of 24 hours within seven days."),
    Key.BREAK_UP_TO_4H: _("The break is too short."),
    Key.BREAK_UP_TO_7H30: _("The break is too short."),
    Key.BREAK_ABOVE: _("The break is too short."),
    Key.OVERTIME_FORBIDDEN: _("No overtime for this person."),
    Key.NIGHT_OVERTIME_FORBIDDEN: _("No overtime at night."),
    Key.OVERTIME_YEAR_MOST: _("More than 270 hours of overtime in the year."),
    Key.OVERTIME_NEEDS_CONSENT: _("No written consent to overtime."),
}


def told(breaches: Iterable[Breach]) -> list[dict[str, Any]]:
    """Return each breach once, in words, with where it is written and whether that was verified."""
    found: dict[str, dict[str, Any]] = {}
    for each in breaches:
        found.setdefault(
            each.key,
            {
                "words": _WORDS[each.key],
                "citation": each.citation,
                "unverified": each.rule is not None and not each.rule.verified,
                "day": each.day,
            },
        )
    return list(found.values())

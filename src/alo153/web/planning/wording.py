"""What the law says, in words for people."""

from collections.abc import Collection, Iterable, Mapping
from typing import Any

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from alo153.workforce.law.check import OVERLAP, Breach
from alo153.workforce.law.rules import Key, Rule
from alo153.workforce.queries.judging import ON_LEAVE

DAYS_PUBLISHED = _("A published roster has one of these days. Make a new version of it instead.")

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

_MEANINGS: Mapping[Key, Any] = {
    Key.WEEK_MOST: _("Most minutes of work in a week"),
    Key.DAY_MOST: _("Most minutes of work in a day"),
    Key.NIGHT_MOST: _("Most minutes of work in a night shift"),
    Key.NIGHT_FORBIDDEN: _("No night work"),
    Key.NIGHT_WEEKS_MOST: _("Most weeks of nights in a row"),
    Key.REST_LEAST: _("Least minutes of rest between two shifts"),
    Key.WEEKLY_REST_LEAST: _("Least minutes of rest within seven days"),
    Key.BREAK_UP_TO_4H: _("Least break, up to four hours of work"),
    Key.BREAK_UP_TO_7H30: _("Least break, up to seven and a half hours of work"),
    Key.BREAK_ABOVE: _("Least break, above seven and a half hours of work"),
    Key.OVERTIME_FORBIDDEN: _("No overtime"),
    Key.NIGHT_OVERTIME_FORBIDDEN: _("No overtime in night shifts"),
    Key.OVERTIME_YEAR_MOST: _("Most minutes of overtime in a year"),
    Key.OVERTIME_NEEDS_CONSENT: _("Overtime only with consent in writing"),
}


def meaning(key: Key) -> Any:
    """Return what a kind of rule limits."""
    return _MEANINGS[key]


def told(
    breaches: Iterable[Breach], open_rules: Collection[Rule] | None = None
) -> list[dict[str, Any]]:
    """Return each breach once, in words, with where it is written and whether that was confirmed.

    Args:
        open_rules: what nobody of the city has confirmed; None: it is not said.
    """
    found: dict[str, dict[str, Any]] = {}
    for each in breaches:
        found.setdefault(
            each.key,
            {
                "words": _WORDS[each.key],
                "citation": each.citation,
                "unverified": each.rule in (open_rules or ()),
                "day": each.day,
            },
        )
    return list(found.values())


def refusal(breaches: Iterable[tuple[int, Breach]]) -> str:
    """Return why the law refuses, in one line, with its sources."""
    found = told(breach for _who, breach in breaches)
    reasons = " ".join(
        f"{each['words']} ({each['citation']})" if each["citation"] else str(each["words"])
        for each in found
    )
    return gettext("The law does not allow this: %(reasons)s") % {"reasons": reasons}

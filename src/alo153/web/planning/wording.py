"""The law's rules, in words for people."""

from collections.abc import Collection, Iterable, Mapping
from datetime import date
from typing import Any

from django.utils import formats
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from alo153.accounts import queries as accounts
from alo153.accounts.models import User
from alo153.workforce import actions
from alo153.workforce.law.check import OVERLAP, Breach
from alo153.workforce.law.rules import Key, Rule
from alo153.workforce.models import ShiftType
from alo153.workforce.models.bids import TOO_LATE
from alo153.workforce.queries.judging import HAS_SHIFT, NO_CONTRACT, ON_LEAVE

DAYS_PUBLISHED = _("A published roster has one of these days. Make a new version of it instead.")

_MOST_NAMED = 5
_OUTDATED = _(
    "A swap or agreed overtime has made a newer version since. Discard this draft, make a "
    "new version, and change it there."
)
_WORDS: Mapping[str, Any] = {
    OVERLAP: _("Two shifts at the same time."),
    ON_LEAVE: _("This person is on leave."),
    HAS_SHIFT: _("This person has a shift on one of these days."),
    NO_CONTRACT: _("This person has no contract on this day."),
    TOO_LATE: _("The work began before the shift could be awarded."),
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


def cause(key: str) -> Any:
    """Return why a bid was refused."""
    return _WORDS[key]


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
    """Return why the law refuses what was asked for one person, in one line, with its sources."""
    return _refused([_cited(each) for each in told(breach for _who, breach in breaches)])


def refusal_of_roster(breaches: Iterable[tuple[int, Breach]]) -> str:
    """Return why the law refuses a roster: who, on which day, by which rule. One query.

    The first few are named, by day; the rest is counted.
    """
    found = sorted(set(breaches), key=lambda each: (each[1].day, each[0], each[1].key))
    names = accounts.names_of({who for who, _breach in found[:_MOST_NAMED]})
    lines = [
        f"{names[who]}, {formats.date_format(breach.day, 'j F l')}: {_cited(each)}"
        for who, breach in found[:_MOST_NAMED]
        for each in told([breach])
    ]
    if more := len(found) - len(lines):
        lines.append(gettext("And %(number)s more.") % {"number": more})
    return _refused(lines)


def _refused(reasons: Iterable[str]) -> str:
    return gettext("The law does not allow this: %(reasons)s") % {"reasons": " ".join(reasons)}


def _cited(said: Mapping[str, Any]) -> str:
    return f"{said['words']} ({said['citation']})" if said["citation"] else str(said["words"])


def replaced(user: User, day: date, before: ShiftType, after: ShiftType) -> str:
    """Return which shift takes the place of which other one."""
    return gettext("%(name)s, %(day)s: %(shift)s in place of %(replaced)s") % {
        "name": user.full_name,
        "day": formats.date_format(day, "WEEKDAY_FORMAT"),
        "shift": after.name,
        "replaced": before.name,
    }


REFUSALS = (
    actions.ChangedMeanwhile,
    actions.ChangesBeside,
    actions.DaysPublished,
    actions.DraftExists,
    actions.NotADraft,
    actions.Outdated,
    actions.PastDay,
    actions.Unlawful,
)
"""The refusals of verbs on a roster; `why_not` has the words."""
_REFUSED: Mapping[type[Exception], Any] = {
    actions.ChangesBeside: _(
        "The new version has other changes as well. "
        "Look at them, and publish all if they are meant."
    ),
    actions.DaysPublished: DAYS_PUBLISHED,
    actions.DraftExists: _("A new version is open already."),
    actions.NotADraft: _("This version is published and stays as it is."),
    actions.Outdated: _OUTDATED,
    actions.PastDay: _(
        "This day has passed. It stays as it was published; choose a day from today on."
    ),
}


def why_not(refused: Exception) -> str:
    """Return the words for one of `REFUSALS`."""
    if isinstance(refused, actions.Unlawful):
        return refusal_of_roster(refused.breaches)
    if not isinstance(refused, actions.ChangedMeanwhile):
        return str(_REFUSED[type(refused)])
    if refused.by is None:
        return gettext("This day has changed since you opened it. Look at it again.")
    said = gettext("%(name)s has changed this day meanwhile. Look at it again.")
    return said % {"name": refused.by.full_name}

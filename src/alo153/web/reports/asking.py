"""The form of a report: it is in the address, so that a link shows the same report."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from enum import StrEnum
from typing import Any, Final, cast

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from alo153.city import queries as city
from alo153.reports.figures.catalog import FIGURES, Subject, figures_of
from alo153.reports.figures.sums import nearest_limit
from alo153.reports.models.contacts import WAIT_LIMITS
from alo153.reports.queries import naming
from alo153.reports.queries.asked import (
    DIMENSION_LABELS,
    DIMENSIONS,
    GRAIN_LABELS,
    LONGEST_DAYS,
    Asked,
    Compared,
    Grain,
)

_FIRST: Final = date(1990, 1, 1)
_LAST: Final = date(2999, 12, 31)
"""A year of one digit is a slip of the keyboard, and has no year before it."""
LONGEST: Final = timedelta(days=1_100)


class Range(StrEnum):
    """The days of a report: by date, or counted from the day on which it is read."""

    OWN = "own"
    TODAY = "today"
    YESTERDAY = "yesterday"
    SEVEN_DAYS = "7"
    THIRTY_DAYS = "30"
    MONTH = "month"
    LAST_MONTH = "last_month"
    YEAR = "year"
    LAST_YEAR = "last_year"


RANGE_LABELS: Final = {
    Range.SEVEN_DAYS: _("last 7 days"),
    Range.THIRTY_DAYS: _("last 30 days"),
    Range.TODAY: _("today"),
    Range.YESTERDAY: _("yesterday"),
    Range.MONTH: _("this month"),
    Range.LAST_MONTH: _("last month"),
    Range.YEAR: _("this year"),
    Range.LAST_YEAR: _("last year"),
    Range.OWN: _("days of one's own"),
}
_USUAL: Final = {
    Subject.CONTACTS: (
        "offered",
        "answered",
        "abandoned",
        "service_level_strict",
        "speed_of_answer",
        "handling_time",
        "occupancy",
        "transfers",
    ),
    Subject.MATTERS: (
        "opened",
        "closed",
        "open_cases",
        "time_to_answer",
        "confirmed_resolution",
        "objections",
        "returned",
        "overdue",
    ),
}
SUBJECT_LABELS: Final = {
    Subject.CONTACTS: _("Contacts and agents"),
    Subject.MATTERS: _("Applications and questions"),
}
_COMPARED: Final = [
    (Compared.NOTHING.value, _("nothing")),
    (Compared.WEEK.value, _("the week before")),
    (Compared.YEAR.value, _("the year before")),
]


class ReportForm(forms.Form):
    """The choice of a report; without a choice the contacts of the last seven days."""

    subject = forms.ChoiceField(
        label=_("About"), choices=[(each.value, SUBJECT_LABELS[each]) for each in Subject]
    )
    range = forms.ChoiceField(label=_("Days"), choices=list(RANGE_LABELS.items()))
    since = forms.DateField(label=_("From"), widget=forms.DateInput({"type": "date"}, "%Y-%m-%d"))
    until = forms.DateField(label=_("To"), widget=forms.DateInput({"type": "date"}, "%Y-%m-%d"))
    by = forms.ChoiceField(label=_("Rows"))
    compared = forms.ChoiceField(label=_("Compared with"), choices=_COMPARED, required=False)
    within = forms.TypedChoiceField(label=_("Answered within"), coerce=int, required=False)
    figures = forms.MultipleChoiceField(
        label=_("Figures"), required=False, widget=forms.CheckboxSelectMultiple
    )

    def __init__(self, typed: Mapping[str, Any], *, today: date) -> None:
        self.of = _subject(typed.get("subject"))
        super().__init__(_filled(typed, self.of, today))
        self._choose("by", _by(self.of))
        self._choose("within", [(n, gettext("%(n)s s") % {"n": n}) for n in WAIT_LIMITS])
        own = [each for each in FIGURES if each.subject is self.of]
        self._choose("figures", [(each.key, each.label) for each in own])
        for dimension in DIMENSIONS[self.of]:
            self.fields[dimension] = forms.ChoiceField(
                label=DIMENSION_LABELS[dimension],
                required=False,
                choices=[("", _("all")), *naming.choices(dimension, str(typed.get(dimension, "")))],
            )

    def _choose(self, name: str, choices: Sequence[tuple[Any, Any]]) -> None:
        cast(forms.ChoiceField, self.fields[name]).choices = choices

    @property
    def filters(self) -> list[forms.BoundField]:
        """Return the fields that narrow the report."""
        return [self[name] for name in DIMENSIONS[self.of]]

    def clean(self) -> dict[str, Any]:
        """See that the range has an order and that somebody could read its rows."""
        cleaned = super().clean() or {}
        since, until = cleaned.get("since"), cleaned.get("until")
        if since and until:
            self._check_range(since, until, str(cleaned.get("by", "")))
        return cleaned

    def _check_range(self, since: date, until: date, by: str) -> None:
        if since < _FIRST:
            self.add_error("since", _("Nothing was counted so early. Choose a later first day."))
        elif until > _LAST:
            self.add_error("until", _("This day is too far ahead. Choose an earlier one."))
        elif until < since:
            self.add_error("until", _("The last day is before the first one. Choose a later day."))
        elif until - since > LONGEST:
            self.add_error("since", _("At most three years fit. Choose a later first day."))
        elif by in LONGEST_DAYS and (until - since).days >= LONGEST_DAYS[Grain(by)]:
            words = _(
                "At most %(days)s days fit with these rows. Choose fewer days, or rows by day."
            )
            self.add_error("by", words % {"days": LONGEST_DAYS[Grain(by)]})

    @property
    def asked(self) -> Asked:
        """Return the question of a valid form."""
        said = self.cleaned_data
        by = said["by"]
        is_time, times = by in set(Grain), city.center_times()
        return Asked(
            subject=self.of,
            since=said["since"],
            until=said["until"],
            grain=Grain(by) if is_time else Grain.DAY,
            dimension="" if is_time else by,
            filters=_narrowed(said, self.of),
            figures=figures_of(said["figures"] or _USUAL[self.of]),
            within=said["within"] or nearest_limit(times.answer_within_seconds),
            short=nearest_limit(times.short_abandon_seconds),
        )

    @property
    def comparison(self) -> Compared:
        """Return with what a valid form compares."""
        return Compared(self.cleaned_data["compared"] if not self.has_no_week_before else "")

    @property
    def has_no_week_before(self) -> bool:
        """Tell whether a valid form compares months with the week before: no row would match."""
        said = self.cleaned_data
        return bool(said["by"] == Grain.MONTH and said["compared"] == Compared.WEEK)


def days_of(chosen: Range, today: date) -> tuple[date, date]:
    """Return the first and the last day of a range, both included."""
    month, year = today.replace(day=1), today.replace(month=1, day=1)
    before = month - timedelta(days=1)
    return {
        Range.OWN: (today - timedelta(days=6), today),
        Range.TODAY: (today, today),
        Range.YESTERDAY: (today - timedelta(days=1), today - timedelta(days=1)),
        Range.SEVEN_DAYS: (today - timedelta(days=6), today),
        Range.THIRTY_DAYS: (today - timedelta(days=29), today),
        Range.MONTH: (month, today),
        Range.LAST_MONTH: (before.replace(day=1), before),
        Range.YEAR: (year, today),
        Range.LAST_YEAR: (year.replace(year=year.year - 1), year - timedelta(days=1)),
    }[chosen]


def last_whole_day(typed: Mapping[str, Any], today: date) -> date:
    """Return the day that a report counts its days from when it is sent in the morning of a day.

    Of a range that ends with the day on which it is read this is the day before: a weekly report
    would else have the night of each Monday alone, and the month its first hours.
    """
    ends_today = {Range.SEVEN_DAYS, Range.THIRTY_DAYS, Range.MONTH, Range.YEAR}
    chosen = _days({name: typed[name] for name in typed if typed.get(name)}, today)["range"]
    return today - timedelta(days=1) if chosen in ends_today else today


def _days(given: Mapping[str, Any], today: date) -> Mapping[str, Any]:
    """Return range, first and last day: dates alone mean days of one's own."""
    typed = given.get("range") or (Range.OWN if "since" in given or "until" in given else "7")
    if typed not in set(Range):
        return {"range": typed}
    chosen = Range(typed)
    since, until = days_of(chosen, today)
    if chosen is Range.OWN:
        return {
            "range": chosen,
            "since": given.get("since", since),
            "until": given.get("until", until),
        }
    return {"range": chosen, "since": since, "until": until}


def _subject(typed: Any) -> Subject:
    return Subject(typed) if typed in set(Subject) else Subject.CONTACTS


def _by(subject: Subject) -> list[tuple[str, Any]]:
    grains = [
        (each.value, GRAIN_LABELS[each])
        for each in Grain
        if subject is Subject.CONTACTS or each not in LONGEST_DAYS
    ]
    return [*grains, *((name, DIMENSION_LABELS[name]) for name in DIMENSIONS[subject])]


def _filled(typed: Mapping[str, Any], subject: Subject, today: date) -> Mapping[str, Any]:
    """Return what was typed, with the usual where nothing was; unknown words stay and are told."""
    usual: dict[str, Any] = {
        "subject": subject.value,
        "by": Grain.DAY.value,
        "within": nearest_limit(city.center_times().answer_within_seconds),
        "figures": list(_USUAL[subject]),
    }
    given = {name: typed[name] for name in typed if typed.get(name)}
    given |= _days(given, today)
    if "figures" in given and hasattr(typed, "getlist"):
        given["figures"] = typed.getlist("figures")
    own = {each.key for each in FIGURES if each.subject is subject}
    given["figures"] = [key for key in given.get("figures", []) if key in own] or usual["figures"]
    if given.get("by") not in {None, *(name for name, _label in _by(subject))}:
        del given["by"]
    return usual | given


def _narrowed(said: Mapping[str, Any], subject: Subject) -> Mapping[str, str | int]:
    texts = {"queue", "channel", "kind"}
    return {
        name: said[name] if name in texts else int(said[name])
        for name in DIMENSIONS[subject]
        if said.get(name)
    }

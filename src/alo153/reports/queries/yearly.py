"""The report of a year: what the center did, and what Law 4982 asks for, as tables."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from typing import Final

from django.db.models import Sum
from django.utils.translation import gettext as _

from alo153.citizens.channel import Channel
from alo153.city.models import CaseKind
from alo153.city.queries.current import kinds_now
from alo153.reports.figures.catalog import Subject, figures_of
from alo153.reports.models import MatterDay
from alo153.reports.queries.asked import DIMENSION_LABELS, GRAIN_LABELS, Asked, Compared, Grain
from alo153.reports.queries.table import Table, build

INFORMATION_LAW: Final = "4982"
_CONTACTS: Final = (
    "contacts",
    "offered",
    "answered",
    "abandon_rate",
    "service_level_strict",
    "speed_of_answer",
    "handling_time",
    "rating",
)
_CALLS: Final = _CONTACTS[1:]
"""A call is in no queue yet when it begins."""
_MATTERS: Final = (
    "opened",
    "closed",
    "open_cases",
    "time_to_answer",
    "time_to_relay",
    "confirmed_resolution",
    "objections",
    "returned",
    "overdue",
)
_LONGEST: Final = 30
"""Rows of a table by topic or place: the largest ones."""


@dataclass(frozen=True)
class Section:
    """One table of the yearly report."""

    title: str
    table: Table


@dataclass(frozen=True)
class Disclosure:
    """One line of the report of Law 4982, art. 30."""

    letter: str
    label: str
    count: int


def sections(year: int, *, within: int, short: int) -> list[Section]:
    """Return the tables of a year, next to the year before; some queries of daily facts."""
    asked = Asked(
        subject=Subject.CONTACTS,
        since=date(year, 1, 1),
        until=date(year, 12, 31),
        grain=Grain.MONTH,
        figures=figures_of(_CONTACTS),
        within=within,
        short=short,
    )
    calls = replace(asked, figures=figures_of(_CALLS), filters={"channel": Channel.PHONE})
    matters = replace(asked, subject=Subject.MATTERS, figures=figures_of(_MATTERS))
    return [
        _section(_("Contacts by month"), asked, ""),
        _section(_("Contacts by channel"), asked, "channel"),
        _section(_("Calls by queue"), calls, "queue"),
        _section(_("Applications by month"), matters, ""),
        _section(_("Applications by unit"), matters, "unit"),
        _section(_("Applications by topic"), matters, "topic"),
        _section(_("Applications by district"), matters, "district"),
        _section(_("Applications by channel"), matters, "channel"),
    ]


def tells_disclosures() -> bool:
    """Tell whether the city takes applications under Law 4982, which other countries have not."""
    return any(INFORMATION_LAW in kind.law for kind in kinds_now().values())


def disclosures(year: int) -> list[Disclosure]:
    """Return what an authority reports to the review board for access to information; one query.

    Source: Law 4982, art. 30: applications, granted, refused, granted after secret parts were taken
    out, and objections. What was passed on, withdrawn or is open is below, so that the sum can
    be checked.
    """
    kinds = CaseKind.objects.filter(law__contains=INFORMATION_LAW).values_list("pk", flat=True)
    facts = MatterDay.objects.filter(kind__in=list(kinds), day__year=year)
    sums = facts.aggregate(
        **{f"n_{name}": Sum(name, default=0) for _letter, _label, name in _disclosed()}
    )
    return [Disclosure(letter, label, sums[f"n_{name}"]) for letter, label, name in _disclosed()]


def _disclosed() -> list[tuple[str, str, str]]:
    """Return letter of the law, words and column of each line."""
    return [
        ("a", _("Applications for information"), "opened"),
        ("b", _("Granted"), "came_to_done"),
        ("c", _("Refused"), "came_to_refused"),
        ("d", _("Granted in part, or after secret parts were taken out"), "came_to_partly"),
        ("e", _("Objections"), "objected"),
        ("", _("Passed on to the responsible body"), "came_to_not_ours"),
        ("", _("Not found"), "came_to_not_found"),
        ("", _("Withdrawn: costs not paid"), "withdrawn"),
        ("", _("Answered after the time of the law"), "closed_late"),
    ]


def _section(title: str, asked: Asked, dimension: str) -> Section:
    asked = replace(asked, dimension=dimension)
    head = DIMENSION_LABELS[dimension] if dimension else GRAIN_LABELS[Grain.MONTH]
    table = build(asked, Compared.YEAR, str(head))
    return Section(title, _largest(table) if dimension else table)


def _largest(table: Table) -> Table:
    """Keep the largest rows by the first figure."""
    by_size = sorted(table.lines, key=lambda line: -(line.cells[0].value or 0))
    return replace(table, lines=by_size[:_LONGEST])

"""The planner's grid: people x days, what is wanted, what the law says; one cell open at a time."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from alo153.accounts import queries as accounts
from alo153.accounts.models import User
from alo153.web.kit.access import StaffRequest, requires
from alo153.web.kit.typed_numbers import whole_number
from alo153.web.planning import wording
from alo153.workforce import cover, posing, queries
from alo153.workforce.law.rules import Rule
from alo153.workforce.models import Roster, Shift, ShiftBreak
from alo153.workforce.permissions import PLAN_SHIFTS
from alo153.workforce.queries import confirmations, fairness, leaves, wishes
from alo153.workforce.queries.fairness import NOBODY, Share, Strip
from alo153.workforce.queries.judging import Judgment, known_of


@dataclass(frozen=True)
class Cell:
    """One day of one person."""

    key: str
    day: date
    shift: Shift | None
    away: bool
    broken: bool
    weekend: bool

    @property
    def classes(self) -> str:
        """Return how it looks."""
        return " ".join(["is-weekend"] * self.weekend + ["is-broken"] * self.broken)

    @property
    def label(self) -> str:
        """Return the day as it is read aloud."""
        return f"{self.day.day}.{self.day.month}"

    @property
    def word(self) -> str:
        """Return what the day has, with a mark if it is not lawful."""
        said = self.shift.type.name if self.shift else self.away_word or "·"
        return f"{said} !" if self.broken else said

    @property
    def seen(self) -> str:
        """Return what the day has as a page sends it back: the key of its shift type."""
        return str(self.shift.type_id) if self.shift else ""

    @property
    def pause(self) -> ShiftBreak | None:
        """Return the break of a published shift."""
        return self.shift.pause if self.shift else None

    @property
    def away_word(self) -> str:
        """Return the word for leave, if it is that."""
        return _("leave") if self.away else ""


@dataclass(frozen=True)
class Row:
    """One person's days, with what they add up to, and their share of the year."""

    user: User
    cells: list[Cell]
    hours: float
    nights: int
    weekends: int
    share: Share


@requires(PLAN_SHIFTS)
@require_safe
def show(request: StaffRequest, roster: int) -> HttpResponse:
    """Show a roster; `cell` opens a day of a person, with what may lawfully be given there."""
    found = roster_or_404(request, roster)
    open_rules = confirmations.open_rules()
    strip = fairness.with_roster(found)
    context = {
        "roster": found,
        "run": queries.run_of(found),
        "rows": rows_of(found, strip),
        "strip": strip,
        "dates": found.dates,
        "cover": cover.by_day(found),
        "unverified": open_rules,
        "topic": posing.topic(found),
        "wishes": wishes.total(wishes.of_roster(found)),
        "waiting": leaves.waiting(request.user, found.first_date, found.last_date),
        "opened": _opened(found, request.GET.get("cell", ""), open_rules),
    }
    return render(request, "planning/roster/page.html", context)


def roster_or_404(request: StaffRequest, key: int) -> Roster:
    """Return a roster of the page."""
    try:
        return queries.roster_of(request.user, key)
    except Roster.DoesNotExist as error:
        raise Http404 from error


def rows_of(roster: Roster, strip: Strip = NOBODY) -> list[Row]:
    """Return the days of people with a contract, and of people who have shifts without one.

    Args:
        strip: the shares of the year, if they are shown.
    """
    contracts = queries.contracts_within(roster.first_date, roster.last_date)
    users = {key: each.user for key, each in contracts.items()}
    shifts: dict[tuple[int, date], Shift] = {}
    for row in roster.shifts.select_related("type", "user").prefetch_related("breaks"):
        users.setdefault(row.user_id, row.user)
        shifts[row.user_id, row.day] = row
    away = queries.leave_between(roster.first_date, roster.last_date)
    judgments = queries.judgments(roster)
    return [
        _row(roster, user, shifts, away.get(key, frozenset()), judgments.get(key), strip.of(key))
        for key, user in users.items()
    ]


def _row(
    roster: Roster,
    user: User,
    shifts: dict[tuple[int, date], Shift],
    away: frozenset[date],
    judgment: Judgment | None,
    share: Share,
) -> Row:
    broken = judgment.days if judgment else frozenset()
    cells = [
        Cell(
            key=f"{user.pk}-{day.isoformat()}",
            day=day,
            shift=shifts.get((user.pk, day)),
            away=day in away,
            broken=day in broken,
            weekend=day.weekday() >= 5,  # noqa: PLR2004 - Saturday
        )
        for day in roster.dates
    ]
    worked = [queries.as_law(each.shift) for each in cells if each.shift]
    return Row(
        user=user,
        cells=cells,
        hours=sum(each.work for each in worked) / 60,
        nights=sum(each.is_night for each in worked),
        weekends=sum(each.weekend and each.shift is not None for each in cells),
        share=share,
    )


def _opened(roster: Roster, cell: str, open_rules: Collection[Rule]) -> dict[str, Any] | None:
    """Return the open day with every shift type and what the law would say to it."""
    place = read_cell(roster, cell) if roster.is_draft else None
    if place is None:
        return None
    user, day = place
    month = _of(roster, user)
    now = next((each for each in month if each.day == day), None)
    others = [queries.as_law(each) for each in month if each.day != day]
    law, agreed = known_of(roster, [user.pk]), posing.agreed_in(roster)
    choices = []
    for each in queries.shift_types():
        tried = posing.as_agreed(posing.shift_of(roster, user, day, each), agreed)
        breaches = law.judged(user.pk, [*others, queries.as_law(tried)]).breaches
        choices.append({"type": each, "breaches": wording.told(breaches, open_rules)})
    wish = wishes.of_day(user, day)
    return {
        "user": user,
        "day": day,
        "cell": cell,
        "now": now,
        "seen": now.type_id if now else "",
        "choices": choices,
        "wish": wish,
    }


def _of(roster: Roster, user: User) -> list[Shift]:
    return list(roster.shifts.filter(user=user).select_related("type"))


def read_cell(roster: Roster, cell: str) -> tuple[User, date] | None:
    """Return person and day of a cell's key; None for what is none of this roster."""
    key, _, said = cell.partition("-")
    try:
        day = date.fromisoformat(said)
    except ValueError:
        return None
    if day not in roster.dates:
        return None
    user = accounts.person(whole_number(key) or 0)
    return (user, day) if user else None

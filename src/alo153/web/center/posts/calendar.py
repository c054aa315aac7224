"""The calendar of posts: a month at the desk, a list of its days on a phone."""

from calendar import Calendar
from collections import defaultdict
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import TYPE_CHECKING, Final

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from alo153.citizens.channel import Channel
from alo153.city import queries as city
from alo153.core import clock
from alo153.publishing import queries
from alo153.publishing.models import Post
from alo153.publishing.outlets import LABELS
from alo153.publishing.permissions import APPROVE_POSTS, WRITE_POSTS
from alo153.web.center.posts import wording
from alo153.web.kit.access import StaffRequest, requires

if TYPE_CHECKING:
    from django_stubs_ext import StrPromise

MONDAY: Final = 0
_YEARS: Final = range(2000, 2200)


@dataclass(frozen=True, kw_only=True)
class Entry:
    """A post in the calendar."""

    post: Post
    state: "StrPromise"
    look: tuple[str, str]
    at: datetime

    @property
    def places(self) -> list["StrPromise"]:
        """Return where it appears."""
        return [LABELS[Channel(each.channel)] for each in queries.in_order(self.post)]


@dataclass(frozen=True, kw_only=True)
class Day:
    """A day of the calendar, with its posts."""

    date: date
    entries: list[Entry]
    is_today: bool
    is_of_month: bool


@requires(WRITE_POSTS, APPROVE_POSTS)
@require_safe
def posts(request: StaffRequest) -> HttpResponse:
    """Show a month, and on top of it what waits for the reader."""
    today = city.today(clock.now())
    month = _month(request.GET.get("month", "")) or today.replace(day=1)
    to_do = [_entry(each) for each in queries.to_do(request.user)[:50]]
    context = {
        "month": month,
        "before": (month - timedelta(days=1)).replace(day=1),
        "after": (month + timedelta(days=31)).replace(day=1),
        "weeks": _weeks(month, today),
        "to_do": to_do,
        "as_list": request.GET.get("view") == "list",
    }
    return render(request, "media/calendar.html", context)


def _month(given: str) -> date | None:
    """Return the first day of a month that is written as 2026-11; nothing if it is not one."""
    try:
        found = date.fromisoformat(f"{given}-01")
    except ValueError:
        return None
    return found if found.year in _YEARS else None


def _weeks(month: date, today: date) -> list[list[Day]]:
    weeks = Calendar(MONDAY).monthdatescalendar(month.year, month.month)
    by_day: dict[date, list[Entry]] = defaultdict(list)
    for each in queries.between(_begin(weeks[0][0]), _begin(weeks[-1][-1] + timedelta(days=1))):
        entry = _entry(each)
        by_day[entry.at.date()].append(entry)
    return [
        [
            Day(
                date=day,
                entries=by_day[day],
                is_today=day == today,
                is_of_month=day.month == month.month,
            )
            for day in week
        ]
        for week in weeks
    ]


def _begin(day: date) -> datetime:
    return datetime.combine(day, time(), city.zone())


def _entry(post: Post) -> Entry:
    whole, state = wording.whole_state(post)
    return Entry(post=post, state=state, look=wording.look_of(whole), at=city.local(post.shown_at))

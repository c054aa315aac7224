"""The plan against what was: computed anew from agents' states and the version in force."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db.models import Q

from alo153.accounts.models import User
from alo153.calls.call_words import NOT_SEEN, AgentState
from alo153.calls.models import AgentSession, AgentStateSpan
from alo153.workforce import queries
from alo153.workforce.models import Shift
from alo153.workforce.queries import deviations

HERE = frozenset(AgentState) - {AgentState.OFFLINE, AgentState.NOT_ANSWERING}
"""States in which somebody is at work; an agent who does not answer may have left."""
GRACE = timedelta(minutes=15)
"""A person who is away for longer, expected and not excused, is not counted on."""
_DAY = timedelta(days=1)
_LONGEST = timedelta(days=2)
"""Nobody is at work longer without a change of state."""
Stretch = tuple[datetime, datetime]


@dataclass(frozen=True)
class Presence:
    """A person's adherence to a shift, until now."""

    shift: Shift
    planned: timedelta
    present: timedelta
    came_at: datetime | None
    is_here: bool

    @property
    def share(self) -> int | None:
        """Return the per cent of the planned time that was kept; the break is allowed for."""
        planned = self.planned
        return round(100 * min(self.present / planned, 1)) if planned else None


@dataclass(frozen=True)
class Expected:
    """The people who should be here now, and the missing ones of them."""

    shifts: Sequence[Shift]
    missing: Sequence[Shift]

    @property
    def missing_names(self) -> str:
        """Return who is not, for people."""
        return ", ".join(each.user.full_name for each in self.missing)


def expected_now(at: datetime) -> Expected:
    """Return the people who should be here at an instant, by the versions in force; four queries.

    People on a break and excused people are not expected.
    """
    day = at.date()
    rows = queries.published_on(day - _DAY, day + _DAY).filter(starts_at__lte=at, ends_at__gt=at)
    known = rows.order_by("user__full_name").prefetch_related("breaks")
    explained = deviations.accepted(day - _DAY, day + _DAY)
    shifts = [each for each in known if _is_expected(each, explained, at)]
    here = AgentSession.objects.filter(user__in=[each.user_id for each in shifts])
    present = set(here.filter(state__in=HERE).values_list("user", flat=True))
    return Expected(shifts, [each for each in shifts if each.user_id not in present])


def no_shows(shifts: Iterable[Shift], at: datetime) -> frozenset[int]:
    """Return the keys of the shifts whose people are away beyond the grace; two queries.

    They were expected all that time: not on a break, and not excused.
    """
    since, day = at - GRACE, at.date()
    explained = deviations.accepted(day - _DAY, day + _DAY)
    due = [
        each
        for each in shifts
        if all(_is_expected(each, explained, instant) for instant in (since, at))
    ]
    here = AgentSession.objects.filter(
        Q(state__in=HERE) | Q(since__gt=since), user__in=[each.user_id for each in due]
    )
    counted = set(here.values_list("user", flat=True))
    return frozenset(each.pk for each in due if each.user_id not in counted)


def _is_expected(shift: Shift, explained: Mapping[int, Sequence[Stretch]], at: datetime) -> bool:
    return (
        shift.starts_at <= at < shift.ends_at
        and not _on_break(shift, at)
        and not _covers(explained.get(shift.user_id, ()), at)
    )


def of_day(day: date, at: datetime, *, user: User | None = None) -> list[Presence]:
    """Return how all, or one person, keep to a day's shifts until an instant; four queries."""
    rows = queries.published_on(day, day).prefetch_related("breaks")
    if user:
        rows = rows.filter(user=user)
    shifts = list(rows.order_by("starts_at", "user__full_name"))
    here = _here(shifts, at)
    explained = deviations.accepted(day, day)
    return [_kept(each, here[each.user_id], explained.get(each.user_id, ()), at) for each in shifts]


def _here(shifts: Sequence[Shift], at: datetime) -> dict[int, list[Stretch]]:
    found: dict[int, list[Stretch]] = defaultdict(list)
    if not shifts:
        return found
    first = min(each.starts_at for each in shifts) - timedelta(hours=1)
    last = min(at, max(each.ends_at for each in shifts) + _DAY)
    spans = AgentStateSpan.objects.filter(
        Q(ended_at__isnull=True) | Q(ended_at__gt=first),
        # Whom only the switchboard did not see was at work before, and was there after it
        Q(state__in=HERE) | Q(reason=NOT_SEEN),
        agent__in=[each.user_id for each in shifts],
        # Of a past day only those near it: an index finds them by agent and beginning
        began_at__lt=last,
        began_at__gte=first - _LONGEST,
    )
    for span in spans.order_by("began_at"):
        found[span.agent_id].append((span.began_at, min(span.ended_at or at, at)))
    return found


def _kept(
    shift: Shift, here: Sequence[Stretch], explained: Sequence[Stretch], at: datetime
) -> Presence:
    until = min(at, shift.ends_at)
    inside = [each for each in here if each[1] > shift.starts_at and each[0] < until]
    past = max(until - shift.starts_at, timedelta())
    # What is explained counts neither as planned nor as present
    excused = [_cut(each, (shift.starts_at, until)) for each in explained]
    # Whoever is on a break signs out or pauses; what the break allows is never missing
    break_so_far = _break_until(shift, until, excused)
    missing = sum((each[1] - each[0] for each in excused), timedelta())
    present_there = sum((overlap(inside, each) for each in excused), timedelta())
    return Presence(
        shift=shift,
        planned=max(past - break_so_far - missing, timedelta()),
        present=overlap(inside, (shift.starts_at, until)) - present_there,
        came_at=inside[0][0] if inside else None,
        is_here=any(begin <= at <= end for begin, end in here),
    )


def _cut(stretch: Stretch, within: Stretch) -> Stretch:
    first, last = max(stretch[0], within[0]), min(stretch[1], within[1])
    return first, max(first, last)


def _covers(stretches: Iterable[Stretch], at: datetime) -> bool:
    return any(begin <= at < end for begin, end in stretches)


def _on_break(shift: Shift, at: datetime) -> bool:
    pause = shift.pause
    return pause is not None and pause.starts_at <= at < pause.ends_at


def _break_until(shift: Shift, until: datetime, excused: Sequence[Stretch]) -> timedelta:
    """Return the length of the break outside excused stretches, which count it already."""
    if until == shift.ends_at:
        return timedelta(minutes=shift.break_minutes)
    pause = shift.pause
    if pause is None:
        return timedelta()
    so_far = _cut((pause.starts_at, pause.ends_at), (shift.starts_at, until))
    return so_far[1] - so_far[0] - overlap(excused, so_far)


def overlap(stretches: Iterable[Stretch], within: Stretch) -> timedelta:
    """Return how much of `within` the stretches cover; they do not overlap each other."""
    first, last = within
    parts = (min(end, last) - max(begin, first) for begin, end in stretches)
    return sum((each for each in parts if each > timedelta()), timedelta())

"""Apply a rule to the past of its figure. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime

from alo153.alarms.rules.judging import Limits, Ringing, Step, step

type Series = Iterable[tuple[datetime, float | None]]
"""Values in order of time; each holds until the next."""


@dataclass(frozen=True, kw_only=True)
class Rang:
    """One alarm that would have been; `until` is None while it would ring still."""

    subject: str
    since: datetime
    until: datetime | None
    worst: float


def replayed(limits: Limits, past: Mapping[str, Series]) -> list[Rang]:
    """Return the alarms of some subjects, in order of time."""
    found = [rang for subject, series in past.items() for rang in _of(subject, limits, series)]
    return sorted(found, key=lambda rang: (rang.since, rang.subject))


def _of(subject: str, limits: Limits, series: Series) -> Iterator[Rang]:
    since, worst, calm_since = None, 0.0, None
    for at, value in series:
        # It was calm for long enough before this value came
        if since and calm_since and calm_since + limits.calm <= at:
            until = calm_since + limits.calm
            yield Rang(subject=subject, since=since, until=until, worst=worst)
            since = calm_since = None
        taken = step(limits, Ringing(calm_since) if since else None, value, at)
        if taken is Step.RING and value is not None:
            since, worst, calm_since = at, value, None
        elif since and taken is Step.CLEAR:
            yield Rang(subject=subject, since=since, until=at, worst=worst)
            since = calm_since = None
        elif since:
            calm_since = {Step.SETTLE: at, Step.STIR: None}.get(taken, calm_since)
            worst = worst if value is None else limits.worse(worst, value)
    if since:
        yield Rang(subject=subject, since=since, until=None, worst=worst)

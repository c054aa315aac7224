"""Effects of unusual days: a Poisson regression over level x shape.

Each effect is one factor, which can be told to people: "eve, afternoon: x 0.7".
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

import numpy as np

from alo153.workforce.forecast.calendar import PARTS, Calendar
from alo153.workforce.forecast.history import Floats, History
from alo153.workforce.forecast.profile import profile

RIDGE = 30.0
"""Calls that an effect must explain before it is believed: pulls towards no effect."""
_TURNS = 12
_STILL = 1e-6
_SEEN_DAYS = 5 * 366
_AGAIN = 28


@dataclass(frozen=True)
class Effects:
    """Factors by name; a name is kind and part of the day."""

    names: tuple[str, ...]
    weights: Floats

    def factors(self, day: date, intervals: int, calendar: Calendar) -> Floats:
        """Return by how much each interval of a day differs from an ordinary one."""
        known = {name: place for place, name in enumerate(self.names)}
        logs = np.zeros(intervals)
        for interval in range(intervals):
            names = _names(day, interval * PARTS // intervals, calendar)
            logs[interval] = sum(self.weights[known[name]] for name in names if name in known)
        return np.exp(np.clip(logs, -3, 2))

    def told(self, day: date, calendar: Calendar) -> dict[str, float]:
        """Return the factor of each effect of a day, for people."""
        known = {name: place for place, name in enumerate(self.names)}
        names = [name for part in range(PARTS) for name in _names(day, part, calendar)]
        return {name: float(np.exp(self.weights[known[name]])) for name in names if name in known}


def learn(history: History, calendar: Calendar) -> Effects:
    """Learn effects from what a profile, made without the days it is held against, left over.

    Profiles are made anew every four weeks of the past; what then came is held against them.
    """
    expected = _expected(history, calendar)
    rows = _rows(history, calendar, expected)
    known = sorted({name for row in rows for name in row.names})
    place = {name: index for index, name in enumerate(known)}
    design = np.zeros((len(rows), len(known)))
    for index, row in enumerate(rows):
        design[index, [place[name] for name in row.names]] = 1
    counts = np.array([row.count for row in rows])
    offset = np.array([row.expected for row in rows])
    return Effects(tuple(known), _fit(design, counts, offset))


@dataclass(frozen=True)
class _Row:
    names: Sequence[str]
    count: float
    expected: float


def _expected(history: History, calendar: Calendar) -> Floats:
    expected = np.full_like(history.counts, np.nan)
    first = max(8 * 7, len(history.counts) - _SEEN_DAYS)
    for begin in range(first, len(history.counts), _AGAIN):
        week = profile(history.until(history.first + timedelta(days=begin)), calendar)
        for number in range(begin, min(begin + _AGAIN, len(history.counts))):
            expected[number] = week[(history.first + timedelta(days=number)).weekday()]
    return expected


def _rows(history: History, calendar: Calendar, expected: Floats) -> list[_Row]:
    rows = []
    size = history.intervals // PARTS
    for number, day in enumerate(history.days):
        for part in range(PARTS):
            cut = slice(part * size, (part + 1) * size)
            known = np.isfinite(expected[number, cut]) & np.isfinite(history.counts[number, cut])
            mean = float(expected[number, cut][known].sum())
            if mean > 0:
                count = float(history.counts[number, cut][known].sum())
                rows.append(_Row(_names(day, part, calendar), count, mean))
    return rows


def _names(day: date, part: int, calendar: Calendar) -> list[str]:
    kinds = [f"{kind}, part {part}" for kind in sorted(calendar.kinds(day))]
    return [f"month {day.month}, part {part}", *kinds]


def _fit(design: Floats, counts: Floats, offset: Floats) -> Floats:
    """Return the weights by Newton's method with a ridge (McCullagh and Nelder 1989, 2.5)."""
    weights = np.zeros(design.shape[1])
    for _ in range(_TURNS):
        mean = offset * np.exp(np.clip(design @ weights, -3, 2))
        slope = design.T @ (counts - mean) - RIDGE * weights
        curve = design.T @ (design * mean[:, None]) + RIDGE * np.eye(len(weights))
        step = np.linalg.solve(curve, slope)
        weights = weights + step
        if np.abs(step).max(initial=0) < _STILL:
            break
    return weights

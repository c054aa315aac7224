"""Whose turn it is: the rule by which a desk calls. Pure.

A ticket with priority counts as taken `ahead` earlier, and that alone: it passes only those who
came less than `ahead` before it, so nobody is passed for ever. A ticket that a colleague sent to a
desk waits for that desk while somebody sits there. One whose desk was freed goes before all: it was
called already, and no fault of its own sent it back.
"""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum


class Why(StrEnum):
    """Why this visitor is called, and no other."""

    FIRST = "first"
    PRIORITY = "priority"
    SENT = "sent"
    BACK = "back"


@dataclass(frozen=True, kw_only=True)
class Waiting:
    """A ticket that waits.

    Args:
        key: numbers rise with the time of taking; they decide between two of one instant.
        for_desk: the desk that it was sent to, if any.
        is_back: its desk was freed, and no other has called it since.
    """

    key: int
    letter: str
    taken_at: datetime
    priority: bool = False
    for_desk: int | None = None
    is_back: bool = False


@dataclass(frozen=True, kw_only=True)
class Place:
    """A desk that calls: its number, the letters it serves, and all desks where somebody sits."""

    desk: int
    letters: Collection[str]
    staffed: Collection[int]


def next_of(waiting: Iterable[Waiting], place: Place, *, ahead: timedelta) -> Waiting | None:
    """Return whom a desk calls next; None if nobody waits for it."""
    fitting = [each for each in waiting if _fits(each, place)]
    return min(fitting, key=lambda each: _rank(each, ahead), default=None)


def why(chosen: Waiting, waiting: Iterable[Waiting], place: Place) -> Why:
    """Say why a desk calls this one: sent or back, by priority before others, or first in order."""
    if chosen.for_desk == place.desk:
        return Why.SENT
    if chosen.is_back:
        return Why.BACK
    first = min((each for each in waiting if _fits(each, place)), key=_order, default=chosen)
    return Why.FIRST if first.key == chosen.key else Why.PRIORITY


def before(
    one: Waiting, others: Iterable[Waiting], places: Iterable[Place], *, ahead: timedelta
) -> int:
    """Count who may be called before a ticket, never too few of those who wait now.

    Desks call across letters: the earlier ones count whom a desk may call that may call this one.
    While no desk may, all who are earlier count.
    """
    rank = _rank(one, ahead)
    earlier = [each for each in others if _rank(each, ahead) < rank]
    own = [place for place in places if _fits(one, place)]
    return sum(not own or any(_fits(each, place) for place in own) for each in earlier)


def _fits(each: Waiting, place: Place) -> bool:
    if each.for_desk in place.staffed:
        return each.for_desk == place.desk
    return each.letter in place.letters


def _order(each: Waiting) -> tuple[datetime, int]:
    return each.taken_at, each.key


def _rank(each: Waiting, ahead: timedelta) -> tuple[bool, datetime, int]:
    counted_from = each.taken_at - (ahead if each.priority else timedelta())
    return not each.is_back, counted_from, each.key

"""Whose turn it is: the rule by which a desk calls. Pure.

Routing offers visitors to free desks in this order. A desk calls whoever is first, also one who is
offered to another desk: offers pass nobody.

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
    """Why this visitor is called, or offered to a desk, and no other."""

    FIRST = "first"
    PRIORITY = "priority"
    SENT = "sent"
    BACK = "back"
    # Whoever waited longer is offered to another desk
    OFFERED = "offered"


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
    fitting = [each for each in waiting if fits(each, place)]
    return min(fitting, key=lambda each: _rank(each, ahead), default=None)


def why(chosen: Waiting, waiting: Iterable[Waiting], place: Place) -> Why:
    """Say why a desk calls this one: sent or back, by priority before others, or first in order.

    Without any of these it is offered to the desk, and an earlier one to another.
    """
    if chosen.for_desk == place.desk:
        return Why.SENT
    if chosen.is_back:
        return Why.BACK
    first = min((each for each in waiting if fits(each, place)), key=_order, default=chosen)
    if first.key == chosen.key:
        return Why.FIRST
    return Why.PRIORITY if chosen.priority else Why.OFFERED


def before(
    one: Waiting, others: Iterable[Waiting], places: Iterable[Place], *, ahead: timedelta
) -> int:
    """Count who may be called before a ticket, never too few of those who wait now.

    Desks call across letters: the earlier ones count whom a desk may call that may call this one.
    While no desk may, all who are earlier count.
    """
    rank = _rank(one, ahead)
    earlier = [each for each in others if _rank(each, ahead) < rank]
    own = [place for place in places if fits(one, place)]
    return sum(not own or any(fits(each, place) for place in own) for each in earlier)


def fits(each: Waiting, place: Place) -> bool:
    """Say whether a desk may call a ticket."""
    if each.for_desk in place.staffed:
        return each.for_desk == place.desk
    return each.letter in place.letters


def _order(each: Waiting) -> tuple[datetime, int]:
    return each.taken_at, each.key


def counted_from(each: Waiting, *, ahead: timedelta) -> datetime:
    """Return since when a ticket counts as taken."""
    return each.taken_at - (ahead if each.priority else timedelta())


def _rank(each: Waiting, ahead: timedelta) -> tuple[bool, datetime, int]:
    return not each.is_back, counted_from(each, ahead=ahead), each.key

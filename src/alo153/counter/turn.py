"""The order in which desks call tickets. Pure.

Routing offers visitors to free desks in this order. A desk calls the first ticket, even if it is
offered to another desk: an offer lets no visitor overtake.

Priority has one effect: the ticket counts as taken `ahead` earlier. It passes only tickets taken
less than `ahead` before it, so no ticket is passed for ever. A ticket that a colleague sent to a
desk waits for that desk while a clerk is there. A ticket whose desk was freed goes before all: it
was called already, and its visitor did not cause the return.
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
    """Return why a desk calls this ticket: sent, back, ahead by priority, or first in order.

    Otherwise it is offered to this desk, and an earlier ticket to another desk.
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
    """Count the waiting tickets that may be called before this one: never too few.

    Desks call across letters: an earlier ticket counts if some desk may call both it and this one.
    If no desk may call this one, all earlier tickets count.
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

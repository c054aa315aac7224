"""Applications that a unit gave back because they are not its own."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from alo153.cases import actions
from alo153.cases.models import Case, HandBack, Objection
from alo153.cases.rules.lifecycle import State
from alo153.city import queries as city
from alo153.city.citypack.typed_values import Table
from alo153.intake.lived_in.rooms.moments import When, when
from alo153.intake.lived_in.rooms.room import Room, Staff

_LOOKED_AT: Final = timedelta(minutes=25)
"""Until the center sends it on."""


@dataclass(frozen=True, kw_only=True)
class Return:
    """An application that waits with a unit; without `to` it waits at the center then."""

    unit: str
    worker: str
    when: When
    reason: str
    to: str
    by: str


def _read(root: Table, staff: Staff) -> list[Return]:
    return [_return(each, staff) for each in root.tables("hand_back", "hand_back", required=False)]


def _return(table: Table, staff: Staff) -> Return:
    given = Return(
        unit=table.choice("unit", city.units_now()),
        worker=table.choice("worker", staff),
        when=when(table),
        reason=table.text("reason", longest=300),
        to=table.choice("to", city.units_now(), ""),
        by=table.choice("by", staff, ""),
    )
    if given.to and not given.by:
        table.wrong("by", "is missing", "Say who sends it on")
    table.done()
    return given


def _is_empty() -> bool:
    return not HandBack.objects.exists()


def _fill(returns: Sequence[Return], staff: Staff, now: datetime) -> None:
    for each in returns:
        at = each.when.of(now)
        case = _waiting(each.unit, at)
        # A small demo may have none there
        if case is None:
            continue
        actions.return_not_ours(case=case, reason=each.reason, by=staff[each.worker], at=at)
        if each.to:
            actions.forward(
                case=case,
                to=city.units_now()[each.to],
                reason=each.reason,
                by=staff[each.by],
                at=at + _LOOKED_AT,
            )


def _waiting(unit: str, at: datetime) -> Case | None:
    """Return the newest application that a unit has not accepted yet."""
    waiting = Case.objects.filter(
        unit__slug=unit, state=State.FORWARDED, lead=None, opened_at__lt=at - _LOOKED_AT
    )
    objected = Objection.objects.values("case")
    return waiting.exclude(pk__in=objected).order_by("-opened_at").first()


ROOM: Final = Room(name="hand_backs", read=_read, is_empty=_is_empty, fill=_fill)

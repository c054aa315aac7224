"""Free desks, the visitors whom each may call, and offers that are open."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Max

from alo153.accounts.models import User
from alo153.accounts.queries import holding
from alo153.city import queries as city
from alo153.contacts.queries import offers
from alo153.counter import queries, turn
from alo153.counter.lifecycle import AT_HAND, State
from alo153.counter.models import DeskSession, Ticket, TicketOffer
from alo153.counter.permissions import SERVE_AT_COUNTER


@dataclass(frozen=True, kw_only=True)
class FreeDesk:
    """A desk without a visitor, and the clerk who sits there."""

    clerk: int
    office: int
    place: turn.Place
    since: datetime


@dataclass(frozen=True, kw_only=True)
class Visitor:
    """A ticket that waits, and the clerks who may call it now."""

    waiting: turn.Waiting
    clerks: frozenset[int]


def free_desks(*, node: str, serving: Sequence[str] = (), at: datetime) -> list[FreeDesk]:
    """List the free desks whose clerks use a page of ours and belong to a node.

    One query if there is none, else two.

    Args:
        serving: the nodes that serve now; none where only one is named.
    """
    manned = DeskSession.objects.filter(closed_at=None)
    ours = manned.filter(
        offers.belongs_to(node, serving, "user"), user__in=holding(SERVE_AT_COUNTER)
    )
    free = set(ours.exclude(tickets__state__in=AT_HAND).values_list("pk", flat=True))
    if not free:
        return []
    desks = list(manned.annotate(used_at=Max("user__sign_ins__seen_at")))
    staffed: dict[int, set[int]] = {}
    for each in desks:
        staffed.setdefault(each.office_id, set()).add(each.desk)
    return [
        _free_desk(each, staffed[each.office_id])
        for each in desks
        if each.pk in free and queries.gone_since(each, each.used_at, at) is None
    ]


def _free_desk(session: DeskSession, staffed: Collection[int]) -> FreeDesk:
    return FreeDesk(
        clerk=session.user_id,
        office=session.office_id,
        place=turn.Place(desk=session.desk, letters=session.letters, staffed=staffed),
        since=session.free_since or session.opened_at,
    )


def visitors(
    desks: Collection[FreeDesk], *, elsewhere: Collection[int], at: datetime
) -> list[Visitor]:
    """List the visitors whom one of these desks may call; one query, none without desks.

    Args:
        elsewhere: tickets that other switchboards offer.
    """
    if not desks:
        return []
    rows = Ticket.objects.filter(
        office__in={each.office for each in desks}, day=city.today(at), state=State.WAITING
    ).exclude(pk__in=elsewhere)
    found = [_visitor(row, desks) for row in rows.order_by("pk")]
    return [each for each in found if each.clerks]


def _visitor(ticket: Ticket, desks: Collection[FreeDesk]) -> Visitor:
    waiting = queries.as_waiting(ticket)
    here = [each for each in desks if each.office == ticket.office_id]
    able = frozenset(each.clerk for each in here if turn.fits(waiting, each.place))
    return Visitor(waiting=waiting, clerks=able)


def offered_to(user: User, at: datetime) -> TicketOffer | None:
    """Find the visitor whom somebody is asked to call now; one query."""
    mine = offers.offered_to(TicketOffer, user, at).filter(ticket__state=State.WAITING)
    return mine.select_related("ticket").first()


def why(offer: TicketOffer, session: DeskSession, at: datetime) -> turn.Why:
    """Say why a desk is to call this visitor and no other; two queries."""
    line = queries.waiting(session.office, at)
    return turn.why(queries.as_waiting(offer.ticket), line, queries.place(session))

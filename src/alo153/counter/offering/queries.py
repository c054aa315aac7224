"""Free desks, the visitors whom each may call, and offers that are open."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from django.conf import settings
from django.db.models import Max, Q, QuerySet

from alo153.accounts.models import User
from alo153.accounts.queries import holding
from alo153.city import queries as city
from alo153.counter import queries, turn
from alo153.counter.lifecycle import AT_HAND, State
from alo153.counter.models import DeskSession, Ticket, TicketOffer
from alo153.counter.permissions import SERVE_AT_COUNTER

LOST_AFTER: Final = timedelta(minutes=1)
"""So long after its end an offer is still open only if the switchboard that made it died."""


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


def free_desks(*, node: str, at: datetime) -> list[FreeDesk]:
    """List the free desks whose clerks use a page of ours and belong to a node.

    One query if there is none, else two.
    """
    manned = DeskSession.objects.filter(closed_at=None)
    ours = manned.filter(_belongs_to(node, "user"), user__in=holding(SERVE_AT_COUNTER))
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


def visitors(desks: Collection[FreeDesk], *, node: str, at: datetime) -> list[Visitor]:
    """List the visitors whom one of these desks may call; one query, none without desks."""
    if not desks:
        return []
    rows = Ticket.objects.filter(
        office__in={each.office for each in desks}, day=city.today(at), state=State.WAITING
    )
    if settings.NODES:
        elsewhere = standing().filter(until__gt=at - LOST_AFTER).exclude(_belongs_to(node, "agent"))
        rows = rows.exclude(pk__in=elsewhere.values("ticket"))
    found = [_visitor(row, desks) for row in rows.order_by("pk")]
    return [each for each in found if each.clerks]


def _visitor(ticket: Ticket, desks: Collection[FreeDesk]) -> Visitor:
    waiting = queries.as_waiting(ticket)
    here = [each for each in desks if each.office == ticket.office_id]
    able = frozenset(each.clerk for each in here if turn.fits(waiting, each.place))
    return Visitor(waiting=waiting, clerks=able)


def standing() -> QuerySet[TicketOffer]:
    """Return the offers that are neither taken nor over."""
    return TicketOffer.objects.filter(ended_at=None)


def standing_at(node: str) -> QuerySet[TicketOffer]:
    """Return those made by the switchboard of a node: it decides about the clerks there."""
    return standing().filter(_belongs_to(node, "agent"))


def lost(ticket_id: int, at: datetime) -> QuerySet[TicketOffer]:
    """Return the open offers of a ticket that nobody ends any more: their switchboard died."""
    return standing().filter(ticket=ticket_id, until__lte=at - LOST_AFTER)


def offered_to(user: User, at: datetime) -> TicketOffer | None:
    """Find the visitor whom somebody is asked to call now; one query."""
    mine = standing().filter(agent=user, until__gt=at, ticket__state=State.WAITING)
    return mine.select_related("ticket").order_by("-offered_at").first()


def why(offer: TicketOffer, session: DeskSession, at: datetime) -> turn.Why:
    """Say why a desk is to call this visitor and no other; two queries."""
    line = queries.waiting(session.office, at)
    return turn.why(queries.as_waiting(offer.ticket), line, queries.place(session))


def _belongs_to(node: str, person: str) -> Q:
    """Name the people about whom the switchboard of a node decides: their telephone is there.

    Without a telephone they belong to the node that is named first.
    """
    if not settings.NODES:
        return Q()
    own = Q(**{f"{person}__phone_session__node": node})
    without = Q(**{f"{person}__phone_session__isnull": True})
    return own | without if node == next(iter(settings.NODES)) else own

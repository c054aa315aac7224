"""Look-ups into the communication centers: waiting and called visitors, open desks."""

import hashlib
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final
from uuid import UUID

from django.db.models import Max, QuerySet

from alo153.accounts.models import User
from alo153.city import queries as city
from alo153.city.models import Office, OfficeService
from alo153.counter import turn
from alo153.counter.lifecycle import AT_HAND, State
from alo153.counter.models import DeskSession, Device, Ticket

LAST_CALLS = 5
GONE_AFTER: Final = timedelta(minutes=5)
"""So long without an open page and without any use of ours a desk counts as left."""


def topic(office: Office) -> str:
    """Return what pages of a communication center watch."""
    return f"office:{office.pk}"


def digest(key: str) -> str:
    """Return what is kept of the key in a screen's address."""
    return hashlib.sha256(key.encode()).hexdigest()


def device(key: str, kind: Device.Kind) -> Device | None:
    """Return the screen with this key in its address; one query, none for a retired place."""
    found = Device.objects.filter(digest=digest(key), kind=kind, revoked_at=None).first()
    return found if found and found.office.retired_at is None else None


def screen(key: int) -> Device | None:
    """Return a kiosk or a screen, revoked or not; one query."""
    return Device.objects.filter(pk=key).first()


def devices() -> QuerySet[Device]:
    """Return the screens whose addresses are good."""
    return Device.objects.filter(revoked_at=None).select_related("added_by")


def ticket_of(kiosk: Device, press: UUID) -> Ticket | None:
    """Return the number that a kiosk gave at one press; one query."""
    return Ticket.objects.filter(device=kiosk, press=press).first()


def ticket(key: int) -> Ticket | None:
    """Return a number that a visitor took; one query."""
    return Ticket.objects.filter(pk=key).first()


def waiting(office: Office, at: datetime) -> list[turn.Waiting]:
    """Return who waits in a communication center today; one query."""
    return [as_waiting(ticket) for ticket in waiting_rows(office, at)]


def waiting_rows(office: Office, at: datetime) -> QuerySet[Ticket]:
    """Return the tickets of today that wait."""
    return Ticket.objects.filter(office=office, day=city.today(at), state=State.WAITING)


def as_waiting(ticket: Ticket) -> turn.Waiting:
    """Return of a ticket what decides whose turn it is."""
    return turn.Waiting(
        key=ticket.pk,
        letter=ticket.service.letter,
        taken_at=ticket.taken_at,
        priority=ticket.priority,
        for_desk=ticket.for_desk,
        is_back=ticket.put_back_at is not None,
    )


def before(ticket: Ticket, at: datetime) -> int:
    """Count who may be called before a ticket; two queries."""
    others = waiting(ticket.office, at)
    return turn.before(
        as_waiting(ticket), others, _places(ticket.office), ahead=city.priority().ahead
    )


def place(session: DeskSession) -> turn.Place:
    """Return of a desk what decides whom it calls; one query."""
    staffed = set(sessions(session.office).values_list("desk", flat=True))
    return turn.Place(desk=session.desk, letters=session.letters, staffed=staffed)


def _places(office: Office) -> list[turn.Place]:
    desks = sessions(office)
    staffed = {each.desk for each in desks}
    return [turn.Place(desk=each.desk, letters=each.letters, staffed=staffed) for each in desks]


def last_calls(office: Office, at: datetime) -> list[Ticket]:
    """Return the numbers called last, the newest first; one query. Nobody's name is in it."""
    called = Ticket.objects.filter(office=office, day=city.today(at), called_at__isnull=False)
    called = called.exclude(state=State.WAITING).select_related("session")
    return list(called.order_by("-called_at")[:LAST_CALLS])


def session_of(user: User) -> DeskSession | None:
    """Return where somebody sits now; one query."""
    return DeskSession.objects.filter(user=user, closed_at=None).first()


def last_session_of(user: User) -> DeskSession | None:
    """Return where somebody sat last; one query."""
    return DeskSession.objects.filter(user=user).order_by("-pk").first()


def desk_session(key: int) -> DeskSession | None:
    """Return the work of a clerk at a desk, over or not; one query."""
    return DeskSession.objects.filter(pk=key).first()


def sessions(office: Office) -> QuerySet[DeskSession]:
    """Return the desks of a communication center where somebody sits."""
    open_now = DeskSession.objects.filter(office=office, closed_at=None)
    return open_now.select_related("user").order_by("desk")


def at_hand(session: DeskSession) -> Ticket | None:
    """Return the ticket that a desk has called and not finished with; one query."""
    tickets = Ticket.objects.filter(session=session, state__in=AT_HAND)
    return tickets.select_related("interaction").first()


def with_visitor(users: Collection[int]) -> frozenset[int]:
    """Return which of `users` have a visitor at, or called to, their desk; one query."""
    held = Ticket.objects.filter(state__in=AT_HAND, session__user__in=users)
    return frozenset(held.values_list("session__user", flat=True))


def served_by(user: User, key: int) -> Ticket | None:
    """Return a ticket that somebody serves now, or served last; nobody else's is shown."""
    theirs = Ticket.objects.filter(pk=key, session__user=user)
    theirs = theirs.filter(state__in=[State.SERVING, State.SERVED])
    return theirs.select_related("interaction", "session").first()


@dataclass(frozen=True, kw_only=True)
class Line:
    """The waiting tickets of one service."""

    service: OfficeService
    number: int
    longest_since: datetime | None


@dataclass(frozen=True, kw_only=True)
class Staffed:
    """An open desk, its visitor, and since when there is no sign of its clerk, if that is long."""

    desk: DeskSession
    ticket: Ticket | None
    gone_since: datetime | None


@dataclass(frozen=True, kw_only=True)
class Standing:
    """A communication center as a supervisor sees it."""

    office: Office
    lines: list[Line]
    staffed: list[Staffed]

    @property
    def number(self) -> int:
        """Return how many wait in all."""
        return sum(line.number for line in self.lines)


def standing(office: Office, at: datetime) -> Standing:
    """Return who waits for what, how long, and which desks are open; three queries."""
    desks = sessions(office).annotate(used_at=Max("user__sign_ins__seen_at"))
    held = Ticket.objects.filter(session__in=sessions(office), state__in=AT_HAND)
    at_hand = {ticket.session_id: ticket for ticket in held}
    return Standing(
        office=office,
        lines=_lines(office, waiting(office, at)),
        staffed=[
            Staffed(
                desk=desk,
                ticket=at_hand.get(desk.pk),
                gone_since=gone_since(desk, desk.used_at, at),
            )
            for desk in desks
        ],
    )


def gone_since(desk: DeskSession, used_at: datetime | None, at: datetime) -> datetime | None:
    """Return the last sign of a clerk, by the page of the desk or any other; None if it is new."""
    last = max(filter(None, [desk.opened_at, desk.seen_at, used_at]))
    return last if last <= at - GONE_AFTER else None


def _lines(office: Office, rows: Iterable[turn.Waiting]) -> list[Line]:
    by_letter: dict[str, list[datetime]] = {}
    for each in rows:
        by_letter.setdefault(each.letter, []).append(each.taken_at)
    return [
        Line(
            service=service,
            number=len(by_letter.get(service.letter, [])),
            longest_since=min(by_letter.get(service.letter, []), default=None),
        )
        for service in city.services_of(office)
    ]

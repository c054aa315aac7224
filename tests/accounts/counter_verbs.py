"""Every verb of the communication centers that asks for a permission, and how it is tried."""

from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass
from typing import Any, Protocol

from tests.counter import visitors

from alo153.accounts.models import User
from alo153.accounts.registry import Permission
from alo153.core.actor import Actor
from alo153.core.clock import now
from alo153.counter import actions
from alo153.counter.lifecycle import NotNow
from alo153.counter.models import DeskSession, Device, Ticket
from alo153.counter.permissions import SERVE_AT_COUNTER, SUPERVISE_COUNTERS


@dataclass
class Hall:
    """What the verbs act on: Pınar's visitor, whom others may not serve."""

    desk: DeskSession
    ticket: Ticket
    device: Device


def hall() -> Hall:
    """Bring a visitor to the desk of Pınar."""
    visitors.take()
    desk = visitors.sit()
    return Hall(desk=desk, ticket=visitors.call(desk), device=visitors.kiosk())


class InHall(Protocol):
    """Where the verbs of all capabilities are tried."""

    hall: Hall


def _served(
    do: Callable[[Hall, User], object],
) -> tuple[Permission, Callable[[InHall, User], object]]:
    """Try what is refused for other reasons to those who may."""

    def tried(room: InHall, by: User) -> None:
        with suppress(actions.AtAnotherDesk, actions.DeskBusy, NotNow):
            do(room.hall, by)

    return SERVE_AT_COUNTER, tried


def _of_ticket(
    verb: Callable[..., object], **given: Any
) -> tuple[Permission, Callable[[InHall, User], object]]:
    return _served(lambda hall, by: verb(ticket=hall.ticket, by=by, at=now(), **given))


VERBS: Mapping[str, tuple[Permission, Callable[[InHall, User], object]]] = {
    "counter.open_desk": _served(
        lambda _, by: actions.open_desk(
            office=visitors.office(), desk=5, letters="A", by=by, at=now()
        )
    ),
    "counter.close_desk": _served(
        lambda hall, by: actions.close_desk(session=hall.desk, by=Actor.staff(by.pk), at=now())
    ),
    "counter.call_next": _served(
        lambda hall, by: actions.call_next(session=hall.desk, by=by, at=now())
    ),
    "counter.free_desk": (
        SUPERVISE_COUNTERS,
        lambda room, by: actions.free_desk(session=room.hall.desk, by=by, at=now()),
    ),
    "counter.note_desk_seen": _served(lambda _, by: actions.note_desk_seen(by=by, at=now())),
    "counter.call_again": _of_ticket(actions.call_again),
    "counter.begin": _of_ticket(actions.begin),
    "counter.finish": _of_ticket(actions.finish),
    "counter.miss": _of_ticket(actions.miss),
    "counter.transfer": _served(
        lambda hall, by: actions.transfer(
            ticket=hall.ticket, to=visitors.service("B"), by=by, at=now()
        )
    ),
    "counter.add_device": (
        SUPERVISE_COUNTERS,
        lambda _, by: actions.add_device(
            office=visitors.office(), kind=Device.Kind.HALL, name="Salon", by=by, at=now()
        ),
    ),
    "counter.revoke_device": (
        SUPERVISE_COUNTERS,
        lambda room, by: actions.revoke_device(device=room.hall.device, by=by, at=now()),
    ),
}

"""Every verb of public transport that asks for a permission, and how it is tried."""

from collections.abc import Callable, Mapping
from contextlib import suppress
from typing import Protocol

from tests.transport.made import changed, packed

from alo153.accounts.models import User
from alo153.accounts.registry import Permission
from alo153.core.actor import SYSTEM
from alo153.core.clock import now
from alo153.transport import actions
from alo153.transport.models import Feed
from alo153.transport.permissions import LOAD_TIMETABLES


def faulty() -> Feed:
    """Return a timetable with a fault: it keeps no file."""
    content = packed(changed("trips.txt", "r700,", "r701,"))
    return actions.load_timetable(content=content, name="k.zip", by=SYSTEM, at=now())


class WithTimetable(Protocol):
    """Where the verbs of all capabilities are tried."""

    timetable: Feed


def _publish(room: WithTimetable, by: User) -> None:
    with suppress(actions.FeedFaulty):
        actions.publish_timetable(feed=room.timetable, by=by, at=now())


VERBS: Mapping[str, tuple[Permission, Callable[[WithTimetable, User], object]]] = {
    "transport.load_timetable": (
        LOAD_TIMETABLES,
        lambda _, by: actions.load_timetable(content=b"", name="k.zip", by=by, at=now()),
    ),
    "transport.receive_timetable": (
        LOAD_TIMETABLES,
        lambda _, by: actions.receive_timetable(content=packed(), name="k.zip", by=by, at=now()),
    ),
    "transport.publish_timetable": (LOAD_TIMETABLES, _publish),
}

"""One call in full, and the acts of a supervisor on it."""

from datetime import datetime
from typing import Any

from alo153.accounts.models import User
from alo153.calls.floor import city_queues
from alo153.calls.floor import queries as floor
from alo153.calls.models import Call, CallLeg
from alo153.calls.permissions import LISTEN_TO_RECORDINGS
from alo153.citizens.permissions import SEE_CITIZEN
from alo153.web.floor.wall import agents
from alo153.web.floor.wall.refusals import queue_words, refused
from alo153.web.kit.telephone import directory, menu_way


def context_of(user: User, call: Call, now: datetime) -> dict[str, Any]:
    """Return what `floor/wall/call/call.html` shows to a supervisor; about ten queries."""
    sees_numbers = user.may(SEE_CITIZEN)
    here = agents.lines(user, now)
    return {
        "call": call,
        "sees_numbers": sees_numbers,
        "may_listen": user.may(LISTEN_TO_RECORDINGS),
        "skills": city_queues.skills(),
        "menu_way": menu_way.of(user, call),
        "number_name": city_queues.number_name(call.public_number),
        "queue": city_queues.names().get(call.queue, call.queue),
        "parties": _parties(call, sees_numbers=sees_numbers),
        "refused": refused(user, now),
        "waits": floor.waits(call),
        "queues": queue_words([call.queue]),
        "agents": here,
        "talking": [one for one in here if one.talks and one.session.call_id == call.pk],
    }


def _parties(call: Call, *, sees_numbers: bool) -> list[tuple[CallLeg, str]]:
    """Name the parties; one without name and number, such as a guest with a link, by its kind."""
    legs = list(call.legs.all())
    named = [leg for leg in legs if leg.agent or leg.number]
    names = dict(zip(named, directory.names_of(named, masked=not sees_numbers), strict=True))
    return [(leg, names.get(leg) or leg.get_kind_display()) for leg in legs]

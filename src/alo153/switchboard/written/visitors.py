"""Reads the visitors who wait in the communication centers, as part of the one line."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime, timedelta

from django.conf import settings

from alo153.calls.nodes import queries as nodes
from alo153.city import queries as city
from alo153.contacts.offering.media import COUNTER, Media
from alo153.counter.offering import queries
from alo153.counter.offering.queries import FreeDesk
from alo153.switchboard.written.rules.line import Work
from alo153.switchboard.written.rules.tickets import work


def free_desks(media: Media, at: datetime) -> list[FreeDesk]:
    """List the desks that a visitor may be offered to; two queries, one more with several nodes."""
    if COUNTER not in media.by_key:
        return []
    return queries.free_desks(node=settings.NODE, serving=nodes.in_service(), at=at)


def waiting(
    desks: Collection[FreeDesk], elsewhere: Collection[int], at: datetime
) -> tuple[Work, ...]:
    """List the visitors whom one of these desks may call; one query, none without desks."""
    found = queries.visitors(desks, elsewhere=elsewhere, at=at)
    ahead = city.priority().ahead if found else timedelta()
    return tuple(work(each.waiting, able=each.clerks, ahead=ahead) for each in found)

"""Read what came in, and take it in. What nobody can read is taken in as it came."""

from collections.abc import Callable
from datetime import datetime
from typing import Final
from uuid import UUID

from django.db import transaction

from alo153.channels import readers
from alo153.channels.actions import begin_reading
from alo153.channels.inbound import Inbound
from alo153.channels.models import Arrival
from alo153.contacts.conversations.actions.receiving import receive

UNREADABLE: Final = "not understood"
_NOTHING: Final = Inbound(reference="", sender="", text="", new_text="", complete=False)


def read_arrival(*, arrival_id: UUID, now: Callable[[], datetime]) -> None:
    """Read an arrival that waits, once; one that was read is left alone.

    Raises:
        FileError, OSError: to be tried again.
    """
    with transaction.atomic():
        arrival = begin_reading(arrival_id=arrival_id)
        if arrival is None:
            _take_in_as_it_came(arrival_id, now())
            return
    with arrival.raw.open() as raw:
        inbound = readers.read(arrival.channel, raw.read())
    if inbound is None:
        receive(_NOTHING, arrival=arrival, unreadable=UNREADABLE, at=now())
    else:
        receive(inbound, arrival=arrival, at=now())


def _take_in_as_it_came(arrival_id: UUID, at: datetime) -> None:
    """Show somebody the arrival that no run could read to its end."""
    given_up = Arrival.objects.filter(
        pk=arrival_id, state=Arrival.State.UNREADABLE, message__isnull=True
    )
    if arrival := given_up.select_for_update(of=("self",)).first():
        receive(_NOTHING, arrival=arrival, unreadable=arrival.error_code, at=at)

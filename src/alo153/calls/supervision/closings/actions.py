"""Close all lines in an emergency, and open them again."""

from __future__ import annotations

from datetime import datetime

from django.db import IntegrityError, transaction

from alo153.accounts.models import User
from alo153.accounts.policy import permit
from alo153.calls.actions import wake_switchboards
from alo153.calls.events.supervision import LinesClosed, LinesOpened
from alo153.calls.models.closings import LineClosing
from alo153.calls.permissions import SUPERVISE_CALLS
from alo153.core import events, live
from alo153.core.actor import Actor


class ReasonMissing(ValueError):
    """Everybody who looks at the wall must see why nobody can call."""


def close_lines(*, reason: str, by: User, at: datetime) -> LineClosing:
    """Take no caller into a queue from now on; open calls continue. Closed twice is closed once.

    Raises:
        NotPermitted: `by` does not supervise calls.
        ReasonMissing: no reason was given.
    """
    permit(SUPERVISE_CALLS, by=by)
    if not reason.strip():
        raise ReasonMissing
    try:
        with transaction.atomic():
            row = LineClosing.objects.create(reason=reason.strip(), closed_at=at, closed_by=by)
            events.record(LinesClosed(), subject=row, by=Actor.staff(by.pk), at=at)
            _tell()
    except IntegrityError:  # somebody else was faster
        return LineClosing.objects.get(opened_at=None)
    return row


@transaction.atomic
def open_lines(*, by: User, at: datetime) -> None:
    """Take callers into the lines again; opened twice is opened once. Raises NotPermitted."""
    permit(SUPERVISE_CALLS, by=by)
    row = LineClosing.objects.select_for_update().filter(opened_at=None).first()
    if row is None:
        return
    row.opened_at, row.opened_by = at, by
    row.save(update_fields=["opened_at", "opened_by"])
    events.record(LinesOpened(), subject=row, by=Actor.staff(by.pk), at=at)
    _tell()


def _tell() -> None:
    """Wake every switchboard, which reads the switch, and the pages that show it."""
    wake_switchboards()
    live.publish("queue")

"""Read the open monitors after a start of the switchboard."""

from __future__ import annotations

from django.conf import settings

from alo153.accounts.models import User
from alo153.calls.call_words import MonitoringMode
from alo153.calls.models.monitoring import GuestSeat, Monitoring
from alo153.calls.nodes import routing
from alo153.switchboard.acd.state.monitors import Monitor, Seat, seat_of_monitor


def recall_monitors() -> tuple[Monitor, ...]:
    """Rebuild who listens to which call; one query, and one each if several nodes are named."""
    rows = Monitoring.objects.filter(ended_at__isnull=True, call__node=settings.NODE)
    rows = rows.select_related("supervisor").order_by("id")
    return tuple(_recalled_monitor(row) for row in rows)


def recall_seats() -> tuple[Seat, ...]:
    """Rebuild the seats that are taken; one query."""
    rows = GuestSeat.objects.filter(taken_at__isnull=False, ended_at__isnull=True)
    return tuple(Seat(id=row.pk, guest=row.guest_id, mentor=row.mentor_id) for row in rows)


def _recalled_monitor(row: Monitoring) -> Monitor:
    return Monitor(
        id=row.monitor,
        supervisor=row.supervisor_id,
        agent=row.agent_id,
        mode=MonitoringMode(row.mode),
        stays=seat_of_monitor(row.monitor) is not None,
        up=True,
        call=str(row.call_id),
        home=_elsewhere(row.supervisor),
    )


def _elsewhere(supervisor: User) -> str:
    home = routing.home_of(supervisor)
    return "" if home == settings.NODE else home

"""Look-ups about guest seats."""

from __future__ import annotations

from alo153.calls.models.monitoring import GuestSeat


def open_seats() -> list[GuestSeat]:
    """List the seats that have not ended, the next one first; one query."""
    seats = GuestSeat.objects.filter(ended_at__isnull=True)
    return list(seats.select_related("guest", "mentor").order_by("from_at"))


def seat(number: int) -> GuestSeat | None:
    """Return a seat, ended or not, with its guest; one query."""
    return GuestSeat.objects.select_related("guest").filter(pk=number).first()

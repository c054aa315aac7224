"""Class of service: the numbers that a person may make the center call."""

from __future__ import annotations

from enum import StrEnum

from alo153.accounts.models import User
from alo153.calls.models.monitoring import GuestSeat
from alo153.calls.permissions import DIAL_ABROAD
from alo153.city import queries as city_queries
from alo153.city.rules.phone import NumberClass, PhoneNumber


class Barred(StrEnum):
    """Why a number is not called."""

    GUEST = "guest"
    FOREIGN = "foreign"
    SURCHARGED = "surcharged"
    """Nobody calls numbers that cost more than the call."""


class NumberBarred(Exception):
    """This person may not make the center call this number; `why` says which rule it is."""

    def __init__(self, why: Barred) -> None:
        super().__init__(why.value)
        self.why = why


def check(user: User, number: PhoneNumber) -> None:
    """Raise NumberBarred unless somebody who answers calls may call it; at most two queries.

    The emergency call center is called by everybody.
    """
    if number.value == city_queries.city().emergency_number:
        return
    if GuestSeat.objects.filter(guest=user).exists():
        raise NumberBarred(Barred.GUEST)
    if number.kind is NumberClass.SURCHARGED:
        raise NumberBarred(Barred.SURCHARGED)
    if number.kind is NumberClass.FOREIGN and not user.may(DIAL_ABROAD):
        raise NumberBarred(Barred.FOREIGN)

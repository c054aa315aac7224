"""Class of service: who may make the center call which numbers."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum

from alo153.accounts.models import User
from alo153.accounts.registry import Permission
from alo153.calls.models.monitoring import GuestSeat
from alo153.calls.permissions import ANSWER_CALLS, DIAL_ABROAD
from alo153.city import queries as city_queries
from alo153.city.rules.phone import NumberClass, PhoneNumber

RIGHTS: Mapping[NumberClass, Permission | None] = {
    NumberClass.SERVICE: ANSWER_CALLS,
    NumberClass.ORDINARY: ANSWER_CALLS,
    NumberClass.FOREIGN: DIAL_ABROAD,
    NumberClass.SURCHARGED: None,
}
"""What a class of numbers asks for; nobody calls numbers that cost more than the call."""


class Barred(StrEnum):
    """Why a number is not called."""

    GUEST = "guest"
    FOREIGN = "foreign"
    SURCHARGED = "surcharged"
    NO_TELEPHONE = "no_telephone"


class NumberBarred(Exception):
    """This person may not make the center call this number; `why` says which rule it is."""

    def __init__(self, why: Barred) -> None:
        super().__init__(why.value)
        self.why = why


def check(user: User, number: PhoneNumber) -> None:
    """Raise NumberBarred unless a person may call a number; at most two queries.

    The emergency call center is called by everybody.
    """
    if number.value == city_queries.city().emergency_number:
        return
    if GuestSeat.objects.filter(guest=user).exists():
        raise NumberBarred(Barred.GUEST)
    right = RIGHTS[number.kind]
    if right is None:
        raise NumberBarred(Barred.SURCHARGED)
    if not user.may(right):
        abroad = number.kind is NumberClass.FOREIGN
        raise NumberBarred(Barred.FOREIGN if abroad else Barred.NO_TELEPHONE)

"""The caller: what the record knows about a number, read while the welcome plays."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from functools import cache

from django.conf import settings
from django.utils.module_loading import import_string

from alo153.calls.floor import city_queues
from alo153.calls.models import BlockedNumber
from alo153.city import numbers
from alo153.city.rules import phone
from alo153.city.rules.phone import PhoneError


@dataclass(frozen=True, slots=True, kw_only=True)
class Familiar:
    """Data of higher packages about a calling citizen.

    `preferred` is the agent to be offered first, `priority` minutes of waiting given in advance.
    """

    preferred: int | None = None
    priority: float = 0.0
    language: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """Everything known of a caller; `blocked` names the policy."""

    familiar: Familiar = field(default_factory=Familiar)
    blocked: str = ""


Recognize = Callable[[str, datetime], Familiar]


def find(number: str, at: datetime) -> Found:
    """Look up a number in any form; raises the errors of the database."""
    value = written(number)
    if not value:
        return Found()
    block = block_of(value, at)
    return Found(familiar=_recognize()(value, at), blocked=block.policy if block else "")


def block_of(number: str, at: datetime) -> BlockedNumber | None:
    """Find what holds against a number now; one query."""
    standing = BlockedNumber.objects.filter(number=number, lifted_at__isnull=True)
    return standing.filter(until__gt=at).first()


def blocked_number(key: int) -> BlockedNumber | None:
    """Return a blocked number, blocked still or not; one query."""
    return BlockedNumber.objects.filter(pk=key).first()


def blocked_numbers(at: datetime) -> list[BlockedNumber]:
    """List the blocked numbers, the newest first; one query."""
    standing = BlockedNumber.objects.filter(lifted_at__isnull=True, until__gt=at)
    return list(standing.select_related("blocked_by").order_by("-blocked_at"))


def written(number: str) -> str:
    """Write a caller's number as E.164 if it can be understood, else as it came."""
    try:
        return numbers.parse(number).value
    except PhoneError:
        return number[:40]


def number_to_call(number: str, *, proved: bool = True) -> str:
    """Give the number at which the center may call somebody back, or nothing.

    A caller's number may be forged: premium and foreign numbers would earn by being called, and
    one that is not `proved` may be somebody else's. Without PostgreSQL: the file says the country.
    """
    if not proved:
        return ""
    try:
        found = phone.parse(number, country=city_queues.country())
    except PhoneError:
        return ""
    return found.value if found.is_ordinary else ""


@cache
def _recognize() -> Recognize:
    """Import what the composition root names: the switchboard knows no cases."""
    recognize: Recognize = import_string(settings.RECOGNIZE_CALLER)
    return recognize

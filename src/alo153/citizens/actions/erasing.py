"""Erase who a citizen is; that there was one stays countable."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum

from django.db import transaction

from alo153.citizens.events import CitizenErased
from alo153.citizens.models import Citizen, Identity, Person
from alo153.core import events
from alo153.core.actor import Actor


class ErasureReason(StrEnum):
    """Why a person is erased (KVKK, Law 6698, art. 7 and 11)."""

    REQUEST = "request"  # they asked for it
    COURT = "court"  # a court or the authority ordered it
    MISTAKE = "mistake"  # it was somebody else, or should never have been kept


def own_addresses(citizen: Citizen) -> list[str]:
    """Return the numbers and addresses of one alone; what a household shares stays with it."""
    own = list(citizen.identities.values_list("value", flat=True))
    others = Identity.objects.filter(value__in=own).exclude(citizen=citizen)
    shared = set(others.values_list("value", flat=True))
    return [value for value in own if value not in shared]


@transaction.atomic
def erase_person(
    *,
    citizen: Citizen,
    reason: ErasureReason,
    by: Actor,
    at: datetime,
    contacts: int = 0,
    cases: int = 0,
    messages: int = 0,
    files: int = 0,
) -> None:
    """Delete name, note, numbers, addresses and who vouched, and say so in the history.

    Args:
        contacts, cases, messages, files: how many went with them elsewhere, for the event.
    """
    Person.objects.filter(citizen=citizen).delete()
    citizen.identities.all().delete()
    citizen.vouched.all().delete()
    gone = CitizenErased(
        reason=reason.value,
        contacts=contacts,
        cases=cases,
        messages=messages,
        files=files,
    )
    events.record(
        gone,
        subject=citizen,
        by=by,
        at=at,
    )

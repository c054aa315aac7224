"""Erase who a citizen is; that there was one, and each contact with them, stays countable."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from django.db import transaction
from django.db.models import Q

from alo153.citizens.events import CitizenErased
from alo153.citizens.models import Citizen, Identity, Interaction, Person
from alo153.core import events
from alo153.core.actor import Actor


class ErasureReason(StrEnum):
    """Why a person is erased (KVKK, Law 6698, art. 7 and 11)."""

    REQUEST = "request"  # they asked for it
    COURT = "court"  # a court or the authority ordered it
    MISTAKE = "mistake"  # it was somebody else, or should never have been kept


@dataclass(frozen=True)
class Traces:
    """Where a person is found: numbers and addresses that are theirs alone, and their contacts."""

    values: list[str]
    interactions: list[int]


def traces_of(citizen: Citizen) -> Traces:
    """Find where a person is found; what a household shares stays with the others."""
    own = list(citizen.identities.values_list("value", flat=True))
    others = Identity.objects.filter(value__in=own).exclude(citizen=citizen)
    shared = set(others.values_list("value", flat=True))
    values = [value for value in own if value not in shared]
    contacts = Interaction.objects.filter(Q(citizen=citizen) | Q(citizen=None, address__in=values))
    return Traces(values, list(contacts.values_list("pk", flat=True)))


@transaction.atomic
def erase_person(
    *,
    citizen: Citizen,
    traces: Traces,
    reason: ErasureReason,
    by: Actor,
    at: datetime,
    cases: int = 0,
    messages: int = 0,
    files: int = 0,
) -> None:
    """Delete name, note, numbers and addresses, and say so in the history.

    Args:
        cases, messages, files: how many went with them elsewhere, for the event.
    """
    Person.objects.filter(citizen=citizen).delete()
    citizen.identities.all().delete()
    Interaction.objects.filter(pk__in=traces.interactions).update(address="", note="")
    gone = CitizenErased(
        reason=reason.value,
        contacts=len(traces.interactions),
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

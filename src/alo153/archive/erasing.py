"""Erase a person from every table and file, in one transaction."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from alo153.calls.media.erasing.actions import erase_calls
from alo153.cases.confidential.actions.erasing import cases_to_erase, erase_words
from alo153.channels.actions.erasing import erase_messages
from alo153.citizens.actions.erasing import ErasureReason, erase_person, traces_of
from alo153.citizens.models import Citizen
from alo153.core.actor import Actor


@dataclass(frozen=True)
class Erased:
    """How much of what was erased."""

    cases: int
    contacts: int
    messages: int
    files: int


@transaction.atomic
def erase(citizen: Citizen, *, reason: ErasureReason, by: Actor, at: datetime) -> Erased:
    """Erase a person; statistics stay. Files go before rows: a killed run is run again.

    Raises:
        StillOpen: a case of theirs is not closed.
    """
    citizen = Citizen.objects.select_for_update().get(pk=citizen.pk)
    cases, traces, word = cases_to_erase(citizen), traces_of(citizen), _("(erased)")
    files = erase_words(cases=cases, word=word)
    files += erase_calls(interactions=traces.interactions, values=traces.values, at=at)
    messages = erase_messages(
        cases=cases, interactions=traces.interactions, values=traces.values, word=word
    )
    counts = {"cases": len(cases), "messages": messages, "files": files}
    erase_person(citizen=citizen, traces=traces, reason=reason, by=by, at=at, **counts)
    return Erased(contacts=len(traces.interactions), **counts)

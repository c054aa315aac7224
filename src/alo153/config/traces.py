"""The call of each kind of row: the one list, for traces."""

from typing import Final
from uuid import UUID

from alo153.calls.models import Call
from alo153.cases.models import Case
from alo153.contacts.models import Interaction
from alo153.core.processes.tracing import TraceOf


def _of_contact(contact: Interaction) -> UUID | None:
    return Call.objects.filter(interaction=contact).values_list("pk", flat=True).first()


def _of_case(case: Case) -> UUID | None:
    calls = Call.objects.filter(interaction__cases=case).order_by("entered_at")
    return calls.values_list("pk", flat=True).first()


def _of_call(call: Call) -> UUID:
    return call.pk


TRACE_OF: Final[TraceOf] = {Call: _of_call, Interaction: _of_contact, Case: _of_case}

"""Calls to citizens about a case: of their answer, or of anything else."""

from typing import Final, cast

from alo153.calls.events.way import CallEnded
from alo153.calls.models import Call
from alo153.cases.models import Case, Relay
from alo153.core.models import Event

_RELAY, _CASE = "relay", "case"
_BY_KIND: Final = {_RELAY: "relays", _CASE: "pk"}


def reference_of(about: Relay | Case) -> str:
    """Name the reason of a call for the switchboard."""
    kind = _CASE if isinstance(about, Case) else _RELAY
    return f"{kind}:{about.pk}"


def link_confidential(event: Event, what: CallEnded) -> None:
    """Link a call to a citizen about a confidential case to the case, even if nobody answered.

    Recordings, lists of contacts and quality leave out the contacts that are linked to such a case.
    """
    kind, _, key = what.reference.partition(":")
    if kind not in _BY_KIND:
        return
    case = Case.objects.filter(confidential=True, **{_BY_KIND[kind]: key}).first()
    if case:
        case.interactions.add(cast(Call, event.subject).interaction_id)

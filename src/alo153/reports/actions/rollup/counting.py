"""Count a run of events, each once, in their order."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any, Final

from django.db import transaction

from alo153.calls.events.supervision import AgentChanged
from alo153.calls.events.way import CallAnswered, CallEnded, CallEntered, CallTransferred
from alo153.cases.events.of_case import OfCase
from alo153.city import queries as city
from alo153.city.events import StaffJoinedTeam, StaffLeftTeam
from alo153.contacts import events as contact_events
from alo153.core.history.consumers.declaring import Happened
from alo153.core.payloads import Payload
from alo153.reports.actions.rollup import calls, contacts, former
from alo153.reports.actions.rollup.adding import Counts
from alo153.reports.actions.rollup.agents import Agents
from alo153.reports.actions.rollup.cases import Cases
from alo153.reports.actions.rollup.topics import contacts_of
from alo153.reports.models import RollUpMark


def _moved(counts: Counts, happened: Happened[Any]) -> None:
    counts.moved.add(counts.day(happened.event.at))


PLAIN: Final[Mapping[type[Payload[Any]], Callable[[Counts, Happened[Any]], None]]] = {
    CallEntered: calls.entered,
    CallTransferred: calls.transferred,
    CallEnded: calls.ended,
    contact_events.InteractionStarted: contacts.started,
    contact_events.InteractionEnded: contacts.ended,
    contact_events.InteractionInformed: contacts.disposed,
    contact_events.InteractionRedirected: contacts.disposed,
    contact_events.InteractionSilent: contacts.disposed,
    contact_events.InteractionDisposed: contacts.disposed,
    contact_events.InteractionRated: contacts.rated,
    StaffJoinedTeam: _moved,
    StaffLeftTeam: _moved,
}
CONSUMER: Final = "reports.facts"
"""Its key in `config/consumers.py`, which lists what figures are made of."""


@transaction.atomic
def count(those: Sequence[Happened[Any]]) -> None:
    """Add events to the facts; those up to the mark are counted already and add nothing.

    So a replayed consumer changes no figure. Some statements for a run, however many events.
    """
    mark = RollUpMark.objects.select_for_update().get_or_create(pk=1)[0]
    new = [each for each in those if each.event.pk > mark.through]
    if not new:
        return
    _count(former.completed(new))
    mark.through = new[-1].event.pk
    mark.save(update_fields=["through"])


def _count(those: Sequence[Happened[Any]]) -> None:
    zone = city.zone()
    counts = Counts(zone, contacts_of(_calls_in(those)))
    agents, tracks = Agents(_agents_in(those)), Cases(_cases_in(those))
    for each in those:
        match each.what:
            case AgentChanged():
                agents.changed(counts, each, zone)
            case CallAnswered():
                agents.answered(each, counts.calls.get(each.event.subject_id))
            case OfCase():
                tracks.happened(counts, each)
            case _:
                PLAIN[type(each.what)](counts, each)
    counts.write()
    agents.write()
    tracks.write()


def _agents_in(those: Sequence[Happened[Any]]) -> set[int]:
    changed = {int(each.event.subject_id) for each in those if isinstance(each.what, AgentChanged)}
    return changed | {each.what.agent for each in those if isinstance(each.what, CallAnswered)}


def _calls_in(those: Sequence[Happened[Any]]) -> set[str]:
    kinds = CallAnswered | CallEnded
    return {each.event.subject_id for each in those if isinstance(each.what, kinds)}


def _cases_in(those: Sequence[Happened[Any]]) -> set[int]:
    return {int(each.event.subject_id) for each in those if isinstance(each.what, OfCase)}

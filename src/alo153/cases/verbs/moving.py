"""Move a case by a verb: the one place where the state changes."""

from datetime import datetime
from typing import Any

from alo153.cases.models import Case, PersonalFile
from alo153.cases.rules.lifecycle import NotPossible, State, after
from alo153.cases.rules.verbs import Verb
from alo153.citizens.channel import Channel
from alo153.core import events, live
from alo153.core.actor import Actor
from alo153.core.payloads import Payload


def locked(case: Case) -> Case:
    """Read the case again and hold its row until the transaction ends."""
    return Case.objects.select_for_update().get(pk=case.pk)


def move(case: Case, verb: Verb, **changes: Any) -> None:
    """Let a verb act on a locked case and save what changed.

    Raises:
        NotPossible: the case is not where this verb could act on it, or goes with another one.
    """
    if case.lead_id and verb is not Verb.ANSWER_ALONG:
        raise NotPossible(verb, State(case.state))
    case.state = after(State(case.state), verb)
    for name, value in changes.items():
        setattr(case, name, value)
    case.save(update_fields=["state", *changes])
    if case.state == State.CLOSED and case.channel == Channel.COUNTER:
        # Its card has served, even if the case opens again before the worker comes by
        cards = case.personal_files.filter(kind=PersonalFile.Kind.IDENTITY)
        cards.update(delete_at=case.closed_at)


def tell(case: Case, what: Payload[Case], *, by: Actor, at: datetime) -> None:
    """Record the event and hint to the pages that show the case."""
    events.record(what, subject=case, by=by, at=at)
    topics = [f"case:{case.pk}", "center"]
    live.publish(*topics, *([f"unit:{case.unit_id}"] if case.unit_id else []))


def refresh(case: Case, current: Case) -> None:
    """Show the caller's copy what the locked one became."""
    for field in case._meta.concrete_fields:
        setattr(case, field.attname, getattr(current, field.attname))

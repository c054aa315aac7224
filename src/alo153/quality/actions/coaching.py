"""Talk about contacts, agree on steps, and look again later."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Final

from django.db import transaction

from alo153.accounts.models import User
from alo153.accounts.policy import permit
from alo153.core import events
from alo153.core.actor import Actor
from alo153.quality import policy
from alo153.quality.events import AgentCoached
from alo153.quality.models import Coaching, CoachingStep, Evaluation, Reason
from alo153.quality.permissions import EVALUATE_CONTACTS
from alo153.quality.queries.candidates import Contact
from alo153.quality.rules.sampling import chance

FOLLOW_UPS: Final = 3
"""Contacts that are evaluated for an agreed step."""


@dataclass(frozen=True)
class Agreed:
    """A step, and from which day on it is looked at again."""

    text: str
    due_date: date


@transaction.atomic
def coach(*, agent: User, note: str, steps: Sequence[Agreed], by: User, at: datetime) -> Coaching:
    """Write down a talk with an agent.

    Raises:
        NotPermitted: they do not evaluate contacts.
        NotAllowed: nobody coaches themselves.
    """
    permit(EVALUATE_CONTACTS, by=by)
    policy.must(policy.may_coach(by.pk, agent.pk))
    row = Coaching.objects.create(agent=agent, coach=by, note=note, at=at)
    CoachingStep.objects.bulk_create(
        CoachingStep(coaching=row, text=each.text, due_date=each.due_date) for each in steps
    )
    what = AgentCoached(steps=len(steps))
    events.record(what, subject=row, by=Actor.staff(by.pk), at=at)
    return row


@transaction.atomic
def mark_step_done(*, step: CoachingStep, by: User, at: datetime) -> None:
    """Say that an agreed step is done, once; its agent or coach does. Raises NotAllowed."""
    found = CoachingStep.objects.select_for_update(of=("self",)).select_related("coaching")
    row = found.get(pk=step.pk)
    policy.must(policy.may_mark_step(by.pk, row.coaching.agent_id, row.coaching.coach_id))
    if row.done_at is None:
        row.done_at = at
        row.save(update_fields=["done_at"])


def follow_up(
    contacts: Iterable[Contact], *, drawn: Collection[int], day: date, seed: str, at: datetime
) -> list[Evaluation]:
    """Choose some contacts of each agent whose step is due; they enter no estimate.

    A step whose agent had no contact that day waits for the next. Called within a draw.

    Args:
        drawn: keys of contacts that are evaluated already.
    """
    taken = set(drawn)
    rows: list[Evaluation] = []
    due = CoachingStep.objects.select_for_update(of=("self",)).select_related("coaching")
    for step in due.filter(due_date__lte=day, followed_on=None).order_by("pk"):
        chosen = _some_of(contacts, step, taken, seed)
        rows += [Evaluation(**c.columns, reason=Reason.FOLLOW_UP, begun_at=at) for c in chosen]
        taken |= {contact.key for contact in chosen}
        if chosen:
            step.followed_on = day
            step.save(update_fields=["followed_on"])
    return rows


def _some_of(
    contacts: Iterable[Contact], step: CoachingStep, taken: Collection[int], seed: str
) -> list[Contact]:
    theirs = [
        each for each in contacts if each.agent == step.coaching.agent_id and each.key not in taken
    ]
    theirs.sort(key=lambda each: chance(seed, "step", step.pk, each.key))
    return theirs[:FOLLOW_UPS]

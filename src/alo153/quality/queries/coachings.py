"""Talks of coaches with agents: for the two of them alone."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Q, QuerySet

from alo153.accounts import queries as accounts
from alo153.accounts.models import User
from alo153.calls.permissions import ANSWER_CALLS
from alo153.city.queries import local_time
from alo153.quality.models import Coaching, CoachingStep, Evaluation, Reason, State


@dataclass(frozen=True)
class FollowedStep:
    """A step with what the follow-up showed.

    Args:
        percents: scores of contacts that were drawn for it, as far as they are scored.
        drawn: how many were drawn.
    """

    step: CoachingStep
    percents: list[float]
    drawn: int


def visible(asker: User) -> QuerySet[Coaching]:
    """Return the talks that somebody led or was in, the newest first."""
    rows = Coaching.objects.filter(Q(agent=asker) | Q(coach=asker))
    return rows.select_related("agent", "coach").prefetch_related("steps").order_by("-at")


def steps(asker: User) -> QuerySet[CoachingStep]:
    """Return the steps of these talks."""
    return CoachingStep.objects.filter(coaching__in=visible(asker).order_by())


def agents(asker: User) -> QuerySet[User]:
    """Return whom somebody may coach, by name."""
    return accounts.holding(ANSWER_CALLS).exclude(pk=asker.pk)


def followed(talks: Iterable[Coaching]) -> list[tuple[Coaching, list[FollowedStep]]]:
    """Return talks with the follow-up of each step; one query for each step that has one."""
    return [(talk, [_followed(talk, step) for step in talk.steps.all()]) for talk in talks]


def _followed(talk: Coaching, step: CoachingStep) -> FollowedStep:
    if step.followed_on is None:
        return FollowedStep(step, [], 0)
    begins = local_time.day_begins(step.followed_on)
    rows = Evaluation.objects.filter(
        agent=talk.agent_id, reason=Reason.FOLLOW_UP, contact_at__gte=begins
    ).select_related("appeal")
    here = [row for row in rows if local_time.today(row.contact_at) == step.followed_on]
    scored = [row.counts for row in here if row.state == State.GIVEN]
    return FollowedStep(step, [each for each in scored if each is not None], len(here))

"""Hold an evaluation, so that two presses follow each other."""

from alo153.accounts.models import User
from alo153.quality.models import Evaluation
from alo153.quality.policy import Facts
from alo153.quality.queries import sampling_plan


def held(evaluation: Evaluation) -> Evaluation:
    """Return an evaluation behind its lock."""
    rows = Evaluation.objects.select_for_update(of=("self",))
    rows = rows.select_related("card", "interaction", "answer")
    return rows.get(pk=evaluation.pk)


def facts_of(evaluation: Evaluation, asker: User) -> Facts:
    """Return what decides whether somebody may act on it."""
    appeal = getattr(evaluation, "appeal", None)
    return Facts(
        asker=asker.pk,
        agent=evaluation.agent_id,
        evaluator=evaluation.evaluator_id,
        given_at=evaluation.given_at,
        appealed=appeal is not None,
        decided=bool(appeal and appeal.decided_at),
        appeal_days=sampling_plan.current().appeal_days,
    )

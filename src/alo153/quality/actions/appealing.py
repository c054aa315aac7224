"""An agent's actions on an evaluation of their contact, and the decision of an appeal."""

from dataclasses import replace
from datetime import datetime

from django.db import transaction

from alo153.accounts.models import User
from alo153.accounts.policy import permit
from alo153.city import queries as city
from alo153.core import events
from alo153.core.actor import Actor
from alo153.quality import card_json, policy
from alo153.quality.actions.evaluating import Incomplete
from alo153.quality.events import AppealDecided, EvaluationAcknowledged, EvaluationAppealed
from alo153.quality.holding import held
from alo153.quality.models import Appeal, Evaluation
from alo153.quality.permissions import DECIDE_APPEALS
from alo153.quality.queries.evaluations import facts_of
from alo153.quality.rules.scorecards import Answers, score


@transaction.atomic
def note_seen(*, evaluation: Evaluation, by: User, at: datetime) -> Evaluation:
    """Note the first look of its agent, with which the term of an appeal begins.

    Raises:
        NotAllowed: it is no evaluation of theirs.
    """
    found = held(evaluation)
    policy.must(_own(found, by))
    _look(found, at)
    return found


@transaction.atomic
def acknowledge(*, evaluation: Evaluation, by: User, at: datetime) -> None:
    """Say that its agent has read an evaluation, once. Raises NotAllowed."""
    found = held(evaluation)
    policy.must(_own(found, by))
    _look(found, at)
    if found.acknowledged_at is None:
        found.acknowledged_at = at
        found.save(update_fields=["acknowledged_at"])
        events.record(EvaluationAcknowledged(), subject=found, by=Actor.staff(by.pk), at=at)


@transaction.atomic
def appeal(*, evaluation: Evaluation, reason: str, by: User, at: datetime) -> Appeal:
    """Let somebody else look at an evaluation again.

    Raises:
        NotAllowed: it is no evaluation of theirs, the term is over, or they appealed already.
    """
    found = held(evaluation)
    policy.must(policy.may_appeal(facts_of(found, by), at))
    _look(found, at)
    row = Appeal.objects.create(evaluation=found, reason=reason, appealed_at=at)
    events.record(EvaluationAppealed(), subject=found, by=Actor.staff(by.pk), at=at)
    return row


@transaction.atomic
def decide(
    *, appeal: Appeal, answers: Answers | None, decision: str, by: User, at: datetime
) -> Appeal:
    """Decide an appeal. The record keeps the first score and the second one.

    Args:
        answers: the corrected answers; None leaves the score unchanged.

    Raises:
        NotPermitted: this person may not decide appeals.
        NotAllowed: this person is its agent or evaluator, gave it to a colleague, or leads the
            agent's team; or it is decided already.
        Incomplete: a question has no answer.
    """
    permit(DECIDE_APPEALS, by=by)
    found = (
        Appeal.objects.select_for_update(of=("self",))
        .select_related("evaluation__card")
        .get(pk=appeal.pk)
    )
    evaluation = found.evaluation
    leads = city.led_by(by).filter(pk=evaluation.agent_id).exists()
    recused = evaluation.recusals.filter(evaluator=by).exists()
    facts = replace(facts_of(evaluation, by), leads_agent=leads, recused=recused)
    policy.must(policy.may_decide(facts))
    if answers is not None:
        card = evaluation.card
        assert card is not None  # a constraint of the table  # noqa: S101
        result = score(card_json.read(card.content), answers)
        if result.missing:
            raise Incomplete(result.missing)
        found.answers = dict(answers)
        found.percent, found.critical = result.percent, dict(result.critical)
    found.decided_by, found.decided_at = by, at
    found.upheld, found.decision = answers is not None, decision
    found.save()
    what = AppealDecided(upheld=answers is not None)
    events.record(what, subject=found, by=Actor.staff(by.pk), at=at)
    return found


def _look(found: Evaluation, at: datetime) -> None:
    if found.seen_at is None:
        found.seen_at = at
        found.save(update_fields=["seen_at"])


def _own(found: Evaluation, by: User) -> policy.Refusal | None:
    if found.agent_id != by.pk:
        return policy.Refusal.OTHERS_CONTACT
    return None if found.given_at else policy.Refusal.NOT_GIVEN

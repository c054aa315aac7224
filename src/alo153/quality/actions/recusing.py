"""Give a contact to a colleague, because its evaluator is not free to judge it."""

from datetime import datetime

from django.db import transaction

from alo153.accounts.models import User
from alo153.accounts.policy import permit
from alo153.core import events
from alo153.core.actor import Actor
from alo153.quality import policy
from alo153.quality.actions import sharing_out
from alo153.quality.events import EvaluatorRecused
from alo153.quality.models import Evaluation, Recusal, State
from alo153.quality.permissions import EVALUATE_CONTACTS
from alo153.quality.queries.evaluations import facts_of


@transaction.atomic
def recuse(*, evaluation: Evaluation, by: User, at: datetime) -> bool:
    """Give open work to a colleague and never get the contact again; say whether there is one.

    For 90 days they get no other contact of the same agent while there is a colleague for it. The
    contact stays in the sample: a friend or an enemy as evaluator does not bias it, and leaving
    it out would. No reason is asked. Half-done marks are deleted.

    Raises:
        NotPermitted, NotAllowed: it is not theirs to score, or is not open any more, or belongs to
            a calibration.
    """
    permit(EVALUATE_CONTACTS, by=by)
    if evaluation.calibration_id:
        raise policy.NotAllowed(policy.Refusal.CALIBRATED)
    first, found = _both(evaluation)
    policy.must(policy.may_evaluate(facts_of(found, by)))
    if found.state != State.OPEN:
        raise policy.NotAllowed(policy.Refusal.ANSWERED)
    recusal = Recusal.objects.create(evaluation=first, evaluator=by, at=at)
    events.record(EvaluatorRecused(), subject=found, by=Actor.staff(by.pk), at=at)
    return sharing_out.deal_to_colleague(found, seed=f"recusal-{recusal.pk}", at=at)


def _both(evaluation: Evaluation) -> tuple[Evaluation, Evaluation]:
    """Return the first score of the contact and the one that is meant, behind their locks.

    With both held, two evaluators who recuse themselves at once do not get each other's work.
    """
    rows = Evaluation.objects.select_for_update(of=("self",))
    rows = rows.select_related("interaction", "answer", "card").order_by("pk")
    rows = rows.filter(calibration=None)
    same = list(rows.filter(interaction=evaluation.interaction_id, answer=evaluation.answer_id))
    first = next(row for row in same if not row.second)
    return first, next(row for row in same if row.pk == evaluation.pk)

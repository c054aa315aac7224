"""Score contacts with the card of their medium."""

from collections.abc import Mapping
from datetime import datetime

from django.db import transaction

from alo153.accounts.models import User
from alo153.accounts.policy import permit
from alo153.contacts.models import Interaction
from alo153.core import events
from alo153.core.actor import Actor
from alo153.quality import card_json, policy
from alo153.quality.events import EvaluationAsked, EvaluationDropped, EvaluationGiven
from alo153.quality.holding import held
from alo153.quality.models import CardVersion, Evaluation, Reason, State
from alo153.quality.permissions import EVALUATE_CONTACTS
from alo153.quality.queries import candidates, cards
from alo153.quality.queries.evaluations import facts_of
from alo153.quality.rules.scorecards import Answers, allows, score


class NoCard(LookupError):
    """No card of this medium is in use."""


class Incomplete(ValueError):
    """Some questions have no answer; ``keys`` names them."""

    def __init__(self, keys: tuple[str, ...]) -> None:
        super().__init__(", ".join(keys))
        self.keys = keys


class ChangedMeanwhile(ValueError):
    """The evaluation was changed in another window since it was read."""


@transaction.atomic
def ask(*, interaction: Interaction, reason: Reason, by: User, at: datetime) -> Evaluation:
    """Take a contact to evaluate for a reason, which keeps it out of every estimate.

    A contact that is evaluated already is returned as it is.

    Raises:
        NotPermitted: they do not evaluate.
        NotAllowed: it is their own contact, or they still score it in a calibration.
        Interaction.DoesNotExist: no agent had it, it has not ended, or it is hidden from them.
    """
    permit(EVALUATE_CONTACTS, by=by)
    contact = candidates.one(interaction.pk, asker=by)
    policy.must(
        policy.may_evaluate(policy.Facts(asker=by.pk, agent=contact.agent, evaluator=by.pk))
    )
    if candidates.is_to_score_blind(contact.key, asker=by):
        raise policy.NotAllowed(policy.Refusal.CALIBRATED)
    row, is_new = Evaluation.objects.get_or_create(
        interaction_id=contact.key,
        second=False,
        defaults={**contact.columns, "reason": reason, "evaluator": by, "begun_at": at},
    )
    if is_new:
        _tell(EvaluationAsked(reason=reason), row, by, at)
    return row


@transaction.atomic
def keep(
    *,
    evaluation: Evaluation,
    answers: Answers,
    remarks: Mapping[str, object],
    summary: str,
    seen: int,
    by: User,
) -> Evaluation:
    """Keep an evaluation that is half done; nobody but its evaluator reads it.

    Args:
        answers: values outside the scale of their question are left out.
        seen: the version that was read.

    Raises:
        NotPermitted, NotAllowed: it is not theirs to score, or it is given.
        NoCard: no card of its medium is in use.
        ChangedMeanwhile: another window was faster.
    """
    found = _to_score(evaluation, seen, by)
    card = card_json.read(_card(found).content)
    found.answers = {
        question.key: answers[question.key]
        for question in card.questions
        if question.key in answers and allows(question, answers[question.key])
    }
    found.remarks, found.summary = dict(remarks), summary
    found.version += 1
    found.save(update_fields=["answers", "remarks", "summary", "card", "version"])
    return found


@transaction.atomic
def give(*, evaluation: Evaluation, seen: int, by: User, at: datetime) -> Evaluation:
    """Give an evaluation as it was kept: its agent reads it, and it counts.

    Raises:
        NotPermitted, NotAllowed, NoCard, ChangedMeanwhile: as `keep`.
        Incomplete: a question has no answer.
    """
    found = _to_score(evaluation, seen, by)
    result = score(card_json.read(_card(found).content), found.answers)
    if result.missing:
        raise Incomplete(result.missing)
    found.state, found.given_at = State.GIVEN, at
    found.percent, found.critical = result.percent, dict(result.critical)
    found.version += 1
    found.save(update_fields=["state", "given_at", "percent", "critical", "card", "version"])
    what = EvaluationGiven(
        reason=found.reason,
        percent=found.percent,
        critical=sum(result.critical.values()),
        second=found.second,
    )
    _tell(what, found, by, at)
    return found


@transaction.atomic
def drop(*, evaluation: Evaluation, by: User, at: datetime) -> None:
    """Say that a contact cannot be evaluated.

    Raises:
        NotPermitted, NotAllowed: it is not theirs to score, or belongs to a calibration.
    """
    permit(EVALUATE_CONTACTS, by=by)
    if evaluation.calibration_id:
        raise policy.NotAllowed(policy.Refusal.CALIBRATED)
    found = held(evaluation)
    policy.must(policy.may_evaluate(facts_of(found, by)))
    if found.state == State.OPEN:
        found.state = State.DROPPED
        found.save(update_fields=["state"])
        _tell(EvaluationDropped(), found, by, at)


def _to_score(evaluation: Evaluation, seen: int, by: User) -> Evaluation:
    permit(EVALUATE_CONTACTS, by=by)
    found = held(evaluation)
    policy.must(policy.may_evaluate(facts_of(found, by)))
    if found.state != State.OPEN or found.version != seen:
        raise ChangedMeanwhile(found.pk)
    return found


def _card(found: Evaluation) -> CardVersion:
    """Return its card: that with which it was begun, else the one in use."""
    found.card = found.card or cards.scoring(found.medium)
    if found.card is None:
        raise NoCard(found.medium)
    return found.card


def _tell(
    what: EvaluationAsked | EvaluationGiven | EvaluationDropped,
    row: Evaluation,
    by: User,
    at: datetime,
) -> None:
    events.record(what, subject=row, by=Actor.staff(by.pk), at=at)

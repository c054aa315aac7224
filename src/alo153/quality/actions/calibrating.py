"""Calibrate evaluators: several score the same contacts blind, then agree on each score."""

from collections.abc import Collection
from datetime import datetime, timedelta
from typing import Final

from django.db import IntegrityError, transaction

from alo153.accounts import queries as accounts
from alo153.accounts.models import User
from alo153.accounts.policy import permit
from alo153.city.queries import local_time
from alo153.contacts.models import Interaction
from alo153.core import events
from alo153.core.actor import Actor
from alo153.quality import card_json, policy
from alo153.quality.actions.evaluating import ChangedMeanwhile, Incomplete, NoCard
from alo153.quality.events import (
    CalibrationAgreed,
    CalibrationContactClosed,
    CalibrationOpened,
)
from alo153.quality.media import CardMedium
from alo153.quality.models import (
    AgreedScore,
    Calibration,
    Evaluation,
    Reason,
    Recusal,
    State,
)
from alo153.quality.permissions import EVALUATE_CONTACTS, MANAGE_QUALITY
from alo153.quality.queries import candidates, cards
from alo153.quality.queries.candidates import Contact
from alo153.quality.rules.sampling import chance
from alo153.quality.rules.scorecards import Answers, score

DRAWN_FROM: Final = timedelta(days=7)
"""The contacts of a round are drawn from the finished days of this time."""
FEWEST_EVALUATORS: Final = 2
MOST_CONTACTS: Final = 10
MOST_EVALUATORS: Final = 20


class TooFewEvaluators(ValueError):
    """Fewer than two of the chosen people evaluate contacts."""


class NoReason(ValueError):
    """A contact is closed without a reason."""


class TooFewContacts(ValueError):
    """There are fewer contacts to draw; ``found`` says how many."""

    def __init__(self, found: int) -> None:
        super().__init__(found)
        self.found = found


@transaction.atomic
def open_calibration(
    *, medium: CardMedium, contacts: int, evaluators: Collection[User], by: User, at: datetime
) -> Calibration:
    """Draw contacts by chance, and let each of the evaluators score all of them blind.

    Contacts of the evaluators are not drawn, nor contacts that one of them scored or still scores,
    nor contacts that one of them gave to a colleague.

    Raises:
        NotPermitted: they do not manage quality.
        NoCard: no card of the medium is in use.
        TooFewEvaluators, TooFewContacts: as said; nothing is opened.
    """
    permit(MANAGE_QUALITY, by=by)
    card = cards.scoring(medium)
    if card is None:
        raise NoCard(medium)
    may = {user.pk for user in accounts.holding(EVALUATE_CONTACTS)}
    people = [user for user in evaluators if user.pk in may][:MOST_EVALUATORS]
    if len(people) < FEWEST_EVALUATORS:
        raise TooFewEvaluators
    found = _candidates(medium, people, at)
    if len(found) < contacts:
        raise TooFewContacts(len(found))
    row = Calibration.objects.create(medium=medium, card=card, opened_by=by, opened_at=at)
    chosen = sorted(found, key=lambda one: chance(f"153-calibration-{row.pk}", one.key))[:contacts]
    Evaluation.objects.bulk_create(
        Evaluation(
            **one.columns,
            reason=Reason.CALIBRATION,
            second=True,
            calibration=row,
            evaluator=person,
            card=card,
            begun_at=at,
        )
        for one in chosen
        for person in people
    )
    what = CalibrationOpened(contacts=len(chosen), evaluators=len(people))
    events.record(what, subject=row, by=Actor.staff(by.pk), at=at)
    return row


@transaction.atomic
def agree(
    *,
    calibration: Calibration,
    interaction: Interaction,
    answers: Answers,
    by: User,
    at: datetime,
) -> AgreedScore:
    """Write down the answers on which the evaluators of a contact agreed, once.

    Raises:
        NotPermitted: they do not manage quality.
        NotAllowed: it is their own contact, or an evaluator has not scored it yet.
        Incomplete: a question has no answer.
        ChangedMeanwhile: somebody wrote them down already.
        Evaluation.DoesNotExist: the contact is not of this round.
    """
    permit(MANAGE_QUALITY, by=by)
    rows = list(Evaluation.objects.filter(calibration=calibration, interaction=interaction))
    if not rows:
        raise Evaluation.DoesNotExist
    is_open = any(row.state == State.OPEN for row in rows)
    policy.must(policy.may_agree(by.pk, rows[0].agent_id, is_open=is_open))
    result = score(card_json.read(calibration.card.content), answers)
    if result.missing:
        raise Incomplete(result.missing)
    try:
        with transaction.atomic():
            row = AgreedScore.objects.create(
                calibration=calibration,
                interaction=interaction,
                answers=dict(answers),
                percent=result.percent,
                agreed_by=by,
                agreed_at=at,
            )
    except IntegrityError as error:
        raise ChangedMeanwhile(interaction.pk) from error
    what = CalibrationAgreed(interaction=interaction.pk, percent=result.percent)
    events.record(what, subject=calibration, by=Actor.staff(by.pk), at=at)
    return row


@transaction.atomic
def close_contact(
    *, calibration: Calibration, interaction: Interaction, reason: str, by: User, at: datetime
) -> None:
    """Waive the missing scores of a contact whose recording was destroyed.

    The given scores stay, and their evaluators may agree on one.

    Raises:
        NotPermitted: they do not manage quality.
        NotAllowed: the contact can still be scored.
        NoReason: no reason was given.
        Evaluation.DoesNotExist: no score of this contact is missing in this round.
    """
    permit(MANAGE_QUALITY, by=by)
    if not reason.strip():
        raise NoReason
    rows = Evaluation.objects.select_for_update(of=("self",)).order_by("pk")
    rows = rows.filter(calibration=calibration, interaction=interaction, state=State.OPEN)
    missing = [row.pk for row in rows]
    if not missing:
        raise Evaluation.DoesNotExist
    same = candidates.not_heard(Interaction.objects.filter(pk=interaction.pk))
    policy.must(policy.may_close(is_heard=not same.exists()))
    Evaluation.objects.filter(pk__in=missing).update(state=State.DROPPED)
    what = CalibrationContactClosed(
        interaction=interaction.pk, missing=len(missing), reason=reason.strip()
    )
    events.record(what, subject=calibration, by=Actor.staff(by.pk), at=at)


def _candidates(medium: CardMedium, people: Collection[User], at: datetime) -> list[Contact]:
    since, today = local_time.today(at - DRAWN_FROM), local_time.today(at)
    own = {user.pk for user in people}
    begins = local_time.day_begins(since)
    dealt = Evaluation.objects.filter(evaluator__in=own, interaction__ended_at__gte=begins)
    recused = Recusal.objects.filter(
        evaluator__in=own, evaluation__interaction__ended_at__gte=begins
    )
    known = {
        *dealt.values_list("interaction", flat=True),
        *recused.values_list("evaluation__interaction", flat=True),
    }
    found = candidates.of_medium(medium, since, today - timedelta(days=1))
    return [one for one in found if one.agent not in own and one.key not in known]

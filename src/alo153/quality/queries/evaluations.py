"""Evaluations: open work of an evaluator, and evaluations of an agent."""

from typing import Final

from django.db.models import Exists, OuterRef, Q, QuerySet

from alo153.accounts.models import User
from alo153.city import queries as city
from alo153.quality.models import Appeal, Evaluation, Recusal, State
from alo153.quality.permissions import (
    DECIDE_APPEALS,
    EVALUATE_CONTACTS,
    MANAGE_QUALITY,
    SEE_QUALITY,
)
from alo153.quality.policy import Facts
from alo153.quality.queries import sampling_plan

LISTED: Final = 100
"""So many of their own evaluations an agent's list shows."""


def visible(asker: User) -> QuerySet[Evaluation]:
    """Return the evaluations that `asker` may read.

    Its evaluator always; its agent when it is given, but no second score; people who manage quality
    or see its figures when it is given. A second score is visible to its evaluator and to people
    who manage quality. Nobody sees a colleague's score before their own of the same contact is in.
    """
    mine = Q(evaluator=asker) & ~Q(agent=asker) if asker.may(EVALUATE_CONTACTS) else Q(pk__in=[])
    given = Q(state=State.GIVEN)
    mine |= given & Q(agent=asker, second=False)
    if asker.may(DECIDE_APPEALS):
        mine |= Q(appeal__isnull=False) & ~Q(agent=asker) & ~to_score_blind(asker)
    if asker.may(MANAGE_QUALITY):
        mine |= given & ~Q(agent=asker) & ~to_score_blind(asker)
    elif asker.may(SEE_QUALITY):
        mine |= given & Q(second=False) & ~Q(agent=asker) & ~to_score_blind(asker)
    people = Evaluation.objects.select_related("agent", "evaluator", "card", "appeal")
    return people.select_related("interaction", "answer__case").filter(mine)


def to_score_blind(asker: User) -> Q:
    """Return which evaluations are of a contact or an answer that the asker still scores."""
    return _also(Evaluation.objects.filter(evaluator=asker, state=State.OPEN))


def to_do(asker: User) -> QuerySet[Evaluation]:
    """Return what somebody is to score, the oldest contact first."""
    rows = Evaluation.objects.select_related("agent", "interaction")
    open_ones = rows.filter(evaluator=asker, state=State.OPEN).exclude(agent=asker)
    return open_ones.order_by("contact_at", "pk")


def of_agent(asker: User) -> QuerySet[Evaluation]:
    """Return the evaluations of somebody's own contacts, the newest first."""
    rows = visible(asker).filter(agent=asker, state=State.GIVEN)
    return rows.order_by("-contact_at", "-pk")


def unseen(asker: User) -> QuerySet[Evaluation]:
    """Return the newest `LISTED` evaluations of a person, without any already seen."""
    own = Evaluation.objects.filter(agent=asker, state=State.GIVEN, second=False)
    newest = own.order_by("-contact_at", "-pk").values("pk")[:LISTED]
    return Evaluation.objects.filter(pk__in=newest, seen_at=None)


def undecided(asker: User) -> QuerySet[Appeal]:
    """Return the appeals that somebody may decide, the oldest first."""
    rows = Appeal.objects.select_related("evaluation__agent", "evaluation__evaluator")
    if not asker.may(DECIDE_APPEALS):
        return rows.none()
    scored = _also(Evaluation.objects.filter(evaluator=asker), "evaluation__")
    led = Q(evaluation__agent__in=city.led_by(asker))
    recused = Q(evaluation__in=Recusal.objects.filter(evaluator=asker).values("evaluation"))
    rows = rows.exclude(Q(evaluation__agent=asker) | scored)
    return rows.filter(~led, ~recused, decided_at=None).order_by("appealed_at")


def _also(rows: QuerySet[Evaluation], path: str = "") -> Q:
    """Say that one of `rows` is about the same contact or answer."""
    contact = rows.filter(interaction=OuterRef(f"{path}interaction"))
    return Q(Exists(contact)) | Q(Exists(rows.filter(answer=OuterRef(f"{path}answer"))))


def facts_of(evaluation: Evaluation, asker: User) -> Facts:
    """Return what decides whether somebody may act on it."""
    appeal = getattr(evaluation, "appeal", None)
    same = Evaluation.objects.filter(
        interaction=evaluation.interaction_id, answer=evaluation.answer_id
    )
    return Facts(
        asker=asker.pk,
        agent=evaluation.agent_id,
        evaluator=evaluation.evaluator_id,
        scored=same.filter(evaluator=asker).exists(),
        given_at=evaluation.given_at,
        seen_at=evaluation.seen_at,
        appealed=appeal is not None,
        decided=bool(appeal and appeal.decided_at),
        appeal_days=sampling_plan.current().appeal_days,
    )

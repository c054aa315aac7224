"""Learning cards: write them, answer them, and get the skill that a card gives."""

from collections.abc import Mapping, Sequence
from datetime import datetime

from django.db import transaction

from alo153.accounts import actions as accounts
from alo153.accounts.models import User
from alo153.accounts.permissions import SET_SKILLS
from alo153.accounts.policy import permit
from alo153.accounts.queries import skills_of
from alo153.calls.permissions import ANSWER_CALLS
from alo153.core import events
from alo153.core.actor import SYSTEM, Actor
from alo153.quality.events import CardLearned, LearningCardWritten
from alo153.quality.models import GoodMoment, LearningCard, LearningResult
from alo153.quality.permissions import EVALUATE_CONTACTS
from alo153.quality.rules import learning
from alo153.quality.rules.learning import Question


class NoQuestions(ValueError):
    """A card needs a question, and each question two choices and a right one."""


@transaction.atomic
def write_card(
    *,
    title: str,
    text: str,
    questions: Sequence[Question],
    moment: GoodMoment | None = None,
    skill: str = "",
    level: int = 1,
    by: User,
    at: datetime,
) -> LearningCard:
    """Write a card; agents may learn it from now on.

    Args:
        skill: agents who pass get it, at this level; only people who may set skills can name one.

    Raises:
        NotPermitted: they do not evaluate contacts, or name a skill and may not set any.
        NoQuestions: a question is not whole, or there is none.
    """
    permit(EVALUATE_CONTACTS, by=by)
    if skill:
        permit(SET_SKILLS, by=by)
    if not questions or not all(each.is_whole for each in questions):
        raise NoQuestions
    row = LearningCard.objects.create(
        title=title,
        text=text,
        moment=moment,
        questions=learning.written(questions),
        skill=skill,
        level=level,
        written_by=by,
        written_at=at,
    )
    events.record(LearningCardWritten(skill=skill), subject=row, by=Actor.staff(by.pk), at=at)
    return row


@transaction.atomic
def retire_card(*, card: LearningCard, by: User, at: datetime) -> None:
    """Offer a card no more; skills that it gave stay. Raises NotPermitted."""
    permit(EVALUATE_CONTACTS, by=by)
    LearningCard.objects.filter(pk=card.pk, retired_at=None).update(retired_at=at)


@transaction.atomic
def answer_card(
    *, card: LearningCard, answers: Mapping[int, int], by: User, at: datetime
) -> LearningResult:
    """Answer the questions of a card; with all of them right its skill is given.

    A level that somebody has already is not lowered.

    Raises:
        NotPermitted: they answer no calls.
    """
    permit(ANSWER_CALLS, by=by)
    questions = learning.read(card.questions)
    right = learning.right_answers(questions, answers)
    row = LearningResult.objects.create(card=card, person=by, right=right, of=len(questions), at=at)
    if row.passed:
        events.record(CardLearned(skill=card.skill), subject=row, by=Actor.staff(by.pk), at=at)
        _give(card, by, at)
    return row


def _give(card: LearningCard, to: User, at: datetime) -> None:
    has = skills_of(to)
    if card.skill and has.get(card.skill, 0) < card.level:
        accounts.set_skills(user=to, skills=has | {card.skill: card.level}, by=SYSTEM, at=at)

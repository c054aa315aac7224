"""A learning card is passed with all answers right, and then gives its skill."""

import pytest
from tests import cast

from alo153.accounts.policy import NotPermitted
from alo153.accounts.queries import skills_of
from alo153.calls import actions as calls
from alo153.calls.models import Command
from alo153.quality import actions
from alo153.quality.models import LearningCard
from alo153.quality.queries import library
from alo153.quality.rules.learning import Question

pytestmark = pytest.mark.django_db
QUESTIONS = (
    Question("Su kesintisinde ilk soru?", ("Adres", "Kimlik"), 0),
    Question("Süre kaç gün?", ("3", "15", "30"), 1),
)


def written(*, skill: str = "", level: int = 2, by: str = "hakan") -> LearningCard:
    return actions.write_card(
        title="Su",
        text="Önce adresi sorun.",
        questions=QUESTIONS,
        skill=skill,
        level=level,
        by=cast.staff(by),
        at=cast.AT,
    )


def answered(card: LearningCard, *answers: int, by: str = "elif") -> bool:
    chosen = dict(enumerate(answers))
    return actions.answer_card(card=card, answers=chosen, by=cast.staff(by), at=cast.AT).passed


def test_all_answers_right_is_passed_and_one_wrong_is_not() -> None:
    card, elif_ = written(), cast.staff("elif")
    before = skills_of(elif_)
    assert not answered(card, 0, 2)
    assert [each.passed for each in library.cards(elif_)] == [False]
    assert answered(card, 0, 1)
    assert [each.passed for each in library.cards(elif_)] == [True]
    assert skills_of(elif_) == before


def test_what_was_learned_gives_a_skill_and_routing_hears_of_it() -> None:
    card, elif_ = written(skill="social"), cast.staff("elif")
    calls.sign_in_phone(user=elif_, at=cast.AT)
    had = skills_of(elif_)
    before = Command.objects.filter(name="skills").count()
    answered(card, 1, 1)
    assert skills_of(elif_) == had
    answered(card, 0, 1)
    assert skills_of(elif_) == had | {"social": 2}
    assert Command.objects.filter(name="skills").count() == before + 1


def test_a_level_that_is_there_is_not_lowered() -> None:
    answered(written(skill="social", level=4), 0, 1)
    answered(written(skill="social", level=2), 0, 1)
    assert skills_of(cast.staff("elif"))["social"] == 4


def test_who_may_not_set_skills_writes_no_card_that_gives_one() -> None:
    with pytest.raises(NotPermitted):
        written(skill="water", by="derya")
    assert written(by="derya").skill == ""


@pytest.mark.parametrize(
    "questions", [(), (Question("Bir?", ("evet",), 0),), (Question("İki?", ("a", "b"), -1),)]
)
def test_a_card_has_whole_questions(questions: tuple[Question, ...]) -> None:
    with pytest.raises(actions.NoQuestions):
        actions.write_card(
            title="x", text="x", questions=questions, by=cast.staff("hakan"), at=cast.AT
        )


def test_a_retired_card_is_offered_no_more() -> None:
    actions.retire_card(card=written(), by=cast.staff("hakan"), at=cast.AT)
    assert library.cards(cast.staff("elif")) == []

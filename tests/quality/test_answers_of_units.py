"""Answers of units are drawn by unit, and scored beside the center's plain words."""

from datetime import timedelta

import pytest
from tests import cast
from tests.cases import stories
from tests.cases.life import confidential
from tests.quality import made

from alo153.cases.models import Answer
from alo153.city.queries import local_time
from alo153.core import clock
from alo153.quality import actions
from alo153.quality.actions.counting import count_all
from alo153.quality.media import CardMedium
from alo153.quality.models import Evaluation, Reason, State
from alo153.quality.queries import agreement, evaluations, figures, unit_answers
from alo153.quality.rules import sampling

pytestmark = pytest.mark.django_db


def plan(each_unit: int, *, twice_percent: int = 0) -> None:
    actions.set_plan(
        each=1,
        each_unit=each_unit,
        twice_percent=twice_percent,
        appeal_days=7,
        by=cast.staff("derya"),
        at=cast.AT,
    )


def drawn() -> list[Evaluation]:
    actions.draw_day(day=local_time.today(clock.now()), at=clock.now())
    return list(Evaluation.objects.filter(answer__isnull=False))


def test_no_answer_is_drawn_until_the_plan_says_so() -> None:
    cast.staff("derya")
    stories.relaying()
    assert drawn() == []


def test_an_answer_is_drawn_by_its_unit_and_is_of_whoever_wrote_it() -> None:
    plan(each_unit=2)
    for _ in range(3):
        stories.relaying()
    rows = drawn()
    assert [(row.of, row.drawn, row.reason, row.medium) for row in rows] == [
        (3, 2, Reason.CHANCE, CardMedium.UNIT)
    ] * 2
    assert {row.agent.username for row in rows} == {"selin"}
    assert {row.interaction for row in rows} == {None}


def test_anybody_draws_the_same_answers_again() -> None:
    plan(each_unit=2)
    for _ in range(5):
        stories.relaying()
    rows = drawn()
    day = local_time.today(clock.now())
    again = sampling.draw(
        [each.candidate for each in unit_answers.of_day(day)], each=2, seed=f"153-{day}-answers"
    )
    assert {each.key for each in again} == {row.answer_id for row in rows}


def test_whoever_made_the_plain_words_does_not_score_them() -> None:
    plan(each_unit=1, twice_percent=100)
    case = stories.relaying()
    Answer.objects.filter(case=case).update(approved_by=cast.staff("derya"))
    cast.staff("hakan")
    assert {row.evaluator and row.evaluator.username for row in drawn()} == {"hakan"}


def test_an_answer_about_a_confidential_case_is_not_drawn() -> None:
    plan(each_unit=1)
    confidential.to_be_told()
    assert unit_answers.of_day(local_time.today(clock.now())) == []


def test_it_is_scored_read_by_its_writer_and_counted_by_unit_alone() -> None:
    plan(each_unit=1, twice_percent=100)
    made.card(CardMedium.UNIT)
    cast.staff("hakan")
    stories.relaying()
    first, second = sorted(drawn(), key=lambda row: row.second)
    made.given(first, made.POOR, at=clock.now())
    made.given(second, made.GOOD, at=clock.now())
    derya, now = cast.staff("derya"), clock.now()
    begin, end = now - timedelta(days=1), now + timedelta(minutes=1)
    count_all()
    today = local_time.today(now)
    whole, units = figures.units(derya, today - timedelta(days=1), today)
    assert whole.score is not None
    assert [(row.name, row.score and row.score.value) for row in units] == [
        ("Park ve Bahçeler Dairesi Başkanlığı", 30)
    ]
    assert figures.staffed(derya, today - timedelta(days=1), today).agents == []
    assert [row.pk for row in evaluations.of_agent(cast.staff("selin"))] == [first.pk]
    assert {each.contacts for each in agreement.by_question(derya, begin, end)} == {1}
    assert Evaluation.objects.filter(state=State.GIVEN).count() == 2

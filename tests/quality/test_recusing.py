"""An evaluator who is not free to judge gives a contact away; it stays in the sample."""

from datetime import timedelta

import pytest
from tests import cast
from tests.quality import made

from alo153.accounts.models import User
from alo153.core import events
from alo153.quality import actions
from alo153.quality.media import CardMedium
from alo153.quality.models import Evaluation, Recusal, State
from alo153.quality.policy import NotAllowed, Refusal
from alo153.quality.queries import evaluations

pytestmark = pytest.mark.django_db
DAY = cast.AT.date()
LATER = cast.AT + timedelta(days=1)


@pytest.fixture(autouse=True)
def card() -> None:
    made.card()


def drawn(*, twice: int = 0) -> list[Evaluation]:
    """Return the scores that wait for the one contact of Elif, the first one first."""
    derya = cast.staff("derya")
    actions.set_plan(each=1, twice_percent=twice, appeal_days=7, by=derya, at=cast.AT)
    made.day(agents=("elif",), each=1)
    actions.draw_day(day=DAY, at=LATER)
    return list(Evaluation.objects.order_by("second"))


def recuse(row: Evaluation) -> bool:
    by = row.evaluator
    assert by is not None
    return actions.recuse(evaluation=row, by=by, at=LATER)


def colleague(user: User | None) -> User:
    return cast.staff("hakan" if user == cast.staff("derya") else "derya")


def test_a_colleague_gets_it_without_the_marks_and_it_stays_in_the_sample() -> None:
    cast.staff("hakan")
    [row] = drawn()
    first = row.evaluator
    assert first is not None
    actions.keep(
        evaluation=row, answers=made.GOOD, remarks={}, summary="Tanıyorum.", seen=1, by=first
    )
    assert recuse(row)
    row.refresh_from_db()
    assert (row.evaluator, row.state) == (colleague(first), State.OPEN)
    assert (row.answers, row.summary, row.card) == ({}, "", None)
    assert (row.draw is not None, row.of, row.drawn) == (True, 1, 1)
    assert [each.name for each in events.history(row)] == ["quality.evaluator_recused"]
    made.given(row)
    row.refresh_from_db()
    assert row.percent == 100


def test_the_recused_evaluator_does_not_get_it_again_when_the_colleague_leaves() -> None:
    cast.staff("hakan")
    [row] = drawn()
    recused = row.evaluator
    recuse(row)
    User.objects.filter(pk=colleague(recused).pk).update(is_active=False)
    actions.draw_due(yesterday=DAY, at=LATER)
    row.refresh_from_db()
    assert (row.evaluator, row.state) == (None, State.OPEN)


@pytest.mark.parametrize(("days", "kept_apart"), [(1, True), (88, True), (95, False)])
def test_for_a_term_no_other_contact_of_the_agent_comes_to_the_recused_evaluator(
    days: int, *, kept_apart: bool
) -> None:
    """Five contacts of Elif a day: by the even share of work Derya and Hakan would have some."""
    cast.staff("hakan")
    [row] = drawn()
    recused = row.evaluator
    recuse(row)
    made.given(row)
    begins = LATER + timedelta(days=days)
    actions.set_plan(each=5, twice_percent=0, appeal_days=7, by=cast.staff("derya"), at=LATER)
    for hour in range(5):
        made.contact("elif", at=begins + timedelta(hours=hour))
    actions.draw_day(day=begins.date(), at=begins + timedelta(days=1))
    dealt = Evaluation.objects.filter(state=State.OPEN)
    assert dealt.count() == 5
    assert dealt.filter(evaluator=recused).exists() is not kept_apart


def test_the_recused_evaluator_gets_the_agent_again_if_nobody_else_is_there() -> None:
    cast.staff("hakan")
    [row] = drawn()
    recused = row.evaluator
    recuse(row)
    made.given(row)
    User.objects.filter(pk=colleague(recused).pk).update(is_active=False)
    made.contact("elif", at=LATER)
    actions.draw_day(day=LATER.date(), at=LATER + timedelta(days=1))
    [dealt] = Evaluation.objects.filter(state=State.OPEN)
    assert dealt.evaluator == recused


def test_without_a_colleague_it_waits_and_is_not_dropped() -> None:
    [row] = drawn()
    assert not recuse(row)
    row.refresh_from_db()
    assert (row.evaluator, row.state) == (None, State.OPEN)
    cast.staff("hakan")
    actions.draw_due(yesterday=DAY, at=LATER)
    row.refresh_from_db()
    assert row.evaluator == cast.staff("hakan"), "dealt again each morning"


def test_nobody_scores_a_contact_twice_after_the_other_one_gave_it_away() -> None:
    cast.staff("hakan")
    first, second = drawn(twice=100)
    assert not recuse(first)
    first.refresh_from_db()
    second.refresh_from_db()
    assert first.evaluator is None
    assert second.evaluator is not None


def test_a_second_score_that_nobody_may_give_is_deleted_and_its_evaluator_gets_no_first() -> None:
    cast.staff("hakan")
    first, second = drawn(twice=100)
    assert not recuse(second)
    assert list(Evaluation.objects.all()) == [first]
    assert not recuse(first)
    first.refresh_from_db()
    assert first.evaluator is None
    assert Recusal.objects.filter(evaluation=first).count() == 2


def test_the_recused_evaluator_decides_no_appeal_about_it() -> None:
    hakan = cast.staff("hakan")
    row = made.asked(by="hakan")
    recuse(row)
    made.given(row, made.POOR, at=LATER)
    appeal = actions.appeal(
        evaluation=row, reason="Adımı söyledim.", by=cast.staff("elif"), at=LATER
    )
    assert list(evaluations.undecided(hakan)) == []
    with pytest.raises(NotAllowed) as refused:
        actions.decide(appeal=appeal, answers=None, decision="Kaldı.", by=hakan, at=LATER)
    assert refused.value.why == Refusal.RECUSED


def test_in_a_calibration_everybody_scores_each_contact() -> None:
    derya, hakan = cast.staff("derya"), cast.staff("hakan")
    made.day(agents=("elif",), each=1)
    round_ = actions.open_calibration(
        medium=CardMedium.COUNTER, contacts=1, evaluators=[derya, hakan], by=derya, at=LATER
    )
    with pytest.raises(NotAllowed) as refused:
        recuse(round_.evaluations.get(evaluator=derya))
    assert refused.value.why == Refusal.CALIBRATED


def test_what_is_given_or_of_a_colleague_is_not_given_away() -> None:
    cast.staff("hakan")
    [row] = drawn()
    with pytest.raises(NotAllowed) as others:
        actions.recuse(evaluation=row, by=colleague(row.evaluator), at=LATER)
    assert others.value.why == Refusal.NOT_DEALT
    made.given(row)
    with pytest.raises(NotAllowed) as over:
        recuse(row)
    assert over.value.why == Refusal.ANSWERED
    assert not Recusal.objects.exists()

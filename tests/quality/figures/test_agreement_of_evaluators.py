"""Two people score the same contact blind; questions they read differently are named first."""

from datetime import date, timedelta

import pytest
from django.core.exceptions import PermissionDenied
from tests import cast
from tests.quality import made

from alo153.accounts.models import User
from alo153.quality import actions
from alo153.quality.actions.counting import count_all
from alo153.quality.media import CardMedium
from alo153.quality.models import CardVersion, Evaluation
from alo153.quality.queries import agreement, calibrations, evaluations, figures

pytestmark = pytest.mark.django_db
LATER = cast.AT + timedelta(days=1)


@pytest.fixture
def scored_twice() -> None:
    derya, _hakan = cast.staff("derya"), cast.staff("hakan")
    actions.set_plan(each=4, twice_percent=100, appeal_days=7, by=derya, at=cast.AT)
    made.card()
    made.day(agents=("elif",), each=4)
    actions.draw_day(day=cast.AT.date(), at=LATER)
    contacts = sorted(Evaluation.objects.values_list("interaction", flat=True).distinct())
    for row in Evaluation.objects.all():
        turn = contacts.index(row.interaction_id) % 2
        greets = turn if row.second else 1 - turn
        made.given(row, {"greets": greets, "listens": 1 + 4 * turn, "privacy": None}, at=LATER)


@pytest.mark.usefixtures("scored_twice")
def test_a_question_that_is_read_differently_wants_repair() -> None:
    rows = agreement.by_question(cast.staff("derya"), cast.AT, LATER)
    found = {row.question.key: row for row in rows}
    assert rows[0].question.key == "greets"
    assert found["greets"].wants_repair
    assert (found["greets"].alpha or 0) < 0
    assert (found["listens"].alpha, found["listens"].contacts) == (pytest.approx(1), 4)
    assert (found["privacy"].alpha, found["privacy"].contacts) == (None, 0)


@pytest.mark.usefixtures("scored_twice")
def test_whoever_scores_milder_is_seen_month_by_month() -> None:
    for who, percent in (("derya", 80.0), ("hakan", 70.0)):
        Evaluation.objects.filter(evaluator=cast.staff(who)).update(percent=percent)
    one = Evaluation.objects.filter(evaluator=cast.staff("derya")).earliest("pk")
    Evaluation.objects.filter(pk=one.pk).update(percent=60.0)
    november = date(2026, 11, 1)
    # Three times 10 and once -10; the other way around for the other
    assert agreement.drift(cast.staff("derya"), cast.AT, LATER) == [
        agreement.Drift(cast.staff("derya").full_name, november, 4, 5.0, None),
        agreement.Drift(cast.staff("hakan").full_name, november, 4, -5.0, None),
    ]


def score_of(username: str, percent: float, contact: int) -> Evaluation:
    """Return a score of a contact, known by its key, as the figures read it."""
    row = Evaluation(percent=percent, medium=CardMedium.PHONE, contact_at=cast.AT)
    row.evaluator, row.interaction_id = cast.staff(username), contact
    return row


def test_from_five_contacts_a_difference_has_an_interval(monkeypatch: pytest.MonkeyPatch) -> None:
    points = enumerate((80.0, 80.0, 80.0, 80.0, 60.0))
    rows = [
        score_of(username, percent, contact)
        for contact, hers in points
        for username, percent in (("derya", hers), ("hakan", 70.0))
    ]
    monkeypatch.setattr(agreement, "_scored_twice", lambda _begin, _end: rows)
    hers, _his = agreement.drift(cast.staff("derya"), cast.AT, LATER)
    # Four times 10 and once -10: the standard error of the mean is sqrt(80 / 5),
    # the 97.5 % point of Student's t with four degrees of freedom 2.776
    assert (hers.contacts, hers.difference) == (5, pytest.approx(6))
    assert hers.half == pytest.approx(2.776 * 4)


def test_equal_differences_say_nothing_about_their_spread() -> None:
    assert agreement.half_of([0.0] * 5) is None
    assert calibrations.interval_of([10.0] * 5) is None
    assert calibrations.interval_of([0.0, 0.0, 0.0, 0.0, 10.0]) == (
        0.0,
        pytest.approx(2 + 2.776 * 2),
    )


def test_two_scores_of_one_evaluator_are_one_contact(monkeypatch: pytest.MonkeyPatch) -> None:
    """Derya scored it in the daily draw, and again in a calibration."""
    rows = [score_of("derya", 80.0, 1), score_of("hakan", 65.0, 1), score_of("derya", 70.0, 1)]
    monkeypatch.setattr(agreement, "_scored_twice", lambda _begin, _end: rows)
    found = agreement.drift(cast.staff("derya"), cast.AT, LATER)
    assert [(each.contacts, each.difference) for each in found] == [(1, 10.0), (1, -10.0)]


def test_of_two_answers_of_one_evaluator_the_older_counts() -> None:
    given = [("derya", 1, 1), ("hakan", 1, 1), ("derya", 2, 0), ("hakan", 2, 0), ("derya", 2, 1)]
    rows = []
    for key, (username, contact, greets) in enumerate(given, 1):
        row = score_of(username, 80.0, contact)
        row.pk, row.answers = key, {"greets": greets}
        rows.append(row)
    question = made.CARD.sections[0].questions[0]
    for ordered in (rows, rows[::-1]):
        found = agreement.of_question(CardVersion(), question, ordered)
        assert (found.contacts, found.alpha) == (2, pytest.approx(1))


@pytest.mark.usefixtures("scored_twice")
def test_two_evaluators_of_one_name_are_two() -> None:
    for who, percent in (("derya", 80.0), ("hakan", 70.0)):
        Evaluation.objects.filter(evaluator=cast.staff(who)).update(percent=percent)
    User.objects.filter(username__in=["derya", "hakan"]).update(full_name="Deniz Ak")
    found = agreement.drift(cast.staff("derya"), cast.AT, LATER)
    assert sorted(each.difference for each in found) == [-10.0, 10.0]


def test_a_contact_and_an_answer_of_one_key_are_two(monkeypatch: pytest.MonkeyPatch) -> None:
    """Keys of contacts and of answers are counted apart, and may be the same."""

    def of(username: str, percent: float, medium: CardMedium) -> Evaluation:
        row = Evaluation(percent=percent, medium=medium, contact_at=cast.AT)
        row.evaluator = cast.staff(username)
        if medium == CardMedium.UNIT:
            row.answer_id = 5
        else:
            row.interaction_id = 5
        return row

    rows = [
        of("derya", 80.0, CardMedium.PHONE),
        of("hakan", 70.0, CardMedium.PHONE),
        of("derya", 50.0, CardMedium.UNIT),
        of("hakan", 60.0, CardMedium.UNIT),
    ]
    monkeypatch.setattr(agreement, "_scored_twice", lambda _begin, _end: rows)
    found = agreement.drift(cast.staff("derya"), cast.AT, LATER)
    assert [(each.contacts, each.difference) for each in found] == [(2, 0.0), (2, 0.0)]


@pytest.mark.usefixtures("scored_twice")
def test_a_second_score_enters_neither_the_figures_nor_the_eyes_of_the_agent() -> None:
    count_all()
    whole = figures.staffed(cast.staff("derya"), cast.AT.date(), LATER.date()).whole
    assert whole.score is not None
    assert whole.score.n == 4
    assert evaluations.of_agent(cast.staff("elif")).count() == 4


def test_who_does_not_manage_quality_sees_no_agreement() -> None:
    with pytest.raises(PermissionDenied):
        agreement.by_question(cast.staff("hakan"), cast.AT, LATER)
    with pytest.raises(PermissionDenied):
        agreement.drift(cast.staff("hakan"), cast.AT, LATER)

"""An evaluator scores a contact, half-done work is kept, and its agent reads what is given."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction
from tests import cast
from tests.quality import made

from alo153.accounts.policy import NotPermitted
from alo153.contacts.models import Interaction
from alo153.core import events
from alo153.quality import actions
from alo153.quality.actions import ChangedMeanwhile, Incomplete, NoCard
from alo153.quality.models import Evaluation, Reason, State
from alo153.quality.policy import NotAllowed
from alo153.quality.queries import evaluations

pytestmark = pytest.mark.django_db


def keep(
    evaluation: Evaluation, *, seen: int = 1, by: str = "derya", **answers: int | None
) -> Evaluation:
    return actions.keep(
        evaluation=evaluation,
        answers=answers,
        remarks={"greets": {"at": 3, "words": "Adını söylemedi."}},
        summary="",
        seen=seen,
        by=cast.staff(by),
    )


def test_what_is_half_done_is_kept_and_hidden_from_the_agent() -> None:
    made.card()
    row = keep(made.asked(), greets=1)
    assert (row.state, row.answers, row.version) == (State.OPEN, {"greets": 1}, 2)
    elif_ = cast.staff("elif")
    assert list(evaluations.visible(elif_)) == []
    assert list(evaluations.to_do(cast.staff("derya"))) == [row]


def test_what_is_given_is_read_by_its_agent() -> None:
    made.card()
    row = made.given(made.asked(), made.POOR)
    assert (row.percent, row.critical) == (30.0, {"compliance": 1})
    assert list(evaluations.of_agent(cast.staff("elif"))) == [row]
    assert list(evaluations.of_agent(cast.staff("murat"))) == []
    assert [each.name for each in events.history(row)] == [
        "quality.evaluation_asked",
        "quality.evaluation_given",
    ]


def test_a_question_without_an_answer_is_named() -> None:
    made.card()
    row = keep(made.asked(), greets=1, listens=4)
    with pytest.raises(Incomplete) as wrong:
        actions.give(evaluation=row, seen=2, by=cast.staff("derya"), at=cast.AT)
    assert wrong.value.keys == ("privacy",)


def test_a_value_off_its_scale_is_not_kept() -> None:
    made.card()
    assert keep(made.asked(), greets=7, listens=0, privacy=1).answers == {"privacy": 1}


def test_of_two_windows_the_slower_is_told() -> None:
    made.card()
    row = made.asked()
    keep(row, greets=1)
    with pytest.raises(ChangedMeanwhile):
        keep(row, greets=0)


def test_without_a_card_nothing_is_scored() -> None:
    with pytest.raises(NoCard):
        keep(made.asked(), greets=1)


def test_a_card_that_follows_changes_nothing_that_was_begun() -> None:
    first = made.card()
    row = keep(made.asked(), greets=1)
    second = made.card()
    assert second.number == 2
    assert keep(row, seen=2, greets=0).card == first


def test_nobody_scores_their_own_contact() -> None:
    with pytest.raises(NotAllowed):
        made.asked("hakan", by="hakan")
    row = made.asked("hakan")
    with pytest.raises(IntegrityError), transaction.atomic():
        Evaluation.objects.filter(pk=row.pk).update(evaluator=cast.staff("hakan"))


def test_nobody_scores_what_was_dealt_to_somebody_else() -> None:
    made.card()
    with pytest.raises(NotAllowed):
        keep(made.asked(), by="hakan", greets=1)


def test_who_does_not_evaluate_takes_nothing() -> None:
    with pytest.raises(NotPermitted):
        made.asked("murat", by="elif")


def test_a_contact_of_a_confidential_case_is_hidden_from_evaluators() -> None:
    contact = made.contact()
    cast.open_case(about="kadin-destek").interactions.add(contact)
    with pytest.raises(Interaction.DoesNotExist):
        actions.ask(interaction=contact, reason=Reason.OTHER, by=cast.staff("derya"), at=cast.AT)


def test_a_contact_is_taken_once() -> None:
    first = made.asked()
    again = actions.ask(
        interaction=first.interaction,
        reason=Reason.COMPLAINT,
        by=cast.staff("hakan"),
        at=cast.AT + timedelta(hours=1),
    )
    assert (again, again.reason) == (first, Reason.OTHER)


def test_what_cannot_be_scored_is_dropped() -> None:
    row = made.asked()
    actions.drop(evaluation=row, by=cast.staff("derya"), at=cast.AT)
    assert list(evaluations.to_do(cast.staff("derya"))) == []

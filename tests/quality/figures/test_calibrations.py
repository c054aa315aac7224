"""Several evaluators score the same contacts blind; a question that they read differently shows."""

from datetime import timedelta
from pathlib import Path

import pytest
from django.db import IntegrityError, transaction
from pytest_django import Settings
from tests import cast
from tests.calls.media import recorded
from tests.parts.roles import Role
from tests.quality import made

from alo153.accounts.models import User
from alo153.calls.media.recordings.actions import delete_recordings
from alo153.contacts.models import Interaction
from alo153.core import events
from alo153.quality import actions
from alo153.quality.actions.counting import count_all
from alo153.quality.media import CardMedium
from alo153.quality.models import Calibration, Evaluation, Reason, State
from alo153.quality.policy import NotAllowed, Refusal
from alo153.quality.queries import agreement, calibrations, candidates, evaluations, figures

pytestmark = pytest.mark.django_db
LATER = cast.AT + timedelta(days=1)
THREE = ("derya", "hakan", "selin")


def people() -> list[User]:
    return [cast.staff("derya"), cast.staff("hakan"), cast.with_roles("selin", Role.QUALITY)]


def opened(*, contacts: int = 2) -> Calibration:
    """Open a round about contacts of Elif and Murat for Derya, Hakan and Selin."""
    made.card()
    made.day(each=2)
    return actions.open_calibration(
        medium=CardMedium.COUNTER,
        contacts=contacts,
        evaluators=people(),
        by=cast.staff("derya"),
        at=LATER,
    )


def of(row: Calibration, username: str) -> list[Evaluation]:
    rows = row.evaluations.filter(evaluator__username=username)
    return list(rows.order_by("contact_at", "interaction"))


def score(row: Calibration, username: str) -> None:
    """Score the first contact well and the second poorly; Hakan greets the other way around."""
    for place, each in enumerate(of(row, username)):
        greets = 1 - place if username != "hakan" else place
        answers = {"greets": greets, "listens": 5 - 4 * place, "privacy": 1}
        made.given(each, answers, at=LATER)


def contacts_of(row: Calibration) -> list[Interaction]:
    return [each.interaction for each in of(row, "derya") if each.interaction]


def test_all_score_the_same_contacts_by_one_card() -> None:
    row = opened()
    assert {name: len(of(row, name)) for name in THREE} == dict.fromkeys(THREE, 2)
    assert len({each.interaction_id for each in row.evaluations.all()}) == 2
    second = made.card()
    score(row, "derya")
    assert {each.card for each in of(row, "derya")} == {row.card}
    assert second != row.card
    (said,) = events.history(row)
    assert (said.name, said.data) == (
        "quality.calibration_opened",
        {"contacts": 2, "evaluators": 3},
    )


def test_nobody_sees_a_score_before_their_own_is_in() -> None:
    row, derya = opened(), cast.staff("derya")
    score(row, "hakan")
    theirs = {each.pk for each in of(row, "hakan")}
    assert not theirs & {each.pk for each in evaluations.visible(derya)}
    assert calibrations.results(derya, row) is None
    score(row, "derya")
    assert theirs <= {each.pk for each in evaluations.visible(derya)}
    shown = calibrations.results(derya, row)
    assert shown is not None
    assert all(each.waits for each in shown.contacts)
    assert calibrations.results(cast.staff("selin"), row) is None


def test_a_second_score_of_the_daily_draw_is_blind_as_well() -> None:
    derya = cast.staff("derya")
    made.card()
    first = made.asked(by="hakan")
    own = Evaluation.objects.get(pk=first.pk)
    own.pk, own.second, own.evaluator = None, True, derya
    own.save()
    made.given(first)
    assert first not in evaluations.visible(derya)
    made.given(own)
    assert first in evaluations.visible(derya)


def test_a_contact_that_somebody_scores_outside_the_round_is_left_out_for_them() -> None:
    row, derya = opened(), cast.staff("derya")
    for name in THREE:
        score(row, name)
    first, second = contacts_of(row)
    daily = actions.ask(interaction=first, reason=Reason.OTHER, by=derya, at=LATER)
    shown = calibrations.results(derya, row)
    assert shown is not None
    assert [each.interaction for each in shown.contacts] == [second]
    assert [each.contacts for each in shown.questions] == [1, 1, 1]
    theirs = calibrations.results(cast.staff("hakan"), row)
    assert theirs is not None
    assert [each.interaction for each in theirs.contacts] == [first, second]
    made.given(daily, at=LATER)
    whole = calibrations.results(derya, row)
    assert whole is not None
    assert [each.interaction for each in whole.contacts] == [first, second]


def test_an_appealed_score_is_hidden_from_a_decider_who_still_scores_the_contact() -> None:
    made.card()
    first, hakan = made.asked(by="derya"), cast.staff("hakan")
    own = Evaluation.objects.get(pk=first.pk)
    own.pk, own.second, own.evaluator = None, True, hakan
    own.save()
    made.given(first)
    actions.appeal(evaluation=first, reason="Adımı söyledim.", by=cast.staff("elif"), at=LATER)
    assert first not in evaluations.visible(hakan)
    made.given(own)
    assert first in evaluations.visible(hakan)


def test_no_contact_is_drawn_that_an_evaluator_scored_still_scores_or_gave_away() -> None:
    made.card()
    derya, hakan = cast.staff("derya"), cast.staff("hakan")
    made.given(made.asked(by="hakan"))
    made.asked("murat", by="hakan")
    assert actions.recuse(evaluation=made.asked("murat", by="hakan"), by=hakan, at=cast.AT)
    facts = {
        "medium": CardMedium.COUNTER,
        "contacts": 1,
        # Derya, who is not in the round, has the contact that Hakan gave away
        "evaluators": [hakan, cast.with_roles("selin", Role.QUALITY)],
        "by": derya,
        "at": LATER,
    }
    with pytest.raises(actions.TooFewContacts) as few:
        actions.open_calibration(**facts)
    assert few.value.found == 0
    unknown = made.contact("murat")
    row = actions.open_calibration(**facts)
    assert {each.interaction for each in row.evaluations.all()} == {unknown}


def test_no_contact_of_a_round_is_dropped() -> None:
    first, _second = of(opened(), "hakan")
    with pytest.raises(NotAllowed) as refused:
        actions.drop(evaluation=first, by=cast.staff("hakan"), at=LATER)
    assert refused.value.why is Refusal.CALIBRATED
    first.refresh_from_db()
    assert first.state == State.OPEN


def test_the_question_that_is_read_differently_comes_first() -> None:
    row = opened()
    for name in THREE:
        score(row, name)
    shown = calibrations.results(cast.staff("derya"), row)
    assert shown is not None
    first, *_ = shown.questions
    assert first.question.key == "greets"
    assert first.wants_repair
    alphas = {each.question.key: each.alpha for each in shown.questions}
    assert alphas["listens"] == pytest.approx(1)
    assert alphas["privacy"] is None
    listed = agreement.by_question(cast.staff("derya"), cast.AT, LATER)
    assert [each.question.key for each in listed if each.wants_repair] == ["greets"]
    milder = agreement.drift(cast.staff("derya"), cast.AT, LATER)
    assert sum(each.difference for each in milder) == pytest.approx(0)


def test_each_is_compared_with_the_agreed_score() -> None:
    row, derya = opened(contacts=1), cast.staff("derya")
    (contact,) = contacts_of(row)
    facts = {"calibration": row, "interaction": contact, "by": derya, "at": LATER}
    score(row, "derya")
    with pytest.raises(NotAllowed) as wrong:
        actions.agree(answers=made.GOOD, **facts)
    assert wrong.value.why is Refusal.NOT_SCORED_BY_ALL
    score(row, "hakan")
    score(row, "selin")
    with pytest.raises(actions.Incomplete):
        actions.agree(answers={"greets": 1}, **facts)
    assert actions.agree(answers=made.GOOD, **facts).percent == 100
    shown = calibrations.results(derya, row)
    assert shown is not None
    found = {each.evaluator: (each.contacts, each.mean, each.milder) for each in shown.distances}
    assert {each.mean_interval for each in shown.distances} == {None}, "one contact has no interval"
    # Hakan missed the greeting: 40 of 100 points
    assert found == {
        cast.staff("derya").full_name: (1, 0, 0),
        cast.staff("hakan").full_name: (1, 40, -40),
        cast.staff("selin").full_name: (1, 0, 0),
    }
    with pytest.raises(actions.ChangedMeanwhile):
        actions.agree(answers=made.POOR, **facts)


@pytest.fixture
def destroyed(tmp_path: Path, settings: Settings) -> Calibration:
    """Return a round about a call whose recording went when Derya alone had scored it."""
    call = recorded.keep(recorded.talk(recorded.settings_for(tmp_path, settings), seconds=2))
    made.card(CardMedium.PHONE)
    row = actions.open_calibration(
        medium=CardMedium.PHONE, contacts=1, evaluators=people(), by=cast.staff("derya"), at=LATER
    )
    made.given(of(row, "derya")[0], at=LATER)
    delete_recordings(calls=[call.pk], at=LATER)
    return row


def test_a_contact_whose_recording_was_destroyed_is_closed_with_the_scores_that_it_has(
    destroyed: Calibration,
) -> None:
    derya, (contact,) = cast.staff("derya"), contacts_of(destroyed)
    facts = {"calibration": destroyed, "interaction": contact, "by": derya, "at": LATER}
    assert [each.missing for each in calibrations.not_heard(derya, destroyed)] == [2]
    with pytest.raises(actions.NoReason):
        actions.close_contact(reason=" ", **facts)
    actions.close_contact(reason="Kayıt süresi doldu.", **facts)
    assert calibrations.not_heard(derya, destroyed) == []
    assert [each.reason for each in calibrations.closed(destroyed)] == ["Kayıt süresi doldu."]
    assert calibrations.results(cast.staff("hakan"), destroyed) is not None
    assert actions.agree(answers=made.GOOD, **facts).percent == 100
    with pytest.raises(Evaluation.DoesNotExist):
        actions.close_contact(reason="Bir daha.", **facts)


def test_no_contact_is_closed_that_can_be_scored() -> None:
    row, derya = opened(contacts=1), cast.staff("derya")
    (contact,) = contacts_of(row)
    assert calibrations.not_heard(derya, row) == []
    with pytest.raises(NotAllowed) as wrong:
        actions.close_contact(
            calibration=row, interaction=contact, reason="Uzun.", by=derya, at=LATER
        )
    assert wrong.value.why is Refusal.STILL_HEARD
    assert row.evaluations.filter(state=State.OPEN).count() == 3


def test_a_calibration_enters_no_figure_and_no_agent_reads_it() -> None:
    row = opened()
    for name in THREE:
        score(row, name)
    count_all()
    found = figures.staffed(cast.staff("derya"), cast.AT.date(), LATER.date())
    assert found.agents == []
    for agent in ("elif", "murat"):
        assert list(evaluations.of_agent(cast.staff(agent))) == []
    with pytest.raises(IntegrityError), transaction.atomic():
        row.evaluations.update(second=False)


def test_no_contact_of_a_round_is_in_the_draw_of_its_day() -> None:
    row = opened(contacts=3)
    (draw,) = actions.draw_due(yesterday=cast.AT.date(), at=LATER)
    dealt = {each.interaction for each in draw.evaluations.all()}
    assert draw.candidates == len(dealt) == 1
    assert not dealt & set(contacts_of(row))


def test_nobody_takes_a_contact_that_they_score_blind() -> None:
    contact = contacts_of(opened())[0]
    assert not candidates.may_take(contact.pk, asker=cast.staff("derya"))
    with pytest.raises(NotAllowed) as wrong:
        actions.ask(interaction=contact, reason=Reason.OTHER, by=cast.staff("derya"), at=LATER)
    assert wrong.value.why is Refusal.CALIBRATED


def test_nobody_scores_their_own_contact() -> None:
    made.card()
    made.day(agents=("hakan",), each=3)
    with pytest.raises(actions.TooFewContacts) as few:
        opened(contacts=5)
    # Two each of Elif and Murat
    assert few.value.found == 4
    assert not Calibration.objects.exists()


def test_two_evaluators_are_needed_and_a_card() -> None:
    facts = {"medium": CardMedium.COUNTER, "contacts": 1, "by": cast.staff("derya"), "at": LATER}
    with pytest.raises(actions.NoCard):
        actions.open_calibration(evaluators=people(), **facts)
    made.card()
    alone = [cast.staff("derya"), cast.staff("elif")]
    with pytest.raises(actions.TooFewEvaluators):
        actions.open_calibration(evaluators=alone, **facts)


def test_an_evaluator_who_left_holds_up_no_round() -> None:
    row = opened()
    score(row, "derya")
    score(row, "hakan")
    User.objects.filter(username="selin").update(is_active=False)
    actions.draw_due(yesterday=cast.AT.date(), at=LATER)
    assert not row.evaluations.filter(state=State.OPEN).exists()
    shown = calibrations.results(cast.staff("derya"), row)
    assert shown is not None
    assert [len(each.scores) for each in shown.contacts] == [2, 2]


def test_rounds_are_read_by_the_people_in_them() -> None:
    row = opened()
    assert [each.pk for each in calibrations.visible(cast.staff("hakan"))] == [row.pk]
    okan = cast.with_roles("okan", Role.SUPERVISOR)
    assert list(calibrations.visible(okan)) == []
    assert list(calibrations.visible(cast.staff("elif"))) == []

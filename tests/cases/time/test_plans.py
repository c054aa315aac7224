"""A plan is told as a plan, and comes back when its day has passed."""

from collections.abc import Sequence
from datetime import date, timedelta

import pytest
from django.test import Client
from tests import cast
from tests.cases import stories
from tests.cases.life.confirmations import say
from tests.cases.time.promises import kept
from tests.cases.together import linked_reports

from alo153.cases import actions, queries
from alo153.cases.models import Case, Clock, Closing, Relay, RelayAttempt
from alo153.cases.rules.outcomes import Finding, Outcome
from alo153.cases.telling import timeline
from alo153.cases.together import linked_reports as people
from alo153.contacts.models import Message
from alo153.core.actor import SYSTEM
from alo153.core.clock import now

pytestmark = pytest.mark.django_db
Confirmation = Closing.Confirmation
DAY = timedelta(days=1)


def planned(on: date | None = None, others: Sequence[str] = ()) -> Case:
    """Return a closed case of Parks, planned for tomorrow, whose citizens were told by SMS.

    Args:
        others: the names of those whose reports go with it.
    """
    case = stories.pruning()
    for name in others:
        joined = stories.pruning(full_name=name)
        actions.join(case=joined, lead=case, by=cast.actor("elif"), at=now())
    finding = Finding(
        outcome=Outcome.PLANNED,
        text="Budama programa alındı.",
        planned_date=on or stories.tomorrow(),
    )
    actions.accept(case=case, by=cast.staff("selin"), at=now())
    actions.answer(case=case, finding=finding, by=cast.staff("selin"), at=now())
    words = "Ağacı budama programına aldık."
    actions.approve(case=case, plain_text=words, by=cast.staff("murat"), at=now())
    linked_reports.work_off()
    for relay in Relay.objects.filter(state=Relay.State.PENDING):
        told = RelayAttempt.Result.TOLD
        actions.record_attempt(relay=relay, result=told, by=SYSTEM, at=now())
    case.refresh_from_db()
    return case


def page(case: Case) -> str:
    return Client().get(f"/t/{case.link_key}/").content.decode()


def test_the_citizen_is_told_the_day_and_not_asked_whether_it_is_solved() -> None:
    case = planned()
    body = Message.objects.get(purpose="answer").body
    assert "programa aldık" in body
    assert "Çözüldü mü" not in body
    assert case.closings.get().confirmation == Confirmation.NOT_ASKED
    shown = page(case)
    assert "için programa alındı" in shown
    assert "sonuçlandı." not in shown
    assert "programa aldık" in timeline.where_it_stands(case).title
    assert "Evet, çözüldü" not in shown
    assert "Plana itiraz ediyorum" in shown
    assert actions.process_due_confirmations(at=now() + 60 * DAY) == 0


def test_an_objection_to_a_plan_goes_to_somebody_else() -> None:
    case = planned()
    say(case, solved=False, words="Dallar o güne kadar kırılır.")
    case.refresh_from_db()
    assert (case.state, case.unit) == ("at_center", None)
    assert actions.resume_plans(at=now() + 2 * DAY) == 0


def test_before_its_day_has_passed_a_plan_stays_closed() -> None:
    case = planned()
    assert actions.resume_plans(at=now() + DAY) == 0
    case.refresh_from_db()
    assert case.state == "closed"


def test_a_plan_whose_day_has_passed_comes_back_to_its_unit_once() -> None:
    case = planned()
    at = now() + 2 * DAY
    assert (actions.resume_plans(at=at), actions.resume_plans(at=at)) == (1, 0)
    case.refresh_from_db()
    assert (case.state, case.unit) == ("forwarded", cast.unit("park-ve-bahceler"))
    assert case.due_at is not None
    assert case.clocks.filter(state="running", purpose=Clock.Purpose.ANSWER).count() == 1
    kept(case, at=at)
    shown = page(case)
    assert "Planlanan tarih geçti" in shown
    assert "Çözülmediğini söylediniz" not in shown


def test_after_its_day_the_citizen_is_asked_again() -> None:
    case = planned()
    at = now() + 2 * DAY
    actions.resume_plans(at=at)
    case.refresh_from_db()
    actions.accept(case=case, by=cast.staff("selin"), at=at)
    actions.answer(case=case, finding=stories.DONE, by=cast.staff("selin"), at=at)
    actions.approve(case=case, plain_text="Ağacı budadık.", by=cast.staff("murat"), at=at)
    told = RelayAttempt.Result.TOLD
    actions.record_attempt(relay=case.relays.latest("id"), result=told, by=SYSTEM, at=at)
    asked = [Confirmation.NOT_ASKED, Confirmation.WAITING]
    assert [each.confirmation for each in case.closings.all()] == asked
    answers = Message.objects.filter(purpose="answer").order_by("created_at")
    assert ["Çözüldü mü?" in answer.body for answer in answers] == [False, True]
    assert actions.resume_plans(at=at + 30 * DAY) == 0


def test_who_was_told_the_plan_with_it_comes_back_with_it() -> None:
    case = planned(others=["Mehmet Öztürk", "Ümit Özgür"])
    at = now() + 2 * DAY
    assert (actions.resume_plans(at=at), actions.resume_plans(at=at)) == (3, 0)
    case.refresh_from_db()
    back = list(Case.objects.filter(lead=case))
    assert len(back) == 2
    assert list(queries.inbox(cast.staff("selin"))) == [case]
    assert people.people(case) == 3
    for each in [case, *back]:
        kept(each, at=at)
        assert "Planlanan tarih geçti" in page(each)


def test_the_answer_after_a_plan_reaches_all_and_asks_each_of_them() -> None:
    case = planned(others=["Mehmet Öztürk"])
    at = now() + 2 * DAY
    actions.resume_plans(at=at)
    case.refresh_from_db()
    waiting = people.told_of(case)
    assert (waiting.told, waiting.waiting) == (0, 1)
    actions.accept(case=case, by=cast.staff("selin"), at=at)
    actions.answer(case=case, finding=stories.DONE, by=cast.staff("selin"), at=at)
    actions.approve(case=case, plain_text="Ağacı budadık.", by=cast.staff("murat"), at=at)
    linked_reports.work_off()
    answers = Message.objects.filter(purpose="answer", body__contains="Ağacı budadık.")
    assert answers.count() == 2
    assert all("Çözüldü mü?" in answer.body for answer in answers)
    assert not Case.objects.exclude(lead=None).exists()


def test_where_the_first_calls_it_solved_the_other_comes_back_alone() -> None:
    case = planned(others=["Mehmet Öztürk"])
    say(case, solved=True)
    actions.resume_plans(at=now() + 2 * DAY)
    case.refresh_from_db()
    other = Case.objects.exclude(pk=case.pk).get()
    assert (case.state, other.state, other.lead) == ("closed", "forwarded", None)


def test_what_the_citizen_calls_solved_stays_closed() -> None:
    case = planned()
    say(case, solved=True)
    assert actions.resume_plans(at=now() + 2 * DAY) == 0

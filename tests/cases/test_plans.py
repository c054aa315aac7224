"""A plan is told as a plan, and comes back when its day has passed."""

from datetime import date, timedelta

import pytest
from django.test import Client
from tests import cast
from tests.cases import stories
from tests.cases.promises import kept
from tests.cases.verdicts import say

from alo153.cases import actions
from alo153.cases.models import Case, Clock, Closing, RelayAttempt
from alo153.cases.outcomes import Finding, Outcome
from alo153.channels.models import OutboundMessage
from alo153.core.actor import SYSTEM
from alo153.core.clock import now

pytestmark = pytest.mark.django_db
Verdict = Closing.Verdict
DAY = timedelta(days=1)


def planned(on: date | None = None, **facts: object) -> Case:
    """Return a closed case of Parks, planned for tomorrow, whose citizen was told by SMS."""
    case = stories.pruning(**facts)  # type: ignore[arg-type]
    finding = Finding(
        outcome=Outcome.PLANNED,
        text="Budama programa alındı.",
        planned_date=on or stories.tomorrow(),
    )
    actions.accept(case=case, by=cast.staff("selin"), at=now())
    actions.answer(case=case, finding=finding, by=cast.staff("selin"), at=now())
    words = "Ağacı budama programına aldık."
    actions.approve(case=case, plain_text=words, by=cast.staff("murat"), at=now())
    told = RelayAttempt.Result.TOLD
    actions.record_attempt(relay=case.relays.latest("id"), result=told, by=SYSTEM, at=now())
    case.refresh_from_db()
    return case


def page(case: Case) -> str:
    return Client().get(f"/t/{case.link_key}/").content.decode()


def test_the_citizen_is_told_the_day_and_not_asked_whether_it_is_solved() -> None:
    case = planned()
    body = OutboundMessage.objects.get(purpose="answer").body
    assert "programa aldık" in body
    assert "Çözüldü mü" not in body
    assert case.closings.get().verdict == Verdict.NOT_ASKED
    shown = page(case)
    assert "için programa alındı" in shown
    assert "Evet, çözüldü" not in shown
    assert "Plana itiraz ediyorum" in shown
    assert actions.mind_verdicts(at=now() + 60 * DAY) == 0


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
    assert [each.verdict for each in case.closings.all()] == [Verdict.NOT_ASKED, Verdict.WAITING]
    answers = OutboundMessage.objects.filter(purpose="answer").order_by("created_at")
    assert ["Çözüldü mü?" in answer.body for answer in answers] == [False, True]
    assert actions.resume_plans(at=at + 30 * DAY) == 0


def test_what_the_citizen_calls_solved_stays_closed() -> None:
    case = planned()
    say(case, solved=True)
    assert actions.resume_plans(at=now() + 2 * DAY) == 0

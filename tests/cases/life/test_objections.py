"""The citizen says that it is not solved: somebody else decides, and the clock starts again."""

from datetime import timedelta

import pytest
from tests import cast
from tests.cases import stories
from tests.cases.life.confirmations import closed, say

from alo153.accounts.models import User
from alo153.cases import actions, queries
from alo153.cases.actions import AlreadySaid, NotOfThisKind, NotYourObjection
from alo153.cases.events.feedback import CaseObjectionTaken
from alo153.cases.life import closings
from alo153.cases.life.closings import Barred
from alo153.cases.models import Case, Clock, RelayAttempt
from alo153.cases.rules.lifecycle import NotPossible, State
from alo153.cases.telling import timeline
from alo153.citizens.channel import Channel
from alo153.core import events
from alo153.core.actor import SYSTEM, Actor
from alo153.core.clock import now

pytestmark = pytest.mark.django_db
STILL = "Dallar hâlâ lambayı kapatıyor."


@pytest.fixture
def case() -> Case:
    """A case that Selin answered, Murat approved, and whose citizen says that it is not solved."""
    case = closed()
    say(case, solved=False, words=STILL)
    return case


@pytest.fixture
def elif_() -> User:
    return cast.staff("elif")


def close_again(case: Case, *, judge: User) -> None:
    """Send it back to Parks, let them answer, and pass the answer on."""
    parks, reason = cast.unit("park-ve-bahceler"), "Vatandaş çözülmedi diyor."
    actions.forward(case=case, to=parks, reason=reason, by=judge, at=now())
    actions.accept(case=case, by=cast.staff("nurten"), at=now())
    actions.answer(case=case, finding=stories.DONE, by=cast.staff("nurten"), at=now())
    actions.approve(case=case, plain_text="Bu kez budadık.", by=judge, at=now())
    told = RelayAttempt.Result.TOLD
    actions.record_attempt(relay=case.relays.latest("id"), result=told, by=SYSTEM, at=now())
    case.refresh_from_db()


def test_the_clock_starts_again_with_its_reason(case: Case) -> None:
    old, new = case.clocks.filter(purpose=Clock.Purpose.ANSWER).order_by("id")
    assert (old.state, new.state) == ("stopped", "running")
    assert case.due_at == new.due_at
    line = new.entries.get()
    assert (line.verb, line.amount) == ("start", old.entries.get(verb="start").amount)
    assert line.reason == "Vatandaş sorununun çözülmediğini söylüyor."


def test_the_promise_that_was_told_stays_as_it_was(case: Case) -> None:
    before = case.promised_at
    case.refresh_from_db()
    assert case.promised_at == before


def test_it_waits_in_a_list_of_its_own(case: Case, elif_: User) -> None:
    assert [objection.case for objection in closings.objections(elif_)] == [case]
    assert case not in queries.waiting_at_center(elif_)


def test_who_approved_it_neither_sees_nor_decides_it(case: Case) -> None:
    murat = cast.staff("murat")
    assert not closings.objections(murat)
    parks = cast.unit("park-ve-bahceler")
    with pytest.raises(NotYourObjection) as refused:
        actions.forward(case=case, to=parks, reason="Olmuş", by=murat, at=now())
    assert refused.value.why == Barred.CLOSED_IT
    with pytest.raises(NotYourObjection):
        actions.take_objection(case=case, by=murat, at=now())
    with pytest.raises(NotYourObjection):
        actions.answer(case=case, finding=stories.DONE, by=murat, at=now())
    case.refresh_from_db()
    assert case.state == State.AT_CENTER


def test_the_closer_does_not_approve_the_second_answer_either(case: Case, elif_: User) -> None:
    parks = cast.unit("park-ve-bahceler")
    actions.forward(case=case, to=parks, reason="Yeniden bakın", by=elif_, at=now())
    selin, murat = cast.staff("selin"), cast.staff("murat")
    actions.answer(case=case, finding=stories.DONE, by=selin, at=now())
    for refused in (
        lambda: actions.approve(case=case, plain_text="Oldu", by=murat, at=now()),
        lambda: actions.send_back(case=case, reason="Olmadı", by=murat, at=now()),
    ):
        with pytest.raises(NotYourObjection):
            refused()


def test_who_acts_first_has_taken_it(case: Case, elif_: User) -> None:
    actions.take_objection(case=case, by=elif_, at=now())
    objection = closings.objection_of(case)
    assert objection is not None
    assert objection.taken_by == elif_
    hakan = cast.staff("hakan")
    actions.forward(case=case, to=cast.unit("park-ve-bahceler"), reason="…", by=hakan, at=now())
    objection.refresh_from_db()
    assert objection.taken_by == elif_
    assert takers(case) == [elif_.pk]


def test_who_decides_before_taking_it_takes_it_and_history_says_so(case: Case, elif_: User) -> None:
    actions.forward(case=case, to=cast.unit("park-ve-bahceler"), reason="…", by=elif_, at=now())
    objection = closings.objection_of(case)
    assert objection is not None
    assert objection.taken_by == elif_
    assert takers(case) == [elif_.pk]


def takers(case: Case) -> list[int | None]:
    return [event.actor_id for event in events.history(case, CaseObjectionTaken)]


def test_it_ends_in_another_closing_about_which_the_citizen_is_asked(
    case: Case, elif_: User
) -> None:
    close_again(case, judge=elif_)
    first, second = case.closings.all()
    assert (first.objection.ended_by, second.number, second.confirmation) == (second, 2, "waiting")
    assert closings.objection_of(case) is None
    say(case, solved=True)
    second.refresh_from_db()
    assert second.confirmation == "solved"


def test_the_third_goes_to_a_supervisor_and_there_is_no_fourth(case: Case, elif_: User) -> None:
    hakan = cast.staff("hakan")
    close_again(case, judge=elif_)
    say(case, solved=False, words=STILL)
    with pytest.raises(NotYourObjection):  # Elif approved the second answer
        actions.take_objection(case=case, by=elif_, at=now())
    with pytest.raises(NotYourObjection):  # Murat approved the first one: all the earlier count
        actions.take_objection(case=case, by=cast.staff("murat"), at=now())
    close_again(case, judge=cast.staff("zeynep"))
    say(case, solved=False, words=STILL)
    with pytest.raises(NotYourObjection) as refused:
        actions.take_objection(case=case, by=elif_, at=now())
    assert refused.value.why == Barred.FOR_SUPERVISOR
    close_again(case, judge=hakan)
    say(case, solved=False, words=STILL)
    assert (case.state, case.objections.count()) == (State.CLOSED, 3)
    with pytest.raises(AlreadySaid):
        say(case, solved=False, words=STILL)


def test_nobody_answers_a_closed_case() -> None:
    case = closed()
    with pytest.raises(NotPossible):
        actions.answer(case=case, finding=stories.DONE, by=cast.staff("selin"), at=now())
    assert case.closings.count() == 1


def test_an_objection_that_nobody_minds_is_late_as_any_case(case: Case) -> None:
    much_later = now() + timedelta(days=60)
    assert case in queries.late(cast.staff("hakan"), much_later)


def test_a_citizen_is_not_named_as_the_colleague_of_the_same_number(elif_: User) -> None:
    case = closed()
    stranger = Actor.citizen(elif_.pk)
    actions.record_confirmation(
        case=case, solved=False, words=STILL, channel=Channel.WEB, by=stranger, at=now()
    )
    said = [step for step in timeline.for_staff(case) if step.name == "case.found_unsolved"]
    assert [step.who for step in said] == [""]


def test_a_case_objected_to_is_not_answered_along_with_another(case: Case, elif_: User) -> None:
    with pytest.raises(NotOfThisKind):
        actions.join(case=case, lead=stories.pruning(), by=Actor.staff(elif_.pk), at=now())

"""Ayşe reports a tree; the story of her case on the real database."""

from itertools import cycle

import pytest
from django.db import transaction
from django.db.utils import IntegrityError
from tests import cast
from tests.cases import stories

from alo153.accounts.models import User
from alo153.cases import actions, queries
from alo153.cases.actions import NotTheirs, Reporter
from alo153.cases.events.life import CaseForwarded, CaseOpened
from alo153.cases.life.actions.opening import ContactMissing
from alo153.cases.models import Answer, Case, Relay, RelayAttempt
from alo153.cases.policy.refusals import ReasonMissing
from alo153.cases.rules import codes
from alo153.cases.rules.lifecycle import NotPossible, State
from alo153.cases.rules.outcomes import Finding, Incomplete, Need, Outcome
from alo153.cases.telling import call_backs, timeline
from alo153.citizens.channel import Channel
from alo153.citizens.models import AccessLog
from alo153.city.place import Place
from alo153.core import events
from alo153.core.actor import SYSTEM
from alo153.core.clock import now
from alo153.core.models import Event
from alo153.core.payloads import Dimensions, dimensions_of

pytestmark = pytest.mark.django_db

Result = RelayAttempt.Result


def try_to_tell(case: Case, result: RelayAttempt.Result) -> None:
    relay = case.relays.latest("id")
    actions.record_attempt(relay=relay, result=result, by=SYSTEM, at=now())
    case.refresh_from_db()


def test_a_case_goes_to_the_unit_that_topic_and_place_name() -> None:
    case = stories.pruning()
    assert case.state == State.FORWARDED
    assert case.unit == cast.unit("park-ve-bahceler")
    ledger = case.forwardings.get()
    assert "Büyükşehir" in ledger.reason
    assert ledger.explanation


def test_the_same_tree_in_a_side_street_goes_to_the_district_and_waits_for_the_center() -> None:
    case = stories.pruning(layer="district")
    assert case.unit
    assert case.unit.kind == "outside"
    assert list(queries.with_outside_bodies(cast.staff("elif"))) == [case]


def test_the_code_can_be_spoken_and_checked_and_the_promise_has_a_date() -> None:
    case = stories.pruning()
    assert codes.normalize(codes.display(case.tracking_code)) == case.tracking_code
    assert case.due_at
    assert case.due_at > case.opened_at


def test_the_whole_way_leaves_an_event_for_every_step() -> None:
    case = stories.relaying()
    try_to_tell(case, Result.TOLD)
    assert case.state == State.CLOSED
    names = list(
        Event.objects.filter(subject_type="cases.case", subject_id=str(case.pk)).values_list(
            "name", flat=True
        )
    )
    assert names == [
        "case.opened",
        "case.forwarded",
        "case.accepted",
        "case.answered",
        "case.answer_approved",
        "case.relay_asked",
        "case.relay_tried",
        "case.closed",
    ]


def test_every_step_says_by_what_reports_count_it() -> None:
    case = stories.pruning()
    opened, sent = events.history(case, CaseOpened, CaseForwarded)
    assert (
        dimensions_of(opened.data)
        == dimensions_of(sent.data)
        == Dimensions(
            unit=cast.unit("park-ve-bahceler").pk,
            topic=case.topic_id,
            kind="request",
            channel="phone",
            district=case.district_id,
            neighborhood=case.neighborhood_id,
        )
    )
    assert case.neighborhood_id


def test_not_ours_goes_back_to_the_center_and_stays_on_the_ledger() -> None:
    case = stories.pruning()
    actions.return_not_ours(
        case=case, reason="Orası ara sokak, ilçe belediyesinin.", by=cast.staff("selin"), at=now()
    )
    assert case.state == State.AT_CENTER
    assert case.unit is None
    given_back = case.forwardings.last()
    assert given_back
    assert given_back.from_unit == cast.unit("park-ve-bahceler")
    assert given_back.to_unit is None
    assert list(queries.waiting_at_center(cast.staff("elif"))) == [case]


def test_a_hand_over_without_a_reason_is_refused_and_changes_nothing() -> None:
    case = stories.pruning()
    with pytest.raises(ReasonMissing), transaction.atomic():
        actions.return_not_ours(case=case, reason="  ", by=cast.staff("selin"), at=now())
    case.refresh_from_db()
    assert case.state == State.FORWARDED
    assert case.forwardings.count() == 1


@pytest.mark.parametrize(
    ("finding", "missing"),
    [
        (Finding(outcome=Outcome.REFUSED, text="Olmaz."), Need.LEGAL_BASIS),
        (Finding(outcome=Outcome.PLANNED, text="Programda."), Need.PLANNED_DATE),
        (Finding(outcome=Outcome.NOT_OURS, text="Bizim değil."), Need.RESPONSIBLE_BODY),
        (Finding(outcome=Outcome.DUPLICATE, text="Aynısı var."), Need.DUPLICATE_OF),
        (Finding(outcome=Outcome.DONE, text=""), Need.TEXT),
    ],
)
def test_an_answer_that_lacks_what_its_outcome_demands_is_refused(
    finding: Finding, missing: Need
) -> None:
    case = stories.pruning()
    with pytest.raises(Incomplete) as refused:
        actions.answer(case=case, finding=finding, by=cast.staff("selin"), at=now())
    assert refused.value.missing == {missing}
    assert not Answer.objects.exists()


def test_a_duplicate_names_a_case_that_exists_and_is_another_one() -> None:
    case = stories.pruning()
    of_itself = Finding(
        outcome=Outcome.DUPLICATE, text="Aynı ağaç.", duplicate_of=case.tracking_code
    )
    with pytest.raises(Incomplete):
        actions.answer(case=case, finding=of_itself, by=cast.staff("selin"), at=now())


def test_the_center_may_send_an_answer_back_and_the_unit_answers_again() -> None:
    case = stories.answered()
    actions.send_back(case=case, reason="Hangi gün budandı?", by=cast.staff("murat"), at=now())
    assert case.state == State.ACCEPTED
    actions.answer(case=case, finding=stories.DONE, by=cast.staff("selin"), at=now())
    actions.approve(case=case, plain_text="Budadık.", by=cast.staff("murat"), at=now())
    assert case.state == State.RELAYING


def test_nobody_closes_before_the_citizen_was_told() -> None:
    case = stories.relaying()
    assert case.is_open
    try_to_tell(case, Result.NO_ANSWER)
    assert case.is_open
    try_to_tell(case, Result.TOLD)
    assert not case.is_open
    assert [attempt.result for attempt in case.relays.get().attempts.all()] == [
        Result.NO_ANSWER,
        Result.TOLD,
    ]


def test_after_the_last_failed_try_a_person_is_told_and_chooses_another_way() -> None:
    case = stories.relaying(full_name="Mehmet Öztürk", wish=Channel.EMAIL)
    for _ in range(3):
        try_to_tell(case, Result.FAILED)
    murat = cast.staff("murat")
    assert list(queries.waiting_at_center(murat)) == [case]
    assert case.reporter
    phone = case.reporter.identities.get(kind="phone")
    actions.relay_again(case=case, channel=Channel.PHONE, contact=phone, by=murat, at=now())
    assert not queries.waiting_at_center(murat)
    assert call_backs.waiting(murat).get().case == case
    try_to_tell(case, Result.TOLD)
    assert case.state == State.CLOSED


def test_a_citizen_who_cannot_be_reached_closes_only_with_a_reason() -> None:
    case = stories.relaying()
    try_to_tell(case, Result.WRONG_NUMBER)
    murat = cast.staff("murat")
    with pytest.raises(ReasonMissing):
        actions.close_unreached(case=case, reason="", by=murat, at=now())
    actions.close_unreached(case=case, reason="Numara kullanılmıyor.", by=murat, at=now())
    assert case.state == State.CLOSED
    assert case.relays.get().state == Relay.State.GIVEN_UP


def test_an_attempt_that_comes_late_changes_nothing() -> None:
    case = stories.relaying()
    relay = case.relays.get()
    try_to_tell(case, Result.TOLD)
    actions.record_attempt(relay=relay, result=Result.FAILED, by=SYSTEM, at=now())
    assert relay.attempts.count() == 1


def test_an_anonymous_tip_off_is_told_by_the_tracking_page_alone() -> None:
    case = actions.open_case(
        application=actions.Application(
            kind="tip_off",
            topic=cast.topic("agac-budama"),
            place=Place(),
            text="Gece ağaç kesiyorlar.",
            reporter=Reporter(),
            contact_wish=Channel.SMS,
            channel=Channel.WEB,
        ),
        by=SYSTEM,
        at=now(),
    )
    assert case.reporter is None
    assert case.contact_wish == Channel.NONE
    actions.answer(case=case, finding=stories.DONE, by=cast.staff("selin"), at=now())
    actions.approve(case=case, plain_text="Durdurduk.", by=cast.staff("murat"), at=now())
    assert case.state == State.CLOSED


def test_a_code_that_is_taken_is_not_given_again(monkeypatch: pytest.MonkeyPatch) -> None:
    first = stories.pruning()
    free = codes.new_code()
    drawn = cycle([first.tracking_code, free])
    monkeypatch.setattr(codes, "new_code", lambda: next(drawn))
    assert stories.pruning(full_name="Mehmet Öztürk").tracking_code == free


def test_a_wish_without_a_number_is_refused() -> None:
    with pytest.raises(ContactMissing), transaction.atomic():
        actions.open_case(
            application=actions.Application(
                kind="request",
                topic=cast.topic("agac-budama"),
                place=Place(),
                text="Budansın.",
                reporter=Reporter(full_name="Mehmet Öztürk", email="mehmet@example.org"),
                contact_wish=Channel.SMS,
                channel=Channel.WEB,
            ),
            by=SYSTEM,
            at=now(),
        )
    assert not Case.objects.exists()


def test_an_answer_to_a_closed_case_and_a_second_approval_are_refused() -> None:
    case = stories.relaying()
    with pytest.raises(NotPossible):
        actions.approve(case=case, plain_text="Yine.", by=cast.staff("murat"), at=now())
    try_to_tell(case, Result.TOLD)
    with pytest.raises(NotPossible):
        actions.answer(case=case, finding=stories.DONE, by=cast.staff("selin"), at=now())


def test_the_database_itself_refuses_a_refusal_without_its_law() -> None:
    case = stories.answered()
    with pytest.raises(IntegrityError, match="refusal_names_law"), transaction.atomic():
        case.answers.update(outcome=Outcome.REFUSED)


@pytest.mark.parametrize("username", ["okan", "derya", "yasin"])
def test_who_may_not_see_a_case_does_not_find_it(username: str) -> None:
    case = stories.pruning()
    asker: User = cast.staff(username)
    if username == "derya":  # quality sees every case
        assert queries.access_case(asker, case.tracking_code, what="desk", at=now()) == case
    else:
        with pytest.raises(Case.DoesNotExist):
            queries.access_case(asker, case.tracking_code, what="desk", at=now())


def test_every_look_is_written_down() -> None:
    case = stories.pruning()
    queries.access_case(cast.staff("selin"), case.tracking_code, what="unit", at=now())
    look = AccessLog.objects.get()
    assert (look.user, look.citizen, look.case_id, look.what) == (
        cast.staff("selin"),
        case.reporter,
        case.pk,
        "unit",
    )


def test_a_wrong_code_and_a_wrong_number_give_the_same_answer() -> None:
    case = stories.pruning()
    ayse = cast.phone_of("Ayşe Işık")
    assert queries.tracked(case.tracking_code, ayse) == case
    assert queries.tracked(case.tracking_code, cast.phone_of("Fatma Çınar")) is None
    assert queries.tracked(codes.new_code(), ayse) is None


def test_the_citizen_reads_public_steps_and_never_an_inner_word() -> None:
    case = stories.answered()
    actions.note(case=case, text="Bu vatandaş hep arıyor.", by=cast.staff("selin"), at=now())
    public = timeline.for_citizen(case)
    words = " ".join(step.title + step.detail + step.who for step in public)
    assert "hep arıyor" not in words
    assert "Dallar budandı" not in words  # the unit's words are not yet approved
    assert "Selin" not in words
    assert "Park" in words
    inner = timeline.for_staff(case)
    assert any(step.who == "Selin Koç" and "hep arıyor" in step.detail for step in inner)


def test_the_inbox_lists_what_is_due_first() -> None:
    late = stories.pruning(full_name="İbrahim Uğur")
    soon = stories.pruning()
    Case.objects.filter(pk=soon.pk).update(due_at=now())
    assert list(queries.inbox(cast.staff("selin"))) == [soon, late]
    assert list(queries.inbox(cast.staff("okan"))) == []


# who answers


def to_outside_body(case: Case) -> None:
    body = cast.unit("elektrik-186")
    actions.forward(case=case, to=body, reason="Direk onların.", by=cast.staff("murat"), at=now())


@pytest.mark.parametrize("username", ["murat", "hakan", "okan", "derya"])
def test_nobody_else_answers_for_a_department_of_the_house(username: str) -> None:
    case = stories.pruning()
    with pytest.raises(NotTheirs):
        actions.answer(case=case, finding=stories.DONE, by=cast.staff(username), at=now())
    case.refresh_from_db()
    assert case.state == State.FORWARDED
    assert not Answer.objects.exists()


def test_the_center_writes_down_what_a_body_outside_the_house_says() -> None:
    case = stories.pruning()
    to_outside_body(case)
    assert list(queries.with_outside_bodies(cast.staff("murat"))) == [case]
    with pytest.raises(NotTheirs):
        actions.answer(case=case, finding=stories.DONE, by=cast.staff("selin"), at=now())
    actions.answer(case=case, finding=stories.DONE, by=cast.staff("murat"), at=now())
    assert (case.state, case.answers.get().unit) == (State.ANSWERED, cast.unit("elektrik-186"))
    assert not queries.with_outside_bodies(cast.staff("murat"))


def test_the_center_answers_what_no_unit_has_and_there_is_nobody_to_send_it_back_to() -> None:
    case = stories.pruning()
    actions.return_not_ours(case=case, reason="Bizim değil.", by=cast.staff("selin"), at=now())
    with pytest.raises(NotTheirs):
        actions.answer(case=case, finding=stories.DONE, by=cast.staff("selin"), at=now())
    actions.answer(case=case, finding=stories.DONE, by=cast.staff("murat"), at=now())
    with pytest.raises(NotPossible):
        actions.send_back(case=case, reason="Nasıl?", by=cast.staff("murat"), at=now())
    actions.approve(case=case, plain_text="Budadık.", by=cast.staff("murat"), at=now())
    assert case.state == State.RELAYING

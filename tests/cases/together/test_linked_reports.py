"""Several people report one matter: each keeps a case, one answer reaches all."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction
from pytest_django import DjangoAssertNumQueries
from tests import cast
from tests.cases import stories
from tests.cases.together.linked_reports import ANSWER, answer, work_off

from alo153.cases import actions, queries, tasks
from alo153.cases.actions import LeadsOthers, NotOfThisKind
from alo153.cases.models import Answer, Case, LinkedReport, Relay
from alo153.cases.policy.refusals import ReasonMissing
from alo153.cases.rules.lifecycle import NotPossible
from alo153.cases.telling import timeline
from alo153.cases.together import linked_reports
from alo153.cases.together.actions import linking
from alo153.contacts.about import About
from alo153.contacts.queries import about
from alo153.core import clock
from alo153.notices.models import StaffNotice

pytestmark = pytest.mark.django_db


def joined(lead: Case, name: str = "Mehmet Öztürk", **more: object) -> Case:
    """Open the report of somebody else and let it go with a case."""
    case = stories.pruning(full_name=name, **more)  # type: ignore[arg-type]
    actions.join(case=case, lead=lead, by=cast.actor("elif"), at=clock.now())
    return case


def test_a_linked_report_keeps_its_own_code_words_and_receipt() -> None:
    lead = stories.pruning()
    case = joined(lead)
    assert case.lead == lead
    assert case.tracking_code != lead.tracking_code
    assert Case.objects.count() == 2
    assert about(About.row(case)).filter(purpose="receipt").exists()
    row = LinkedReport.objects.get()
    assert (row.case, row.lead, row.joined_by) == (case, lead, cast.staff("elif"))


def test_the_unit_sees_one_case_and_how_many_reported_it() -> None:
    lead = stories.pruning()
    case = joined(lead)
    selin = cast.staff("selin")
    assert list(queries.inbox(selin)) == [lead]
    (row,) = linked_reports.with_people(queries.inbox(selin))
    assert row.people == 2  # type: ignore[attr-defined]
    assert list(linked_reports.of(lead)) == [case]


def test_who_reports_twice_is_one_person_and_two_cases() -> None:
    lead = stories.pruning()
    joined(lead, "Ayşe Işık")
    joined(lead)
    joined(lead)
    assert linked_reports.people(lead) == 2
    assert linked_reports.of(lead).count() == 3


def test_the_nameless_are_counted_one_by_one() -> None:
    lead = stories.pruning()
    others = [joined(lead) for _ in range(3)]
    Case.objects.filter(pk__in=[lead.pk, others[0].pk, others[1].pk]).update(
        reporter=None, contact=None, contact_wish="none"
    )
    assert linked_reports.people(lead) == 4


def test_one_answer_reaches_all_on_their_own_channels() -> None:
    lead = stories.pruning()
    by_sms, by_call = joined(lead), joined(lead, "Fatma Çınar", wish="phone")
    answer(lead)
    assert work_off() == 2
    for case in (by_sms, by_call):
        case.refresh_from_db()
        own = case.answers.get()
        assert (own.plain_text, own.outcome, own.approved_by) == (
            ANSWER,
            "done",
            cast.staff("murat"),
        )
        assert (case.state, case.lead) == ("relaying", None)
        assert timeline.for_citizen(case)[-1].detail == ANSWER
    channels = dict(Relay.objects.values_list("case", "channel"))
    assert channels == {lead.pk: "sms", by_sms.pk: "sms", by_call.pk: "phone"}
    letter = about(About.row(by_sms)).get(purpose="answer")
    assert ANSWER in letter.body
    assert [row.ending for row in LinkedReport.objects.all()] == ["answered", "answered"]
    assert linked_reports.people(lead) == 3


def test_answering_again_tells_nobody_twice() -> None:
    lead = stories.pruning()
    joined(lead)
    answer(lead)
    work_off()
    tasks.answer_linked_reports(lead_id=lead.pk, after=0)
    tasks.answer_forgotten()
    assert work_off() >= 0
    assert (Relay.objects.count(), Answer.objects.count()) == (2, 2)


def test_one_that_fails_does_not_hold_up_the_others_and_is_not_forgotten(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    lead = stories.pruning()
    bad, good = joined(lead), joined(lead, "Fatma Çınar")
    answer(lead)
    real = linking.begin_relay

    def fails_for_one(case: Case, *args: object, **more: object) -> None:
        if case.pk == bad.pk:
            raise RuntimeError("a provider's rule nobody thought of")
        real(case, *args, **more)  # type: ignore[arg-type]

    monkeypatch.setattr(linking, "begin_relay", fails_for_one)
    work_off()
    bad.refresh_from_db()
    good.refresh_from_db()
    assert (bad.state, good.state) == ("forwarded", "relaying")
    assert not Answer.objects.filter(case=bad).exists()
    monkeypatch.undo()
    tasks.answer_forgotten()
    work_off()
    bad.refresh_from_db()
    assert bad.state == "relaying"


def test_a_batch_costs_few_queries_for_each(
    django_assert_max_num_queries: DjangoAssertNumQueries,
) -> None:
    lead = stories.pruning()
    for _ in range(20):
        joined(lead)
    answer(lead)
    with django_assert_max_num_queries(12 + 20 * 10):
        tasks.answer_linked_reports(lead_id=lead.pk, after=0)
    assert Relay.objects.count() == 21


def test_nothing_else_acts_on_a_linked_report() -> None:
    case = joined(stories.pruning())
    selin = cast.staff("selin")
    with pytest.raises(NotPossible):
        actions.accept(case=case, by=selin, at=clock.now())
    with pytest.raises(NotPossible):
        actions.answer(case=case, finding=stories.DONE, by=selin, at=clock.now())
    assert case.verbs == frozenset()


def test_split_off_it_stands_where_it_stood() -> None:
    lead = stories.pruning()
    case = joined(lead)
    reason = "Başka bir ağaç."
    actions.split_off(case=case, reason=reason, by=cast.staff("elif"), at=clock.now())
    assert (case.lead, case.state) == (None, "forwarded")
    assert set(queries.inbox(cast.staff("selin"))) == {lead, case}
    assert linked_reports.people(lead) == 1
    answer(lead)
    assert work_off() == 0
    assert timeline.for_staff(case)[-1].detail == reason
    actions.join(case=case, lead=stories.pruning(), by=cast.actor("elif"), at=clock.now())
    assert case.linked_to.count() == 2


def test_splitting_off_needs_a_reason_and_somebody_who_follows() -> None:
    case = joined(stories.pruning())
    elif_ = cast.staff("elif")
    with pytest.raises(ReasonMissing):
        actions.split_off(case=case, reason="  ", by=elif_, at=clock.now())
    actions.split_off(case=case, reason="Başka.", by=elif_, at=clock.now())
    with pytest.raises(NotPossible):
        actions.split_off(case=case, reason="Başka.", by=elif_, at=clock.now())


def test_a_linked_report_leads_to_its_leading_case() -> None:
    lead = stories.pruning()
    second = joined(lead)
    third = joined(second, "Fatma Çınar")
    assert third.lead == lead


def test_what_cannot_go_together() -> None:
    lead, by = stories.pruning(), cast.actor("elif")
    case = joined(lead)
    with pytest.raises(LeadsOthers):
        actions.join(case=lead, lead=lead, by=by, at=clock.now())
    with pytest.raises(LeadsOthers):
        actions.join(case=lead, lead=stories.pruning(), by=by, at=clock.now())
    with pytest.raises(NotPossible):
        actions.join(case=case, lead=stories.pruning(), by=by, at=clock.now())
    with pytest.raises(NotPossible):
        actions.join(case=stories.pruning(), lead=stories.relaying(), by=by, at=clock.now())
    Case.objects.filter(pk=lead.pk).update(kind="petition")
    with pytest.raises(NotOfThisKind):
        actions.join(case=stories.pruning(), lead=lead, by=by, at=clock.now())


def test_the_database_knows_one_lead_at_a_time() -> None:
    case = joined(stories.pruning())
    with pytest.raises(IntegrityError), transaction.atomic():
        LinkedReport.objects.create(case=case, lead=stories.pruning(), joined_at=clock.now())
    with pytest.raises(IntegrityError), transaction.atomic():
        LinkedReport.objects.create(
            case=case, lead=case, joined_at=clock.now(), ended_at=clock.now()
        )


def test_the_citizen_is_told_where_the_matter_is_and_nothing_of_others() -> None:
    lead = stories.pruning()
    case = joined(lead)
    actions.accept(case=lead, by=cast.staff("selin"), at=clock.now())
    case = queries.by_link(case.link_key)  # type: ignore[assignment]
    told = timeline.for_citizen(case)
    assert [step.name for step in told][-2:] == ["case.joined", "case.accepted"]
    assert timeline.standing(case) == "case.accepted"
    actions.answer(case=lead, finding=stories.DONE, by=cast.staff("selin"), at=clock.now())
    assert all(not step.detail for step in timeline.for_citizen(case))


def test_one_reminder_is_told_for_all() -> None:
    cast.staff("selin")
    cast.staff("nurten")
    lead = stories.pruning()
    joined(lead)
    late = clock.now() + timedelta(days=60)
    for _ in range(3):
        actions.process_due_clocks(at=late)
    told = {each.about_id for each in StaffNotice.objects.all()}
    assert told == {str(lead.pk)}
    assert list(queries.late(cast.staff("nurten"), late)) == [lead]

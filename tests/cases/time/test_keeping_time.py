"""An information request, its extension, its costs, and who is told when time runs out."""

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest
from django.db import DatabaseError, transaction
from tests import cast
from tests.cases import stories
from tests.cases.telling.told import steps
from tests.cases.time.deadlines import DAY, MONDAY, SIGNED, bring, by_email, day_of

from alo153.accounts.policy import NotPermitted
from alo153.cases import actions
from alo153.cases.actions import (
    AlreadyRegistered,
    ArrivedTooLate,
    ExternalReference,
    FormalDetails,
    NeedsMissing,
    NotOfThisKind,
    Reporter,
)
from alo153.cases.models import (
    Case,
    Clock,
    ClockEntry,
    ClockTelling,
    Notice,
    RelayAttempt,
)
from alo153.cases.policy.refusals import ReasonMissing
from alo153.cases.rules.clocks import ClockRefused, Refusal
from alo153.cases.rules.lifecycle import State
from alo153.cases.rules.verbs import Verb
from alo153.citizens.channel import Channel
from alo153.city.actions import load_city
from alo153.city.models import City, Topic
from alo153.city.place import Place
from alo153.city.rules.kinds import Need
from alo153.contacts.about import About
from alo153.contacts.models import Message
from alo153.contacts.queries import about
from alo153.core.actor import SYSTEM
from alo153.core.models import Event
from alo153.core.ttl_cache import forget_cached

pytestmark = pytest.mark.django_db


def extended(case: Case, *, at: datetime) -> Notice:
    return actions.extend(
        case=case,
        reason="Park ve Bahçeler'in arşivine soruldu.",
        delivery=by_email(case),
        by=cast.staff("elif"),
        at=at,
    )


def billed(case: Case, *, at: datetime) -> Notice:
    return actions.tell_costs(
        case=case,
        reason="400 sayfa, 120 TL",
        delivery=by_email(case, "Belgeler 120 TL."),
        by=cast.staff("elif"),
        at=at,
    )


# kinds and their clocks


def test_each_kind_has_its_clock() -> None:
    due = {
        "request": date(2026, 11, 2),
        "petition": date(2026, 12, 2),
        "information": date(2026, 11, 23),
    }
    kesinti = bring("request", about="su-kesintisi")
    assert day_of(kesinti.due_at) == due["request"]  # eight hours, by the topic
    assert day_of(bring("petition").due_at) == due["petition"]
    assert day_of(bring("information").due_at) == due["information"]


@pytest.mark.parametrize(
    ("kind", "formal", "missing"),
    [
        ("petition", FormalDetails(), {Need.ADDRESS, Need.SIGNATURE}),
        ("information", FormalDetails(address="İzmit"), {Need.SIGNATURE_OR_IDENTITY}),
        ("data_subject", FormalDetails(), {Need.IDENTITY_NUMBER}),
    ],
)
def test_what_a_kind_needs_must_be_brought(
    kind: str, formal: FormalDetails, missing: set[Need]
) -> None:
    with pytest.raises(NeedsMissing) as refused, transaction.atomic():
        bring(kind, formal=formal)
    assert refused.value.missing == missing
    assert not Case.objects.exists()


def test_a_petition_on_paper_keeps_name_and_address_without_a_telephone() -> None:
    case = actions.open_case(
        application=actions.Application(
            kind="petition",
            topic=cast.topic("agac-budama"),
            place=Place(),
            text="Sokağımızdaki çınarın budanmasını arz ederim.",
            reporter=Reporter(full_name="Nuri Bahçıvan"),
            contact_wish=Channel.NONE,
            channel=Channel.COUNTER,
            formal=SIGNED,
        ),
        by=cast.actor("elif"),
        at=MONDAY,
    )
    assert case.reporter
    assert case.reporter.name == "Nuri Bahçıvan"
    assert case.particulars.signature_reference == "2026/1453"


def test_cimer_counts_from_its_own_day_and_the_earlier_date_holds() -> None:
    later = ExternalReference(
        number="2600122", arrived_date=date(2026, 10, 30), due_date=date(2026, 12, 18)
    )
    ours = bring("cimer", formal=FormalDetails(), external=later)
    # The 29th is a Sunday
    assert (day_of(ours.due_at), ours.due_set_by) == (date(2026, 11, 30), "")
    cimer = replace(later, number="2600123", due_date=date(2026, 11, 20))
    case = bring("cimer", formal=FormalDetails(), external=cimer)
    assert (day_of(case.due_at), case.due_set_by) == (date(2026, 11, 20), "CİMER")
    assert day_of(clock(case).due_at) == day_of(case.promised_at) == date(2026, 11, 30)
    with pytest.raises(AlreadyRegistered) as again, transaction.atomic():
        bring("cimer", formal=FormalDetails(), external=cimer)
    assert again.value.case == case


def test_who_opens_no_applications_moves_no_day_of_cimer() -> None:
    cimer = ExternalReference(
        number="2600127", arrived_date=date(2026, 10, 30), due_date=date(2026, 11, 20)
    )
    case = bring("cimer", formal=FormalDetails(), external=cimer)
    moved = {"case": case, "due_date": date(2026, 11, 13), "at": MONDAY + DAY}
    with pytest.raises(NotPermitted):
        actions.move_date_there(by=cast.staff("selin"), **moved)
    actions.move_date_there(by=cast.staff("elif"), **moved)
    assert (day_of(case.due_at), case.due_set_by) == (date(2026, 11, 13), "CİMER")


def test_a_unit_is_reminded_by_the_date_of_cimer() -> None:
    cast.staff("selin")
    cimer = ExternalReference(
        number="2600125", arrived_date=date(2026, 10, 30), due_date=date(2026, 11, 20)
    )
    case = bring("cimer", formal=FormalDetails(), external=cimer)
    told = clock(case)
    # Two working days before
    assert day_of(told.next_step_at) == date(2026, 11, 18)
    actions.process_due_clocks(at=told.next_step_at or MONDAY)
    (words,) = Message.objects.filter(about_id=case.pk).exclude(purpose="receipt")
    assert "Son tarih: 20 Kasım 2026 17:30 (CİMER tarihi)" in words.body


def test_an_extension_moves_our_time_and_not_that_of_cimer() -> None:
    cimer = ExternalReference(
        number="2600126", arrived_date=date(2026, 10, 30), due_date=date(2026, 12, 4)
    )
    case = bring("cimer_information", formal=FormalDetails(), external=cimer)
    assert (day_of(case.due_at), case.due_set_by) == (date(2026, 11, 20), "")
    extended(case, at=MONDAY + DAY)
    case.refresh_from_db()
    assert (day_of(case.due_at), case.due_set_by) == (date(2026, 12, 4), "CİMER")
    assert day_of(clock(case).due_at) == date(2026, 12, 11)


def test_a_day_of_arrival_that_has_not_come_opens_no_case() -> None:
    today = MONDAY.astimezone(cast.city_zone()).date()
    cimer = ExternalReference(number="2600124", arrived_date=today + DAY)
    with pytest.raises(ArrivedTooLate), transaction.atomic():
        bring("cimer", formal=FormalDetails(), external=cimer)
    arrived_today = replace(cimer, arrived_date=today)
    assert clock(bring("cimer", formal=FormalDetails(), external=arrived_today)).state == "running"


# the second city, and what was there before


@pytest.mark.usefixtures("empty_database")
def test_another_city_has_other_kinds_and_clocks_by_data_alone() -> None:
    forget_cached()
    load_city(pack=cast.pack("harborview"), by=SYSTEM, at=MONDAY)
    topic = Topic.objects.filter(parent__isnull=False, information_only=False)[0]
    opened = {
        kind: actions.open_case(
            application=actions.Application(
                kind=kind,
                topic=topic,
                place=Place(),
                text="All invoices of 2025, please.",
                reporter=Reporter(full_name="Ruth Okafor", phone="+12025550101"),
                contact_wish=Channel.NONE,
                channel=Channel.COUNTER,
                external=external,
            ),
            by=SYSTEM,
            at=datetime(2026, 11, 16, 15, tzinfo=UTC),
        )
        for kind, external in [
            ("records_request", None),
            ("council_inquiry", ExternalReference(number="C-7", arrived_date=date(2026, 11, 13))),
        ]
    }
    # Thanksgiving is Thursday the 26th, and the city gave its people the 27th
    assert str(opened["records_request"].due_at) == "2026-12-02 17:00:00-05:00"
    assert str(opened["council_inquiry"].due_at) == "2026-11-20 17:00:00-05:00"
    forget_cached()


# the ledger


def test_the_ledger_is_only_ever_added_to() -> None:
    bring("information")
    for change in (lambda e: e.update(reason="x"), lambda e: e.delete()):
        with pytest.raises(DatabaseError), transaction.atomic():
            change(ClockEntry.objects.all())


def test_the_promise_stays_as_it_was_told() -> None:
    case = bring("information")
    with pytest.raises(DatabaseError), transaction.atomic():
        Case.objects.update(promised_at=MONDAY)
    extended(case, at=MONDAY + DAY)
    assert day_of(case.promised_at) == date(2026, 11, 23)
    assert day_of(case.due_at) == date(2026, 12, 14)


def test_an_extension_is_told_with_its_reason_before_the_time_is_over() -> None:
    case = bring("information")
    notice = extended(case, at=MONDAY + DAY)
    assert Message.objects.get(purpose="notice").body.count(notice.text) == 1
    with pytest.raises(ClockRefused) as twice:
        extended(case, at=MONDAY + 2 * DAY)
    assert twice.value.refusal is Refusal.NOT_LONGER
    late = bring("information")
    with pytest.raises(ClockRefused) as refused:
        extended(late, at=MONDAY + 30 * DAY)
    assert refused.value.refusal is Refusal.RAN_OUT
    with pytest.raises(NotOfThisKind):
        extended(bring("petition"), at=MONDAY + DAY)


def test_the_time_of_a_law_is_not_held_but_a_promise_may_be() -> None:
    elif_ = cast.staff("elif")
    with pytest.raises(NotOfThisKind):
        actions.pause(case=bring("petition"), reason="Ekip yok", by=elif_, at=MONDAY + DAY)
    case = bring("request", about="ilaclama")
    with pytest.raises(ReasonMissing):
        actions.pause(case=case, reason=" ", by=elif_, at=MONDAY)
    actions.pause(case=case, reason="Sahibi evde değil", by=elif_, at=MONDAY)
    assert case.due_at is None
    actions.resume(case=case, reason="Anahtar geldi", by=elif_, at=MONDAY + 7 * DAY)
    assert day_of(case.due_at) == date(2026, 11, 9)
    ledger = [(line.verb, line.reason) for line in clock(case).entries.all()]
    assert ledger[1:] == [(Verb.PAUSE, "Sahibi evde değil"), (Verb.RESUME, "Anahtar geldi")]


def clock(case: Case) -> Clock:
    return case.clocks.get(purpose="answer")


def test_who_pays_gets_the_rest_of_the_time() -> None:
    case = bring("information")
    billed(case, at=MONDAY + 3 * DAY)
    with pytest.raises(NotOfThisKind):
        actions.resume(case=case, reason="Devam", by=cast.staff("elif"), at=MONDAY + 4 * DAY)
    actions.record_payment(
        case=case, reason="Makbuz 77", by=cast.staff("elif"), at=MONDAY + 10 * DAY
    )
    assert day_of(case.due_at) == date(2026, 11, 30)
    actions.process_due_clocks(at=MONDAY + 25 * DAY)
    case.refresh_from_db()
    assert case.is_open


def test_who_does_not_pay_in_fifteen_working_days_has_withdrawn() -> None:
    case = bring("information")
    billed(case, at=MONDAY + 3 * DAY)  # Thursday the 5th: until Thursday the 26th
    actions.process_due_clocks(at=MONDAY + 24 * DAY)
    case.refresh_from_db()
    assert case.is_open
    actions.process_due_clocks(at=MONDAY + 25 * DAY)
    case.refresh_from_db()
    assert case.state == State.CLOSED
    assert [each.state for each in case.clocks.all()] == ["stopped", "stopped"]
    assert Event.objects.filter(name="case.withdrawn").count() == 1


def test_the_clock_stops_when_the_citizen_was_told() -> None:
    case = stories.relaying()
    relay = case.relays.get()
    at = max(entry.at for entry in clock(case).entries.all()) + DAY
    actions.record_attempt(relay=relay, result=RelayAttempt.Result.TOLD, by=SYSTEM, at=at)
    assert clock(case).state == "stopped"
    assert clock(case).entries.last().at == at  # type: ignore[union-attr]


def test_administrative_leave_moves_what_is_due_but_not_what_was_promised() -> None:
    case = bring("information")
    here = City.objects.get()
    here.working_time["leave"]["2026-11-05"] = "all day"
    here.save()
    forget_cached()
    assert actions.read_clocks_again() == 1
    case.refresh_from_db()
    assert day_of(case.due_at) == date(2026, 11, 24)
    assert day_of(case.promised_at) == date(2026, 11, 23)
    load_city(pack=cast.pack(), by=SYSTEM, at=MONDAY)


# the wrong authority


def test_the_wrong_authority_passes_a_petition_on_and_tells_its_citizen() -> None:
    case = bring("petition")
    body = cast.outside_body()
    actions.pass_on(
        case=case,
        to=body,
        reason="Konu kurumun görevinde.",
        plain_text="Dilekçenizi yetkili kuruma gönderdik.",
        by=cast.staff("elif"),
        at=MONDAY + DAY,
    )
    assert case.state == State.RELAYING
    assert case.unit == body
    assert about(About.row(case)).filter(purpose="answer").count() == 1
    with pytest.raises(NotOfThisKind):
        actions.pass_on(
            case=bring("petition"),
            to=cast.unit("park-ve-bahceler"),
            reason="x",
            plain_text="x",
            by=cast.staff("elif"),
            at=MONDAY + DAY,
        )


# who is told


def told() -> list[tuple[str, list[str]]]:
    return steps(ClockTelling)


def test_each_is_told_once_the_unit_the_manager_the_secretary_general() -> None:
    for username in ("selin", "nurten", "gulay"):
        cast.staff(username)
    bring("information")  # due on Monday the 23rd
    for day, step in [(17, 1), (23, 2), (29, 3), (60, 3)]:
        for _ in range(2):
            while actions.process_due_clocks(at=MONDAY + day * DAY):
                pass
        assert len(told()) == step, day
    assert told() == [("remind", ["nurten", "selin"]), ("manager", ["nurten"]), ("top", ["gulay"])]
    letters = Message.objects.filter(purpose="staff").values_list("to", flat=True)
    assert sorted(letters) == [
        "gulay@kocaeli.example",
        "nurten@kocaeli.example",
        "nurten@kocaeli.example",
        "selin@kocaeli.example",
    ]


def test_a_clock_that_stands_reminds_nobody_and_an_extension_reminds_anew() -> None:
    case = bring("information")
    actions.process_due_clocks(at=MONDAY + 17 * DAY)
    extended(case, at=MONDAY + 18 * DAY)
    actions.process_due_clocks(at=MONDAY + 30 * DAY)
    assert [step for step, _ in told()] == ["remind"]
    actions.process_due_clocks(at=MONDAY + 38 * DAY)
    assert [step for step, _ in told()] == ["remind", "remind"]

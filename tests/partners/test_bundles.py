"""Answers go back to CİMER once a day, each once, and their citizens count as told."""

import csv
import io
from copy import copy
from dataclasses import replace
from datetime import timedelta
from typing import Any
from zipfile import ZipFile

import pytest
from django.db import DatabaseError, connection
from pytest_django import DjangoAssertNumQueries
from tests import cast
from tests.partners.answers import LATER, REFUSED, answered, came
from tests.partners.tables import cimer
from tests.parts.postgresql.plans import analyze, most_rows

from alo153.accounts.policy import NotPermitted
from alo153.cases import actions as cases
from alo153.cases.models import Case, RegisterEntry, Relay
from alo153.city.actions import load_city
from alo153.city.models import PartnerDesk
from alo153.contacts.models import Message
from alo153.core import events
from alo153.core.actor import SYSTEM
from alo153.core.payloads import Dimensions, dimensions_of
from alo153.partners import queries, tasks
from alo153.partners.bundles import actions, waiting
from alo153.partners.models import Bundle, WaitingAnswer

pytestmark = pytest.mark.django_db


def rows(content: bytes) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(content.decode("windows-1254")), delimiter=";"))


def took(bundle: Bundle, by: str = "hakan") -> bytes:
    file, _ending = actions.take_bundle(bundle=bundle, by=cast.staff(by), at=LATER)
    with file:
        return file.read()


def bundle() -> Bundle:
    made = actions.make_bundle(desk=cimer(), by=cast.staff("hakan"), at=LATER)
    assert made
    return made


def answered_in_bundle(number: str) -> Bundle:
    answered(number)
    return bundle()


def test_an_answer_goes_back_in_the_columns_of_cimer_and_to_nobody_else() -> None:
    case = answered()
    assert not Message.objects.exists()
    (row,) = rows(took(bundle()))
    assert (row["Başvuru No"], row["Cevap"]) == ("26-1", "Dalları budadık.")
    assert row["Cevap Tarihi"] == "24.11.2026"
    case.refresh_from_db()
    assert case.state == "relaying"


def test_who_takes_it_along_closes_its_applications() -> None:
    case = answered()
    made = bundle()
    took(made)
    actions.tell_citizens(bundle=made.pk, at=LATER)
    actions.tell_citizens(bundle=made.pk, at=LATER)
    case.refresh_from_db()
    assert case.state == "closed"
    (relay,) = case.relays.all()
    assert [attempt.detail for attempt in relay.attempts.all()] == ["CİMER 1"]
    assert [(event.name, dimensions_of(event.data)) for event in events.history(made)] == [
        ("bundle.made", Dimensions(channel="agency")),
        ("bundle.taken", Dimensions(channel="agency")),
    ]


def test_what_is_answered_afterwards_goes_into_the_next() -> None:
    answered("26-1")
    assert [row["Başvuru No"] for row in rows(took(bundle()))] == ["26-1"]
    assert actions.make_bundle(desk=cimer(), by=None, at=LATER) is None
    answered("26-2")
    second = bundle()
    assert (second.number, second.answers) == (2, 1)
    assert [row["Başvuru No"] for row in rows(took(second))] == ["26-2"]


def test_it_is_the_same_file_each_time_with_the_photos_of_the_work() -> None:
    answered(photo=True)
    made = bundle()
    first, again = took(made), took(made, by="hakan")
    assert first == again
    assert [taking.identical for taking in made.takings.all()] == [True, True]
    with ZipFile(io.BytesIO(first)) as archive:
        assert archive.namelist() == ["yanitlar.csv", "0001_26-1_1.jpg"]
        (row,) = rows(archive.read("yanitlar.csv"))
        assert row["Ekler"] == "0001_26-1_1.jpg"
        assert archive.read("0001_26-1_1.jpg") == b"\xff\xd8picture"


def test_a_lost_photo_holds_up_no_answer_and_the_bundle_names_it(
    caplog: pytest.LogCaptureFixture,
) -> None:
    lost = answered("26-1", photo=True).attachments.get()
    answered("26-2", photo=True)
    # Only now: before, the second photo could have got the name that is free
    lost.file.storage.delete(lost.file.name)
    made = bundle()
    assert made.answers == 2
    with ZipFile(io.BytesIO(took(made))) as archive:
        names = ["yanitlar.csv", "eksik-dosyalar.txt", "0002_26-2_1.jpg"]
        assert archive.namelist() == names
        assert [row["Ekler"] for row in rows(archive.read(names[0]))] == ["", "0002_26-2_1.jpg"]
        note = archive.read(names[1]).decode("utf-8-sig")
    assert "0001_26-1_1.jpg" in note
    assert "pakete eklenemedi" in note
    assert made.takings.get().identical
    assert f"attachment {lost.pk}: FileNotFoundError" in caplog.text


def test_a_desk_that_fails_holds_up_no_other(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    answered()
    other = copy(cimer())
    other.slug = "other"
    made = []

    def make(*, desk: PartnerDesk, **_: object) -> None:
        made.append(desk.slug)
        if desk.slug == "other":
            raise OSError("/a/path/of/somebody")

    monkeypatch.setattr(actions, "make_bundle", make)
    actions.make_due([other, cimer()], at=LATER)
    assert made == ["other", "cimer"]
    assert "bundle of other: OSError" in caplog.text
    assert "somebody" not in caplog.text


def test_an_answer_that_cannot_be_told_holds_up_no_other(monkeypatch: pytest.MonkeyPatch) -> None:
    first, second = answered("26-1"), answered("26-2")
    made = bundle()
    took(made)
    tell = actions._told

    def told(relay: Relay, detail: str, **more: Any) -> None:
        if relay.case_id == first.pk:
            raise DatabaseError
        tell(relay, detail, **more)

    monkeypatch.setattr(actions, "_told", told)
    with pytest.raises(ExceptionGroup):
        actions.tell_citizens(bundle=made.pk, at=LATER)
    monkeypatch.setattr(actions, "_told", tell)
    second.refresh_from_db()
    assert second.state == "closed"
    actions.tell_citizens(bundle=made.pk, at=LATER)
    first.refresh_from_db()
    assert first.state == "closed"


def test_what_waits_is_asked_without_reading_what_went_back_before(
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    for number in range(3):
        answered(f"26-{number}")
    took(bundle())
    case = answered("26-7")
    assert WaitingAnswer.objects.count() == 1
    with django_assert_num_queries(1):
        assert len(waiting.answers(cimer())) == 1
    # Of a handful PostgreSQL would rightly read all, and of some hundred, which fit into few pages
    with connection.cursor() as cursor:
        for way in ("seqscan", "hashjoin", "mergejoin"):
            cursor.execute(f"SET LOCAL enable_{way} = off")
    asked = {"case": case, "answer": case.answers.get(), "asked_at": LATER, "finished_at": LATER}
    Relay.objects.bulk_create(Relay(channel="sms", state="exhausted", **asked) for _ in range(500))
    # Neither of cases nor of their entries may it be as cheap to read all
    entry = case.register_entry
    years = [copy(case) for _ in range(500)]
    for number, old in enumerate(years):
        old.pk, old.tracking_code, old.link_key = None, f"25-{number}", f"old-{number}"
    Case.objects.bulk_create(years)
    entries = [copy(entry) for _ in years]
    for number, (old, of) in enumerate(zip(entries, years, strict=True)):
        old.case, old.number = of, f"25-{number}"
    RegisterEntry.objects.bulk_create(entries)
    # Every table of the question: of one that others filled the plan would be by chance
    analyze("cases_relay", "partners_waitinganswer", "cases_case", "cases_registerentry")
    assert most_rows(waiting.answers(cimer())) == 1


def test_a_way_that_failed_and_what_a_clerk_wrote_there_wait_no_more() -> None:
    case = answered()
    WaitingAnswer.objects.all().delete()
    case.relays.update(state="told", finished_at=LATER)
    asked = {"case": case, "answer": case.answers.get(), "asked_at": LATER, "finished_at": LATER}
    Relay.objects.create(channel="sms", state="exhausted", **asked)
    went = Relay.objects.create(channel="email", state="told", **asked)
    for relay in case.relays.all():
        actions.let_wait(case=case, relay=relay.pk)
    actions.let_wait_no_more(case=case)
    assert list(waiting.answers(cimer())) == [went]
    assert WaitingAnswer.objects.get().relay == went


def test_what_was_answered_while_the_desk_was_missing_goes_back_when_it_is_there_again() -> None:
    pack = cast.pack()
    before = came("26-1")
    took(bundled := answered_in_bundle("26-3"))
    load_city(pack=replace(pack, partners=()), by=SYSTEM, at=cast.AT)
    cases.accept(case=before, by=cast.staff("selin"), at=LATER)
    cases.answer(case=before, finding=REFUSED, by=cast.staff("selin"), at=LATER)
    cases.approve(case=before, plain_text="Dalları budadık.", by=cast.staff("elif"), at=LATER)
    assert not WaitingAnswer.objects.exists()
    for _ in range(2):
        load_city(pack=pack, by=SYSTEM, at=LATER)
    relay = before.relays.get()
    assert list(waiting.answers(cimer())) == [relay]
    (row,) = rows(took(bundle()))
    assert row["Başvuru No"] == "26-1"
    load_city(pack=pack, by=SYSTEM, at=LATER)
    assert not WaitingAnswer.objects.exists(), "each goes back once"
    assert bundled.lines.count() == 1


def test_a_number_with_slashes_is_no_path_in_the_bundle() -> None:
    answered("../../26/1", photo=True)
    with ZipFile(io.BytesIO(took(bundle()))) as archive:
        assert archive.namelist()[1] == "0001_-26-1_1.jpg"


def test_a_word_of_it_that_was_erased_since_is_told_with_the_taking() -> None:
    case = answered()
    made = bundle()
    case.answers.update(plain_text="…")
    took(made)
    assert not made.takings.get().identical


def test_no_answer_is_a_formula_in_a_spreadsheet() -> None:
    answered(words="=HYPERLINK(1)")
    (row,) = rows(took(bundle()))
    assert row["Cevap"] == "'=HYPERLINK(1)"


def test_what_waits_for_too_long_is_counted_until_somebody_took_it() -> None:
    answered()
    soon, late = LATER + timedelta(hours=23), LATER + timedelta(hours=25)
    assert (queries.late(soon), queries.late(late)) == (0, 1)
    made = bundle()
    assert queries.late(late) >= 1
    took(made)
    assert queries.late(late) == 0


def test_the_program_makes_one_on_a_working_morning(monkeypatch: pytest.MonkeyPatch) -> None:
    answered()
    monkeypatch.setattr("alo153.core.clock.now", lambda: cast.AT - timedelta(hours=5))
    tasks.make_bundles()
    assert not Bundle.objects.exists(), "it is night"
    monkeypatch.setattr("alo153.core.clock.now", lambda: LATER)
    tasks.make_bundles()
    tasks.make_bundles()
    assert Bundle.objects.get().made_by is None


def test_a_confidential_answer_is_in_no_bundle_and_is_written_there_by_a_clerk() -> None:
    case = came(topic="kadin-destek")
    cases.accept(case=case, by=cast.staff("sevgi"), at=LATER)
    cases.answer(case=case, finding=REFUSED, by=cast.staff("sevgi"), at=LATER)
    meral = cast.staff("meral")
    cases.approve(case=case, plain_text="Görüştük.", by=meral, at=LATER)
    assert not waiting.answers(cimer())
    (relay,) = waiting.by_hand(cimer())
    with pytest.raises(cases.NotTheirs):
        actions.tell_by_hand(relay=relay, reference="7", by=cast.staff("hakan"), at=LATER)
    actions.tell_by_hand(relay=relay, reference="26-1, 24 Kasım", by=meral, at=LATER)
    case.refresh_from_db()
    assert case.state == "closed"


def test_an_agent_neither_makes_nor_takes_bundles() -> None:
    answered()
    elif_ = cast.staff("elif")
    with pytest.raises(NotPermitted):
        actions.make_bundle(desk=cimer(), by=elif_, at=LATER)
    made = bundle()
    with pytest.raises(NotPermitted):
        took(made, by="elif")

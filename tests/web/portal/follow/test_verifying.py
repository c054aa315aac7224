"""A citizen checks years later, with two codes, that nobody changed the application."""

import csv
from collections.abc import Callable, Iterator

import pytest
from django.db import connection
from django.db.backends.utils import CursorWrapper
from django.test import Client
from pytest_django import DjangoAssertNumQueries
from tests.cases import stories

from alo153.cases.life import receipts
from alo153.cases.models import Answer, Case
from alo153.cases.rules import codes
from alo153.cases.telling import proofs
from alo153.core import clock
from alo153.core.history.horizon import Mark
from alo153.core.history.sealing import actions
from alo153.core.models import Event, Seal

SAME, OURS = "harfi harfine aynı", "Yanıtımız da"


@pytest.fixture
def case() -> Case:
    return stories.relaying()


def seal() -> None:
    newest = Event.objects.order_by("-id").values_list("id", flat=True)[0]
    assert actions.seal_events(since=Mark(newest, "0"), at=clock.now())


@pytest.fixture
def tampering() -> Iterator[CursorWrapper]:
    """Somebody who rules the database, and takes the trigger away."""
    with connection.cursor() as cursor:
        cursor.execute("ALTER TABLE core_event DISABLE TRIGGER core_event_append_only")
        yield cursor


def check(case: Case, receipt: str) -> str:
    given = {"code": codes.display(case.tracking_code), "receipt": receipt}
    return Client().post("/verify/", given).content.decode()


def test_the_page_of_an_application_gives_the_receipt(client: Client, case: Case) -> None:
    page = client.get(f"/t/{case.link_key}/").content.decode()
    assert receipts.display(proofs.receipt_of(case)) in page


def test_what_was_sent_gives_the_receipt_too(client: Client, fill_in: Callable[..., None]) -> None:
    fill_in()
    page = client.post("/apply/check/", {"understood": "on"}, follow=True).content.decode()
    assert page.count("big-code") == 1, "one code to note; the other one is on the receipt"
    assert receipts.display(proofs.receipt_of(Case.objects.get())) in page


def test_an_application_that_stands_as_it_was(case: Case) -> None:
    seal()
    page = check(case, receipts.display(proofs.receipt_of(case)).lower())
    assert "Hiçbir şey değiştirilmemiş." in page
    assert SAME in page
    assert OURS in page
    assert Seal.objects.get().hash in page
    for personal in (case.text, "Ayşe", "5320000101", case.topic.name):
        assert personal not in page


def test_before_the_seal_the_words_are_checked_already(case: Case) -> None:
    page = check(case, proofs.receipt_of(case))
    assert SAME in page
    assert "birkaç dakika içinde mühürlenir" in page


@pytest.mark.parametrize("change", [{"text": "Ağaç budansın."}, {"address": "başka yer"}])
def test_changed_words_show(case: Case, change: dict[str, str]) -> None:
    seal()
    receipt = proofs.receipt_of(case)
    Case.objects.filter(pk=case.pk).update(**change)
    assert "Kayıt, size verilenden farklı." in check(case, receipt)


def test_a_changed_answer_shows(case: Case) -> None:
    receipt = proofs.receipt_of(case)
    assert Answer.objects.filter(case=case).update(plain_text="Yapılamaz.")
    assert "Kayıt, size verilenden farklı." in check(case, receipt)


def test_words_changed_together_with_their_event_break_the_chain(
    case: Case, tampering: CursorWrapper
) -> None:
    seal()
    Case.objects.filter(pk=case.pk).update(text="Ağaç budansın.")
    forged = receipts.of_application(Case.objects.get(pk=case.pk))
    tampering.execute(
        "UPDATE core_event SET data = jsonb_set(data, '{receipt}', to_jsonb(%s::text))"
        " WHERE name = 'case.opened' AND subject_id = %s",
        [forged, str(case.pk)],
    )
    assert "Kayıt zincirimiz bu noktada kopmuş." in check(case, receipts.code_of(forged))


def test_a_wrong_receipt_and_a_wrong_code_get_the_same_answer(case: Case) -> None:
    other = stories.pruning(full_name="İbrahim Uğur")
    words = "Bu iki kod birbirine ait değil."
    assert words in check(case, proofs.receipt_of(other))
    other.tracking_code = codes.new_code()
    assert words in check(other, proofs.receipt_of(case))


@pytest.mark.parametrize("typed", ["", "K7QD-2MZA", "K7QD2MZAXW5TPLE4K"])
def test_a_receipt_that_cannot_be_one_is_told_at_once(case: Case, typed: str) -> None:
    page = check(case, typed)
    assert "16 harf ve rakam" in page if typed else "Belge kodunu yazın." in page
    assert f'value="{typed}"' in page or not typed


def test_guessing_receipts_is_throttled(case: Case) -> None:
    receipt = proofs.receipt_of(case)
    for _ in range(10):
        check(case, "A" * receipts.LENGTH)
    assert "çok fazla deneme" in check(case, receipt)


def test_the_seals_can_be_kept_elsewhere(case: Case) -> None:
    seal()
    rows = list(csv.DictReader(Client().get("/verify/seals.csv").content.decode().splitlines()))
    kept = Seal.objects.get()
    assert [(row["number"], row["hash"]) for row in rows] == [(str(kept.pk), kept.hash)]


def test_a_check_reads_little(
    case: Case, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    seal()
    receipt = proofs.receipt_of(case)
    with django_assert_num_queries(12):
        assert proofs.check(case.tracking_code, receipt)

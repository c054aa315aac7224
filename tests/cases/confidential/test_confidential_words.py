"""The words of a confidential case stand nowhere in the open: not in one column, nor in a file."""

from dataclasses import replace
from typing import Any

import pytest
from django.conf import settings as installed
from django.core.files.storage import default_storage
from django.db import IntegrityError, connection, transaction
from tests import cast
from tests.cases.life import confidential
from tests.cases.life.confidential import whole_database

from alo153.cases import actions, queries
from alo153.cases.confidential.actions import erasing
from alo153.cases.life import receipts
from alo153.cases.models import Answer, Case, Draft, Note
from alo153.cases.search import inbox
from alo153.cases.telling import proofs
from alo153.cases.telling.timeline import for_staff
from alo153.city.place import Place
from alo153.core import clock, keyring
from alo153.core.database import sealed_text
from alo153.core.keyring import KeyringError
from alo153.core.text import fold

pytestmark = pytest.mark.django_db


def test_no_column_of_any_table_has_its_words() -> None:
    cases = confidential.every_stage()
    elif_ = cast.staff("elif")
    typed = {"text": confidential.SAID, "full_name": confidential.NAME}
    actions.save_draft(user=elif_, key="new:1", fields=typed, at=clock.now())
    stored = whole_database()
    assert cases[0].tracking_code in stored
    assert [each for each in map(fold, confidential.WORDS) if each in stored] == []
    assert queries.draft(elif_, "new:1") == typed


def test_no_file_has_its_content() -> None:
    confidential.in_work()
    (attached,) = [one for one in Case.objects.get().attachments.all()]
    with default_storage.open(attached.file.name) as kept:
        assert b"gomecbalik" not in kept.read()
    with pytest.raises(PermissionError):
        attached.content()
    with sealed_text.reading(attached.case):
        assert attached.content().read() == confidential.PHOTO.content


def test_whoever_took_it_does_not_hold_its_words() -> None:
    case = confidential.opened()
    assert (case.text, case.address, case.reporter_name) == (sealed_text.DOTS,) * 3


def test_who_opens_it_reads_all_of_it() -> None:
    code = confidential.explained(confidential.answered(), "sevgi").tracking_code
    with sealed_text.reading():
        case = queries.access_case(cast.staff("sevgi"), code, what="unit", at=clock.now())
        assert (case.text, case.address) == (confidential.SAID, confidential.ADDRESS)
        assert (case.lat, case.lon) == (40.76911, 29.97525)
        assert case.reporter
        assert case.reporter.name == confidential.NAME
        told = " ".join(step.detail for step in for_staff(case))
        assert confidential.NOTED in told
        assert confidential.REPLIED in told
        assert confidential.FOUND in told
    told = " ".join(step.detail for step in for_staff(case))
    assert confidential.NOTED not in told


def test_only_the_case_that_was_opened_is_open() -> None:
    one, other = confidential.in_work(), confidential.in_work()
    with sealed_text.reading(one):
        assert Note.objects.get(case=one).text == confidential.NOTED
        assert Note.objects.get(case=other).text == sealed_text.DOTS


def test_what_was_not_read_stays_when_its_row_is_saved() -> None:
    case = confidential.in_work()
    note = Note.objects.get()
    note.save()
    Note.objects.filter(pk=note.pk).update(text=note.text)
    with sealed_text.reading(case):
        assert Note.objects.get().text == confidential.NOTED


def test_a_token_of_another_case_or_column_does_not_open() -> None:
    one, other = confidential.in_work(), confidential.in_work()
    with connection.cursor() as cursor:
        cursor.execute(
            "UPDATE cases_note SET text = (SELECT text FROM cases_note WHERE case_id = %s)"
            " WHERE case_id = %s",
            [one.pk, other.pk],
        )
    with sealed_text.reading(other):
        assert Note.objects.get(case=other).text == sealed_text.DOTS
    with connection.cursor() as cursor:
        cursor.execute(
            "UPDATE cases_note SET text = (SELECT text FROM cases_case"
            " WHERE cases_case.id = cases_note.case_id)"
        )
    with sealed_text.reading(other), pytest.raises(KeyringError, match="was changed"):
        Note.objects.get(case=other)


def test_nobody_writes_a_token_by_hand() -> None:
    """Somebody types what looks like one into a case that everybody reads."""
    case = cast.open_case()
    token = f"{sealed_text.MARK}k1:{case.tracking_code}:AAAA"
    actions.note(case=case, text=token, by=cast.staff("selin"), at=clock.now())
    assert Note.objects.get(case=case).text == token.lstrip(sealed_text.MARK)


def test_search_finds_nothing_in_what_is_sealed() -> None:
    case, sevgi = confidential.opened(), cast.staff("sevgi")
    with connection.cursor() as cursor:
        cursor.execute("SELECT tsvector_to_array(words) FROM cases_case")
        ((found,),) = cursor.fetchall()
    assert {word[:2] for word in found} == {"#t", "#n", "#d"}
    for words, hits in ((case.tracking_code, [case]), ("development", []), ("okul", [])):
        assert list(inbox.listed(sevgi, inbox.Filter(words=words), clock.now())) == hits


def test_its_words_are_erased_and_it_still_opens() -> None:
    case = confidential.explained(confidential.in_work(), "sevgi")
    erasing.erase_words(cases=[case.pk], word="(silindi)")
    stored = whole_database()
    assert [each for each in map(fold, confidential.WORDS) if each in stored] == []
    with sealed_text.reading():
        shown = queries.access_case(
            cast.staff("sevgi"), case.tracking_code, what="unit", at=clock.now()
        )
        assert (shown.text, shown.lat, Note.objects.get().text) == ("", None, "(silindi)")


def test_the_database_takes_no_words_in_the_row_of_the_case() -> None:
    case = confidential.explained(confidential.opened(), "meral")
    with sealed_text.reading():
        shown = queries.access_case(
            cast.staff("meral"), case.tracking_code, what="desk", at=clock.now()
        )
        with pytest.raises(IntegrityError, match="confidential_is_sealed"), transaction.atomic():
            shown.save()
    with pytest.raises(IntegrityError, match="confidential_is_sealed"), transaction.atomic():
        Case.objects.update(text="Açıkta.")


def test_its_receipt_can_be_checked_by_whoever_holds_both_codes() -> None:
    case = confidential.to_be_told()
    receipt = proofs.receipt_of(case)
    proof = proofs.check(case.tracking_code, receipt)
    assert proof
    assert proof.unchanged
    assert proof.answers == 1
    with sealed_text.reading(case):
        whole = Case.objects.get(pk=case.pk)
        whole.text = "Başka bir şey."
        whole.save(update_fields=["text"])
    changed = proofs.check(case.tracking_code, receipt)
    assert changed
    assert not changed.unchanged
    assert receipts.code_of(receipts.of_application(case)) != receipt


def test_without_the_key_nothing_is_read_or_written(settings: Any) -> None:
    case = confidential.in_work()
    settings.CONFIDENTIAL_KEYS = keyring.new_key("k2")
    with sealed_text.reading(case), pytest.raises(KeyringError, match="has no key 'development'"):
        Note.objects.get()
    settings.CONFIDENTIAL_KEYS = ""
    with pytest.raises(KeyringError, match="ALO153_CONFIDENTIAL_KEYS is not set"):
        confidential.opened()


def test_a_key_of_the_same_name_that_is_another_one_is_told(settings: Any) -> None:
    case = confidential.in_work()
    settings.CONFIDENTIAL_KEYS = keyring.new_key("development")
    with sealed_text.reading(case), pytest.raises(KeyringError, match="is not the one it had"):
        Note.objects.get()


def test_an_older_key_behind_the_first_still_opens(settings: Any) -> None:
    case = confidential.in_work()
    settings.CONFIDENTIAL_KEYS = f"{keyring.new_key('k2')},{installed.CONFIDENTIAL_KEYS}"
    with sealed_text.reading(case):
        assert Note.objects.get().text == confidential.NOTED


def test_the_citizen_is_nobody_known_and_nobody_becomes_them() -> None:
    case = confidential.opened()
    other = cast.open_case(of="Fatma Çınar")
    assert case.reporter
    assert case.reporter.apart
    assert not case.reporter.name
    again = actions.open_case(
        application=actions.Application(
            kind="request",
            topic=cast.topic("agac-budama"),
            place=Place(district=cast.district("izmit")),
            text="Ağaç.",
            reporter=replace(actions.Reporter(), full_name="Başka Biri", phone=confidential.PHONE),
            contact_wish=other.contact_wish,
            channel=other.channel,
        ),
        by=cast.actor("elif"),
        at=clock.now(),
    )
    assert again.reporter != case.reporter


def test_an_answer_is_sealed_however_it_is_saved() -> None:
    case = confidential.answered()
    with sealed_text.reading(case):
        answer = Answer.objects.get()
        answer.plain_text = confidential.TOLD
        answer.save()
    assert Answer.objects.get().plain_text == sealed_text.DOTS
    assert Draft.objects.count() == 0

"""Another system opens an application: once, however often it asks."""

from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest
from django.db import connection
from django.utils import translation
from tests import cast
from tests.integrations.keys import made
from tests.web.api.asking import System, fields

from alo153.cases.models import Case
from alo153.citizens.channel import Channel
from alo153.core import events
from alo153.integrations.models import IdempotentRequest
from alo153.integrations.scopes import KeyScope

CASE = {
    "topic": "agac-budama",
    "text": "Çınarın dalları sokak lambasını kapatıyor.",
    "place": {"district": "izmit", "neighborhood": "yahyakaptan", "address": "Çınar Sokak 5"},
    "reporter": {"full_name": "Ayşe Işık", "phone": "0532 000 01 01"},
    "contact_wish": "sms",
}


@pytest.fixture(name="system")
def _system(db: None) -> System:
    """The city's application for telephones, which may open applications."""
    return System(key=made(KeyScope.OPEN_CASES, system="Kocaeli Cepte")[1])


def changed(**changes: Any) -> dict[str, Any]:
    return CASE | changes


def test_it_goes_to_its_unit_with_a_promise_and_the_systems_name(system: System) -> None:
    answer = system.post("/cases", CASE)
    assert answer.status_code == 201
    case = Case.objects.get()
    assert answer.json() == {
        "code": case.tracking_code,
        "state": "forwarded",
        "unit": "park-ve-bahceler",
        "opened_at": answer.json()["opened_at"],
        "promised_at": answer.json()["promised_at"],
    }
    assert (case.channel, case.reporter and case.reporter.name) == (Channel.API, "Ayşe Işık")
    opened = events.history(case).first()
    assert opened
    assert (opened.name, opened.actor_kind) == ("case.opened", "staff")
    assert case.interactions.get().channel == Channel.API


def test_an_anonymous_one_says_only_what_it_is_about(system: System) -> None:
    answer = system.post("/cases", {"topic": "agac-budama", "text": "Dal kırıldı."})
    assert answer.status_code == 201
    assert Case.objects.get().reporter is None


def test_the_same_request_does_nothing_again(system: System) -> None:
    first, second = (system.post("/cases", CASE, once="a-1") for _ in range(2))
    assert (first.status_code, first.json()) == (second.status_code, second.json())
    assert "Idempotent-Replayed" not in first
    assert second["Idempotent-Replayed"] == "true"
    assert Case.objects.count() == 1
    other = system.post("/cases", changed(text="Başka."), once="a-1")
    assert (other.status_code, other.json()["type"]) == (422, "/api/v1/docs/#key-reused")
    assert Case.objects.count() == 1


def test_the_name_of_a_request_is_its_systems_own(system: System) -> None:
    other = System(key=made(KeyScope.OPEN_CASES, system="Başka")[1])
    codes = {each.post("/cases", CASE, once="a-1").json()["code"] for each in (system, other)}
    assert len(codes) == 2


def test_what_was_refused_may_be_sent_again(system: System) -> None:
    wrong = changed(contact_wish="email")
    for _ in range(2):
        answer = system.post("/cases", wrong, once="a-1")
        assert fields(answer) == {
            "/contact_wish": "Bunun için gereken telefon numarasını veya e-posta adresini verin."
        }
    assert not IdempotentRequest.objects.exists()
    assert system.post("/cases", CASE, once="a-1").status_code == 201


@pytest.mark.django_db(transaction=True)
def test_six_at_once_open_one(system: System) -> None:
    def ask(_: int) -> Any:
        try:
            mine = System(key=system.key)
            return mine.post("/cases", CASE, once="a-1")
        finally:
            connection.close()

    with ThreadPoolExecutor(6) as threads:
        answers = list(threads.map(ask, range(6)))
    assert {answer.status_code for answer in answers} == {201}
    assert len({answer.json()["code"] for answer in answers}) == 1
    assert Case.objects.count() == 1


@pytest.mark.parametrize(
    ("change", "field", "words"),
    [
        ({"topic": "yok"}, "/topic", "Böyle bir konu yok"),
        ({"kind": "yok"}, "/kind", "Böyle bir tür yok"),
        ({"kind": "cimer"}, "/kind", "Böyle bir tür yok"),
        ({"kind": "petition"}, "/kind", "Bu tür için ayrıca gerekenler"),
        ({"text": " "}, "/text", "Bu okunamıyor."),
        ({"text": "a" * 5001}, "/text", "En çok 5000 karakter."),
        ({"place": {"district": "yok"}}, "/place/district", "Böyle bir ilçe yok"),
        ({"place": {"neighborhood": "yahyakaptan"}}, "/place/neighborhood", "Bu ilçede"),
        ({"place": {"lat": 40.7}}, "/place/lat", "lat ve lon"),
        ({"place": {"lat": False, "lon": 30.0}}, "/place/lat", "Sayı olmalı."),
        ({"place": {"lat": 91.0, "lon": 30.0}}, "/place/lat", "En çok 90"),
        ({"reporter": {"phone": "12"}}, "/reporter/phone", ""),
        ({"contact_wish": "letter"}, "/contact_wish", "Şunlardan biri"),
        ({"colour": "red"}, "/colour", "Bu adda bir alan yok."),
    ],
)
def test_what_is_wrong_is_said_at_its_field(
    system: System, change: dict[str, Any], field: str, words: str
) -> None:
    answer = system.post("/cases", changed(**change))
    assert answer.status_code == 422
    assert answer["Content-Type"] == "application/problem+json"
    assert list(fields(answer)) == [field]
    assert fields(answer)[field].startswith(words)
    assert not Case.objects.exists()


def test_what_is_wrong_is_said_in_the_language_that_is_asked_for(system: System) -> None:
    system.language = "en"
    answer = system.post("/cases", changed(topic="yok"))
    assert fields(answer) == {"/topic": "There is no such topic: /api/v1/topics lists them."}


@pytest.mark.parametrize(
    ("body", "status"),
    [
        (b"{", 400),
        (b"[" * 5_000, 400),
        (b'{"text": NaN}', 400),
        (b'{"text": "a\\u0000b"}', 400),
        (b'{"text": "\\ud800"}', 400),
        (b"\xff", 400),
        (b'{"text": ' + b"9" * 5_000 + b"}", 400),
        (b'{"a":' * 20 + b"1" + b"}" * 20, 400),
        (b'{"text": "' + b"a" * 70_000 + b'"}', 413),
        (b'{"text": "' + b"a" * 3_000_000 + b'"}', 413),
        (b"", 422),
    ],
)
def test_a_body_that_cannot_be_read_is_refused(system: System, body: bytes, status: int) -> None:
    answer = system.post("/cases", body)
    assert (answer.status_code, answer["Content-Type"]) == (status, "application/problem+json")


@pytest.mark.parametrize("kind", ["text/plain", "multipart/form-data; boundary=x"])
def test_a_body_is_json(system: System, kind: str) -> None:
    answer = system.browser.post(
        "/api/v1/cases",
        b"--x--\r\n",
        content_type=kind,
        headers={"Authorization": f"Bearer {system.key}", "Idempotency-Key": "a"},
    )
    assert answer.status_code == 415


def test_a_request_without_a_name_is_refused(system: System) -> None:
    answer = system.browser.post(
        "/api/v1/cases",
        CASE,
        content_type="application/json",
        headers={"Authorization": f"Bearer {system.key}"},
    )
    assert (answer.status_code, list(fields(answer))) == (422, ["Idempotency-Key"])
    assert not Case.objects.exists()


def test_a_confidential_one_is_opened_and_not_seen_again(db: None) -> None:
    scopes = (KeyScope.OPEN_CASES, KeyScope.READ_EVERY_CASE)
    system = System(key=made(*scopes)[1])
    code = system.post("/cases", changed(topic="kadin-destek")).json()["code"]
    assert Case.objects.get().confidential
    assert system.get(f"/cases/{code}").status_code == 404
    assert system.get("/cases").json() == {"items": [], "next": None}
    with translation.override("tr"):
        kept = IdempotentRequest.objects.get().answer
    assert "Ayşe" not in str(kept)


def test_opening_costs_as_many_queries_as_the_desk_and_those_of_the_key(
    system: System, django_assert_max_num_queries: Any
) -> None:
    cast.at_hand()
    system.post("/cases", CASE)
    with django_assert_max_num_queries(40):
        system.post("/cases", CASE)

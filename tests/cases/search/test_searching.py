"""One box finds a case: by code, telephone, name, words and address, however they are typed."""

from datetime import date, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from tests import cast
from tests.cases.search.searches import hits, page, pipe
from tests.cases.time.deadlines import bring

from alo153.cases import actions
from alo153.cases.actions import ExternalReference, FormalDetails
from alo153.cases.rules import codes
from alo153.cases.search import Sought, Standing, find
from alo153.core.clock import now

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("form", ["{0}", "{1}", "  {1} ", "{2}"])
def test_a_code_is_found_as_it_is_said(form: str) -> None:
    case = cast.open_case()
    pipe()
    code = case.tracking_code
    line = form.format(code, codes.display(code), codes.display(code).replace(" ", "-"))
    assert hits(line) == [case]


@pytest.mark.parametrize(
    "line",
    ["0532 000 01 01", "+90 532 000 01 01", "5320000101", "(0532) 000-01-01", "00905320000101"],
)
def test_a_number_is_found_in_any_form(line: str) -> None:
    case = cast.open_case()
    pipe()
    assert hits(line) == [case]


@pytest.mark.parametrize("number", ["2600123456", "26-1/A", "482109373"])
def test_the_number_of_another_body_finds_the_case_also_for_its_unit(number: str) -> None:
    there = ExternalReference(number=number, arrived_date=date(2026, 10, 30))
    case = bring("cimer", formal=FormalDetails(), external=there)
    assert hits(f" {number} ") == hits(number, by="selin") == [case]
    assert hits(number, by="okan") == hits(f"{number}0") == []


def test_an_address_of_mail_is_found_in_any_case() -> None:
    case = cast.open_case(email="ayse@example.org")
    pipe()
    assert hits("Ayse@Example.org") == [case]


@pytest.mark.parametrize(
    "line",
    [
        "Ayşe Işık",
        "ayse isik",
        "AYŞE IŞIK",
        "işık ayşe",
        "isi",
        "agac devrildi",
        "AĞAÇ",
        "ağacın",
        "devrilmiş",
        "yollar ağaçlar",
        "Cinar Sok. No 5",
        "izmit budama",
        "ağaç budama yahyakaptan",
    ],
)
def test_words_are_found_in_any_form(line: str) -> None:
    case = cast.open_case("Ağaç yolun üstüne devrildi. No 12.")
    pipe()
    assert hits(line) == [case]


@pytest.mark.parametrize(
    "line",
    ["çınar sokak 5", "çınar sokağı", "CINAR SK. 5", "Yahya Kaptan mahallesi", "izmit"],
)
def test_a_place_is_found_by_address_and_by_its_names(line: str) -> None:
    case, other = cast.open_case(), pipe()
    assert hits(line) == [other, case]


@pytest.mark.parametrize(
    "line", ["zeplin", "ağaç zeplin", "çınar sokak 52", "999 999 999", "!?", "'"]
)
def test_what_does_not_fit_is_not_found(line: str) -> None:
    cast.open_case()
    assert hits(line) == []


def test_nothing_typed_and_no_filter_finds_nothing() -> None:
    cast.open_case()
    assert hits("  ") == []


def test_words_as_typed_come_before_other_forms_of_them() -> None:
    asked = cast.open_case("Çukur var.", of="Fatma Çınar")
    other = cast.open_case("Çukurlar açıldı.")
    assert hits("çukur") == [asked, other]


def test_the_pages_go_through_all_of_it() -> None:
    exact = [cast.open_case("Çukur var.", of="Fatma Çınar") for _ in range(27)]
    loose = [cast.open_case("Çukurlar açıldı.") for _ in range(3)]
    first = page("çukur")
    second = page("çukur", after=first.more)
    assert [*first.cases, *second.cases] == [*reversed(exact), *reversed(loose)]
    assert second.more == ""
    assert page("çukur", after="9999-x").cases == first.cases


def test_filters_narrow_what_is_found() -> None:
    case, other = cast.open_case(), pipe()
    assert hits(topic=case.topic_id) == [case]
    assert hits(unit=other.unit_id) == [other]
    assert hits(standing=Standing.CLOSED) == []
    assert hits(standing=Standing.OPEN, kind="request", channel="phone") == [other, case]
    assert hits("ağaç", topic=other.topic_id) == []
    assert hits(since=case.opened_at, until=case.opened_at + timedelta(1)) == [other, case]
    assert hits(since=case.opened_at + timedelta(1)) == []


def test_a_late_case_is_found_as_late() -> None:
    case = cast.open_case(at=now() - timedelta(days=90))
    cast.open_case(at=now())
    assert hits(standing=Standing.LATE) == [case]


def test_a_unit_finds_its_own_cases_alone() -> None:
    case, other = cast.open_case("Ağaç ve boru."), pipe()
    assert hits("boru", by="selin") == [case]
    assert hits("boru") == [other, case]
    assert hits(codes.display(other.tracking_code), by="selin") == []
    assert hits(unit=other.unit_id, by="selin") == []


def test_a_unit_is_not_told_who_stands_behind_a_number() -> None:
    case = cast.open_case()
    assert hits("0532 000 01 01", by="selin") == []
    assert hits("Ayşe Işık", by="selin") == [case]


def test_who_sees_no_case_finds_none() -> None:
    cast.open_case()
    assert hits("ağaç", by="yasin") == []


def test_a_name_that_changes_is_found_by_the_new_one() -> None:
    case = cast.open_case("Ağaç devrildi.")
    assert case.reporter is not None
    case.reporter.person.full_name = "Zübeyde Kızılırmak"
    case.reporter.person.save(update_fields=["full_name"])
    assert hits("kizilirmak zubeyde") == [case]
    assert hits("ayşe") == []


def test_a_case_is_found_wherever_it_stands() -> None:
    case = cast.open_case()
    actions.accept(case=case, by=cast.staff("selin"), at=now())
    assert hits("ağaç", standing=Standing.OPEN) == [case]


@pytest.mark.parametrize(("line", "most"), [("0532 000 01 01", 4), ("ağaç", 6), ("zeplin", 6)])
def test_few_queries_are_asked(line: str, most: int) -> None:
    cast.open_case()
    agent = cast.staff("elif")
    assert agent.roles
    with CaptureQueriesContext(
        connection,
    ) as asked:
        find(agent, Sought(text=line), at=now())
    assert len(asked) <= most

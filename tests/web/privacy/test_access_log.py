"""A citizen asks who looked at their record; the answer is a page, and asking leaves a trace."""

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries
from tests import cast
from tests.cases import stories

from alo153.cases.models import Case
from alo153.cases.rules import codes
from alo153.citizens.models import AccessLog

pytestmark = pytest.mark.django_db
WHY = "Vatandaş sordu, 12 Mart tarihli yazı"


@pytest.fixture
def case() -> Case:
    case = stories.relaying()
    signed_in("elif").get(f"/center/cases/{case.tracking_code}/")
    signed_in("selin").get(f"/unit/cases/{case.tracking_code}/")
    return case


def signed_in(username: str) -> Client:
    client = Client()
    client.force_login(cast.staff(username))
    return client


def ask(whom: str, why: str = WHY, by: str = "hakan") -> str:
    return (
        signed_in(by).post("/access-log/", {"whom": whom, "why": why}, follow=True).content.decode()
    )


@pytest.mark.parametrize("whom", ["{code}", "0532 000 01 01", "+90 532 000 01 01"])
def test_who_looked_is_told_by_code_and_by_number(case: Case, whom: str) -> None:
    page = ask(whom.format(code=codes.display(case.tracking_code)))
    for expected in ("Elif Yıldız", "Selin Koç", "başvurunun sayfası", "Ayşe Işık"):
        assert expected in page


def test_what_a_colleague_looked_at(case: Case) -> None:
    page = ask("ELIF", by="yasin")
    assert "Elif Yıldız" in page
    assert "Selin Koç" not in page


def test_asking_stands_in_the_log_with_its_reason(case: Case) -> None:
    ask(case.tracking_code)
    asked = AccessLog.objects.get(what="access-log")
    assert (asked.user, asked.citizen, asked.case_id) == (
        cast.staff("hakan"),
        case.reporter,
        case.pk,
    )
    assert asked.reason == WHY
    page = ask(case.tracking_code)
    assert WHY in page
    assert "bu liste" in page


@pytest.mark.parametrize(
    ("whom", "why", "words"),
    [
        ("", WHY, "Kimin kaydı olduğunu ya da kimin baktığını yazın."),
        ("0532 000 01 01", "", "Neden sorduğunuzu yazın."),
        ("kimse", WHY, "Bu adla ya da numarayla bir başvuru, kayıt veya çalışan yok."),
        ("482 109 373", WHY, "Bu adla ya da numarayla bir başvuru, kayıt veya çalışan yok."),
    ],
)
def test_what_cannot_be_answered_is_said_at_the_field(
    case: Case, whom: str, why: str, words: str
) -> None:
    before = AccessLog.objects.count()
    page = ask(whom, why)
    assert words in page
    assert f'value="{whom}"' in page or not whom
    assert AccessLog.objects.count() == before


def test_a_number_nobody_looked_for(case: Case) -> None:
    assert "Kimse bakmamış." in ask("0532 999 99 99")


def test_many_looks_cost_few_queries(
    case: Case, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    elif_, hakan = cast.staff("elif"), signed_in("hakan")
    AccessLog.objects.bulk_create(
        AccessLog(user=elif_, citizen=case.reporter, case_id=case.pk, what="desk", at=cast.AT)
        for _ in range(250)
    )
    asked = hakan.post("/access-log/", {"whom": case.tracking_code, "why": WHY})["Location"]
    hakan.get(asked)
    # session, user with roles, the call bar, the case, whose it is, the look, the rows, how many
    with django_assert_num_queries(9):
        page = hakan.get(asked)
    assert "254 kayıt" in page.content.decode()
    assert "En yeni 200 tanesi gösteriliyor" in hakan.get(f"{asked}letter/").content.decode()

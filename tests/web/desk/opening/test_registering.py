"""CİMER's table: each line with what became of it, and the good ones once."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from tests import cast
from tests.web.desk.opening.registering import TABLE

from alo153.cases.models import Case, ContactWish, RegisterEntry
from alo153.cases.rules import codes

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def today(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("alo153.core.clock.now", lambda: cast.AT)


def give(agent: Client, text: str = TABLE, kind: str = "cimer") -> str:
    table = SimpleUploadedFile("cimer.csv", text.encode())
    return agent.post("/desk/register/", {"kind": kind, "table": table}).content.decode()


def test_good_lines_are_opened_and_broken_ones_named(agent: Client) -> None:
    page = give(agent)
    assert "31.02.2026 diye bir gün yok" in page
    assert "Uzaylılar diye bir konu yok" in page
    for line in ("2. satır", "3. satır", "4. satır", "5. satır"):
        assert line in page
    entries = RegisterEntry.objects.order_by("number")
    assert [entry.number for entry in entries] == ["26-1", "26-4"]
    first, hidden = (entry.case for entry in entries)
    assert (first.contact_wish, hidden.contact_wish) == (ContactWish.SMS, ContactWish.NONE)
    assert hidden.reporter is None
    assert first.channel == "agency"


def test_the_same_table_again_opens_nothing_twice(agent: Client) -> None:
    give(agent)
    page = give(agent)
    assert Case.objects.count() == 2
    assert page.count("zaten kayıtlı") == 3  # the sum, and two lines


def test_no_code_of_a_confidential_case_is_told(agent: Client) -> None:
    table = TABLE.replace("agac-budama", "kadin-destek")
    cast.topic("kadin-destek")
    for page in (give(agent, table), give(agent, table)):
        assert "Gizli başvuru" in page
        entry = RegisterEntry.objects.select_related("case").get(number="26-4")
        assert entry.case.confidential
        assert codes.display(entry.case.tracking_code) not in page
        assert entry.case.tracking_code not in page


def test_what_is_no_table_is_said(agent: Client) -> None:
    assert "sütunlar yok" in give(agent, "bir;iki\n1;2\n")
    page = agent.post("/desk/register/", {"kind": "cimer"}).content.decode()
    assert "Dosyayı seçin." in page
    assert "Türü seçin." in give(agent, kind="petition")


PLACES = """numara;geliş tarihi;konu;metin;ilçe;mahalle
1;02.11.2026;agac-budama;Dal.;İzmit;Yenişehir Mahallesi
2;02.11.2026;agac-budama;Dal.;;BEKİRDERE MAH.
3;02.11.2026;agac-budama;Dal.;izmit;
4;02.11.2026;agac-budama;Dal.;Gotham;
5;02.11.2026;agac-budama;Dal.;Gebze;Bekirdere
6;02.11.2026;agac-budama;Dal.;;Cumhuriyet
"""


def test_a_place_in_words_is_found_or_named(agent: Client) -> None:
    page = give(agent, PLACES)
    cases = [entry.case for entry in RegisterEntry.objects.order_by("number")]
    found = [(case.district, case.neighborhood) for case in cases]
    assert [tuple(str(place or "") for place in each) for each in found] == [
        ("İzmit", "Yenişehir"),
        ("İzmit", "Bekirdere"),
        ("İzmit", ""),
    ]
    assert "Gotham diye bir ilçe yok" in page
    assert "Burada Bekirdere diye bir mahalle yok" in page
    assert "Birkaç ilçede Cumhuriyet mahallesi var" in page
    assert all(case.unit for case in cases), "the place helps to find the unit"

"""CİMER's page: a table is brought and looked at, and answers are taken along."""

import io

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from tests import cast
from tests.partners.answers import answered
from tests.partners.tables import HEAD, TABLE, taken

from alo153.cases.models import Case
from alo153.citizens.models import AccessLog
from alo153.partners import tasks
from alo153.partners.models import Bundle, TableImport

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def today(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("alo153.core.clock.now", lambda: cast.AT)


@pytest.fixture
def supervisor() -> Client:
    browser = Client()
    browser.force_login(cast.staff("hakan"))
    return browser


def bring(browser: Client, text: str = TABLE) -> str:
    """Bring a table and let the worker read it; returns its page."""
    file = SimpleUploadedFile("cimer.csv", text.encode())
    response = browser.post("/center/partners/cimer/", {"table": file})
    tasks.read_table(table=TableImport.objects.latest("pk").pk)
    return str(response.headers["Location"])


def page_of(browser: Client, address: str) -> str:
    return browser.get(address).content.decode()


def test_of_a_city_with_one_desk_its_page_opens_at_once(supervisor: Client) -> None:
    assert supervisor.get("/center/partners/").headers["Location"] == "/center/partners/cimer/"


def test_a_look_shows_what_each_line_becomes_and_what_is_wrong(supervisor: Client) -> None:
    page = page_of(supervisor, bring(supervisor))
    assert "Ağaç budama · CİMER başvurusu" in page
    assert "kurumun verdiği son tarih 20 Kasım 2026" in page
    assert "<strong>Başvuru Tarihi</strong>: 31.02.2026 diye bir gün yok" in page
    assert "2 satırı içe aktar" in page
    assert "Dallar yola" not in page, "no word of a citizen"


def test_lines_are_narrowed_to_those_that_are_wrong(supervisor: Client) -> None:
    page = page_of(supervisor, bring(supervisor) + "?state=faulty")
    assert "3. satır" in page
    assert "2. satır" not in page


def test_taking_it_in_opens_the_applications_behind_the_page(supervisor: Client) -> None:
    address = bring(supervisor)
    supervisor.post(f"{address}take/")
    assert 'hx-trigger="every 2s"' in page_of(supervisor, address)
    table = TableImport.objects.latest("pk")
    for _chunk in range(2):
        tasks.take_lines(table=table.pk)
    page = page_of(supervisor, address)
    assert "içe aktarıldı" in page
    assert "every 2s" not in page
    assert f"/center/cases/{Case.objects.first().tracking_code}/" in page  # type: ignore[union-attr]


def test_a_table_can_be_thrown_away_once(supervisor: Client) -> None:
    address = bring(supervisor)
    assert (
        "hiçbir başvuru açılmadı"
        in supervisor.post(f"{address}drop/", follow=True).content.decode()
    )
    late = supervisor.post(f"{address}take/", follow=True).content.decode()
    assert "Başka biri sizden önce davrandı" in late
    assert not Case.objects.exists()


def test_no_code_of_a_confidential_case_is_told(supervisor: Client) -> None:
    rows = f"{HEAD}\n26-7;02.11.2026;;;kadin-destek;Korkuyorum.;;\n"
    table = taken(rows)
    page = page_of(supervisor, f"/center/partners/tables/{table.pk}/")
    assert "Gizli başvuru" in page
    assert Case.objects.get().tracking_code not in page
    assert "Kadın" not in page


def test_a_file_that_is_missing_is_asked_for(supervisor: Client) -> None:
    response = supervisor.post("/center/partners/cimer/")
    assert response.status_code == 422
    assert "Dosyayı seçin." in response.content.decode()


def test_a_bundle_is_made_and_taken_along_with_whose_answers_it_holds(supervisor: Client) -> None:
    case = answered()
    made = supervisor.post("/center/partners/cimer/bundle/", follow=True).content.decode()
    assert "1. paket hazır" in made
    assert "indirilmeyi bekliyor" in made
    bundle = Bundle.objects.get()
    response = supervisor.post(f"/center/partners/bundles/{bundle.pk}/take/")
    assert 'filename="cimer-1.csv"' in response.headers["Content-Disposition"]
    content = io.BytesIO(b"".join(response)).getvalue()  # type: ignore[arg-type]
    assert "Dalları budadık." in content.decode("windows-1254")
    assert AccessLog.objects.filter(what="partner-bundle", citizen=case.reporter).exists()
    page = page_of(supervisor, "/center/partners/cimer/")
    assert cast.staff("hakan").full_name in page
    assert "Yeniden indir" in page
    empty = supervisor.post("/center/partners/cimer/bundle/", follow=True).content.decode()
    assert "Paketlenecek yanıt yok." in empty


def test_the_receiver_of_an_answer_is_named_on_its_button(supervisor: Client) -> None:
    taken(f"{HEAD}\n26-8;02.11.2026;;;agac-budama;Dal.;;\n")
    case = Case.objects.get()
    Case.objects.filter(pk=case.pk).update(state="answered")
    case.answers.create(
        outcome="done", text="Budandı.", written_by=cast.staff("selin"), written_at=cast.AT
    )
    assert "CİMER, sıradaki yanıt paketiyle" in page_of(
        supervisor, f"/center/cases/{case.tracking_code}/"
    )

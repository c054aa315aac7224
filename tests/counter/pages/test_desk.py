"""Staff at a desk: they sit down, call, serve by the record of the desk, and send on."""

import io
import re
from datetime import timedelta
from typing import Any

import pytest
import segno
import zxingcpp
from django.conf import settings
from django.test import Client
from pypdf import PdfReader
from tests import cast
from tests.counter import visitors
from tests.counter.visitors import AT
from tests.web.desk.records import record

from alo153.cases.models import Case
from alo153.citizens.channel import Channel
from alo153.contacts.models import Disposition, Interaction
from alo153.core import clock
from alo153.counter.lifecycle import State
from alo153.counter.models import DeskSession, Device, Ticket
from alo153.web.desk.registering import receipt

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _morning(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(clock, "now", lambda: AT)


@pytest.fixture
def pinar() -> Client:
    return signed_in("pinar")


def signed_in(username: str) -> Client:
    browser = Client()
    browser.force_login(cast.staff(username))
    return browser


def sit(browser: Client, desk: str = "2", letters: tuple[str, ...] = ("A", "B", "C")) -> Any:
    return browser.post("/counter/sit/", {"office": "izmit", "desk": desk, "letters": letters})


def at_desk(browser: Client) -> Ticket:
    """Serve a visitor."""
    visitors.take()
    sit(browser)
    browser.post("/counter/next/")
    ticket = Ticket.objects.get(state=State.CALLED)
    browser.post(f"/counter/tickets/{ticket.pk}/begin/")
    return Ticket.objects.select_related("interaction").get(pk=ticket.pk)


def text(response: Any) -> str:
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", response.content.decode()))


def test_somebody_sits_down_where_they_sat_last(pinar: Client) -> None:
    assert "İzmit İletişim Merkezi" in text(pinar.get("/counter/"))
    assert sit(pinar).status_code == 302
    session = DeskSession.objects.get()
    assert (session.desk, session.letters) == (2, ["A", "B", "C"])
    pinar.post("/counter/leave/")
    elsewhere = {"office": "gebze", "desk": "1", "letters": ["A"]}
    pinar.post("/counter/sit/", elsewhere)
    pinar.post("/counter/leave/")
    assert 'value="gebze"' in pinar.get("/counter/").content.decode()


def test_a_desk_that_is_taken_and_one_that_is_not_there_are_refused_in_words(
    pinar: Client,
) -> None:
    visitors.sit("hakan", 2)
    assert "Bu masada başka biri var" in text(sit(pinar))
    assert sit(pinar, desk="9").status_code == 422
    assert sit(pinar, letters=()).status_code == 422
    assert pinar.post("/counter/sit/", {"office": "ankara"}).status_code == 422


def test_who_has_come_is_served_in_the_record_and_leaves_a_case_at_the_counter(
    pinar: Client,
) -> None:
    ticket = at_desk(pinar)
    page = pinar.get(f"/desk/tickets/{ticket.pk}/")
    assert ticket.shown in text(page)
    key = f"ticket:{ticket.pk}"
    sent = pinar.post(f"/desk/work/{key}/case/", record())
    case = Case.objects.get()
    assert sent.url == f"/desk/work/{key}/case/{case.tracking_code}/"
    assert case.channel == Channel.COUNTER
    assert list(case.interactions.all()) == [ticket.interaction]
    assert Interaction.objects.count() == 1, "the visit is the contact of the case"
    pinar.post(f"/counter/tickets/{ticket.pk}/finish/")
    over = Interaction.objects.get()
    assert (over.disposition, over.agent) == (Disposition.CASE, cast.staff("pinar"))
    assert (over.answered_at, over.ended_at) == (AT, AT)


def test_what_was_typed_of_a_visitor_is_there_again(pinar: Client) -> None:
    ticket = at_desk(pinar)
    path = f"/desk/drafts/ticket:{ticket.pk}/"
    typed = record(text="Yarım kal")
    assert pinar.post(path, typed, headers={"X-Requested-With": "fetch"}).status_code == 204
    shown = pinar.post(path, typed, follow=True)
    assert shown.redirect_chain == [(f"/desk/tickets/{ticket.pk}/", 302)]
    assert "Yarım kal</textarea>" in shown.content.decode()


def test_what_was_told_and_where_somebody_was_sent_is_logged_for_the_visitor(
    pinar: Client,
) -> None:
    ticket = at_desk(pinar)
    key = f"ticket:{ticket.pk}"
    pinar.post(f"/desk/work/{key}/information/", record())
    assert Interaction.objects.get().disposition == Disposition.INFORMATION
    outside = cast.outside_body().slug
    pinar.post(f"/desk/work/{key}/out-of-scope/", record(redirected_to=outside))
    assert Interaction.objects.get().disposition == Disposition.OUT_OF_SCOPE


def test_a_visitor_of_somebody_else_is_not_there(pinar: Client) -> None:
    ticket = at_desk(pinar)
    hakan = signed_in("hakan")
    assert hakan.get(f"/desk/tickets/{ticket.pk}/").status_code == 404
    assert hakan.post(f"/desk/work/ticket:{ticket.pk}/case/", record()).status_code == 404
    hakan.post(f"/counter/tickets/{ticket.pk}/finish/")
    assert Ticket.objects.get().state == State.SERVING
    assert pinar.get("/desk/tickets/999999/").status_code == 404
    assert pinar.post("/desk/work/ticket:9999999999999999999/case/", {}).status_code == 404


def test_an_agent_of_the_telephone_has_no_desk() -> None:
    agent = signed_in("elif")
    assert agent.get("/counter/").status_code == 403
    assert "/counter/" not in agent.get("/desk/").content.decode()


def test_a_press_too_late_says_so(pinar: Client) -> None:
    ticket = at_desk(pinar)
    pinar.post(f"/counter/tickets/{ticket.pk}/finish/")
    late = pinar.post(f"/counter/tickets/{ticket.pk}/finish/", follow=True)
    assert "bu numaranın durumu bu arada değişti" in text(late).lower()
    assert "Masanız için bekleyen yok" in text(pinar.post("/counter/next/", follow=True))
    assert pinar.post(f"/counter/tickets/{ticket.pk}/dance/").status_code == 404


def test_a_visitor_is_sent_on_and_waits_there(pinar: Client) -> None:
    ticket = at_desk(pinar)
    visitors.sit("hakan", 5)
    assert "5 (Hakan Demir)" in text(pinar.get("/counter/"))
    path = f"/counter/tickets/{ticket.pk}/transfer/"
    said = pinar.post(path, {"letter": "B", "desk": "5"}, follow=True)
    assert "A001" in text(said)
    ticket.refresh_from_db()
    assert (ticket.state, ticket.service.letter, ticket.for_desk) == (State.WAITING, "B", 5)
    wrong = pinar.post(path, {"letter": "Z"}, follow=True)
    assert "bu numaranın ya da o masanın durumu değişti" in text(wrong)


def test_a_supervisor_sees_who_waits_and_sets_up_screens() -> None:
    visitors.take(), visitors.take()
    visitors.sit(desk=2)
    hakan = signed_in("hakan")
    page = text(hakan.get("/counter/overview/"))
    assert all(words in page for words in ("Pınar Uslu", "6 masanın 1 tanesi açık"))
    added = hakan.post("/counter/devices/", {"office": "izmit", "kind": "hall", "name": "TV"})
    (address,) = re.findall(r"http://testserver(/counter/hall/[\w-]+/)", added.content.decode())
    assert Client().get(address).status_code == 200
    device = Device.objects.get(name="TV")
    hakan.post(f"/counter/devices/{device.pk}/revoke/")
    assert Client().get(address).status_code == 404
    assert "Ekranın adı (sizin kullandığınız): Bu alan zorunludur." in text(
        hakan.post("/counter/devices/", {"office": "izmit", "kind": "hall"})
    )


def test_a_supervisor_frees_the_desk_of_a_clerk_who_is_gone(
    pinar: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    at_desk(pinar)
    assert pinar.post("/counter/here/").status_code == 204
    hakan, session = signed_in("hakan"), DeskSession.objects.get()
    assert "son işaret" not in text(hakan.get("/counter/overview/"))
    monkeypatch.setattr(clock, "now", lambda: AT + timedelta(minutes=6))
    page = hakan.get("/counter/overview/").content.decode()
    assert "görevliden son işaret: bugün" in page
    path = f"/counter/desks/{session.pk}/free/"
    assert path in page
    assert "A001 numaralı ziyaretçi" in page
    assert pinar.post(path).status_code == 403
    freed = hakan.post(path, headers={"HX-Request": "true", "HX-Target": "places"}, follow=True)
    assert "6 masanın 0 tanesi açık" in text(freed)
    inside = pinar.get("/counter/", headers={"HX-Request": "true", "HX-Target": "counter"})
    assert inside.headers["HX-Refresh"] == "true"
    sit(pinar)
    assert "A001" in text(pinar.post("/counter/next/", follow=True))


def test_the_receipt_says_the_code_and_its_square_leads_to_the_application(
    pinar: Client,
) -> None:
    ticket = at_desk(pinar)
    key = f"ticket:{ticket.pk}"
    opened = pinar.post(f"/desk/work/{key}/case/", record(), follow=True)
    case = Case.objects.get()
    path = f"/desk/work/{key}/case/{case.tracking_code}/receipt/"
    assert path in opened.content.decode()
    page = pinar.get(path)
    code = case.tracking_code
    assert f"{code[:3]} {code[3:6]} {code[6:]}" in text(page)
    assert "Ağaç budama" in text(page)
    # The drawing is that of the address, module by module
    address = f"{settings.PUBLIC_URL}/t/{case.link_key}/"
    assert receipt.square(address) in page.content.decode()
    assert segno.make(address, error="m", micro=False) == segno.make(
        receipt.address_of(case), error="m", micro=False
    )
    assert Client().get(f"/t/{case.link_key}/").status_code == 200


def pdf_of(pinar: Client, key: str, case: Case) -> tuple[str, list[str]]:
    """Return the words of the receipt as a file, and what a telephone reads in its pictures."""
    answer = pinar.get(f"/desk/work/{key}/case/{case.tracking_code}/receipt.pdf")
    assert answer.headers["Content-Type"] == "application/pdf"
    file = PdfReader(io.BytesIO(answer.content))
    pictures = [picture.image for page in file.pages for picture in page.images]
    read = [barcode.text for each in pictures if each for barcode in zxingcpp.read_barcodes(each)]
    return " ".join(" ".join(page.extract_text() for page in file.pages).split()), read


def test_the_receipt_is_a_file_that_a_telephone_and_a_reader_can_read(pinar: Client) -> None:
    key = f"ticket:{at_desk(pinar).pk}"
    pinar.post(f"/desk/work/{key}/case/", record(), follow=True)
    case = Case.objects.get()
    page = pinar.get(f"/desk/work/{key}/case/{case.tracking_code}/receipt/").content.decode()
    assert f"/case/{case.tracking_code}/receipt.pdf" in page
    words, read = pdf_of(pinar, key, case)
    assert read == [f"{settings.PUBLIC_URL}/t/{case.link_key}/"]
    code = case.tracking_code
    assert f"{code[:3]} {code[3:6]} {code[6:]}" in words
    assert all(each in words for each in ("Başvurunuzu aldık", "Ağaç budama", "Park ve Bahçeler"))
    assert read[0] in words


def test_the_receipt_of_a_confidential_case_says_its_code_alone(pinar: Client) -> None:
    ticket = at_desk(pinar)
    key = f"ticket:{ticket.pk}"
    confidential = next(each for each in cast.pack().topics if each.confidential)
    pinar.post(f"/desk/work/{key}/case/", record(topic=confidential.slug, topic_text=""))
    case = Case.objects.get()
    page = pinar.get(f"/desk/work/{key}/case/{case.tracking_code}/receipt/")
    words, read = pdf_of(pinar, key, case)
    assert (case.tracking_code[:3] in words, confidential.name in words, read) == (True, False, [])
    assert str(case.link_key) not in words
    assert case.tracking_code[:3] in text(page)
    assert confidential.name not in text(page)
    assert "receipt-square" not in page.content.decode()
    assert str(case.link_key) not in page.content.decode()


def test_who_works_at_a_desk_of_a_hall_begins_there_and_a_supervisor_on_the_telephone(
    pinar: Client,
) -> None:
    assert pinar.get("/home/").headers["Location"] == "/counter/"
    assert signed_in("hakan").get("/home/").headers["Location"] == "/desk/"

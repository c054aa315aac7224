"""Each kind asks for what it needs, and its time is kept on the page of the application."""

import uuid
from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from tests import cast
from tests.web.desk.records import record

from alo153.cases.models import Case, Clock, Notice
from alo153.city import queries as city
from alo153.contacts.models import Message
from alo153.core import clock

pytestmark = pytest.mark.django_db
PETITION = {
    "kind": "petition",
    "home_address": "Alemdar Caddesi 3, İzmit",
    "signature": "paper",
    "signature_reference": "2026/1453",
}
INFORMATION = {
    "kind": "information",
    "home_address": "Alemdar Caddesi 3, İzmit",
    "identity_number": "10000000146",
}


def upload(content: bytes) -> SimpleUploadedFile:
    return SimpleUploadedFile("IMG_2231.pdf", content)


def send(agent: Client, **more: str) -> str:
    answer = agent.post("/desk/work/new:1/case/", record(**more), follow=True)
    return answer.content.decode()


def opened(agent: Client, **more: str) -> Case:
    send(agent, **more)
    return Case.objects.latest("id")


def act(agent: Client, case: Case, verb: str, **fields: object) -> str:
    address = f"/center/cases/{case.tracking_code}/{verb}/"
    page = agent.post(address, fields, follow=True).content.decode()
    case.refresh_from_db()
    return page


# what a kind needs


@pytest.mark.parametrize(
    ("sent", "words"),
    [
        ({"kind": "petition"}, "Bu tür için imza gerekir"),
        ({"kind": "petition"}, "ev veya iş adresi gerekir"),
        ({"kind": "petition", "full_name": ""}, "Bu tür için ad soyad gerekir"),
        (PETITION | {"signature_reference": ""}, "İmzanın nerede bulunduğunu yazın"),
        (INFORMATION | {"identity_number": ""}, "imza veya kimlik numarası gerekir"),
        (INFORMATION | {"identity_number": "10000000147"}, "kimlik numarası değil"),
        ({"kind": "cimer"}, "CİMER numarasını yazın"),
        ({"kind": "cimer", "register_arrived": "2026-02-31"}, "Böyle bir gün yok"),
        ({"kind": "cimer", "register_arrived": "2100-01-01"}, "daha gelmedi"),
        ({"kind": "cimer", "register_arrived": "1999-01-01"}, "İki yıldan eski"),
        ({"kind": "petition", "anonymous": "on"}, "Bu tür başvuru isimsiz olamaz"),
        ({"kind": "wonder"}, "Türü listeden seçin"),
    ],
)
def test_what_is_missing_is_named_and_nothing_typed_is_lost(
    agent: Client, sent: dict[str, str], words: str
) -> None:
    page = send(agent, **sent)
    assert words in page
    assert "Dallar pencereme değiyor." in page
    for name, value in sent.items():
        if name in {"home_address", "signature_reference", "identity_number"} and value:
            assert f'value="{value}"' in page
    assert not Case.objects.exists()


def test_the_fields_of_a_kind_come_when_it_is_chosen_and_keep_what_was_typed(
    agent: Client,
) -> None:
    fields = agent.post("/desk/needs/", {"kind": "petition", "home_address": "Çınar 5"})
    page = fields.content.decode()
    assert "<html" not in page
    assert 'value="Çınar 5"' in page
    assert "identity_number" not in page
    assert "home_address" not in agent.post("/desk/needs/", {"kind": "request"}).content.decode()


def test_an_identity_number_is_not_kept_for_a_kind_that_does_not_ask(agent: Client) -> None:
    case = opened(agent, identity_number="10000000146")
    assert not hasattr(case, "particulars")


def test_a_petition_shows_what_the_law_asks_and_its_clock(agent: Client) -> None:
    case = opened(agent, **PETITION)
    assert case.clocks.get().unit == "days"
    page = agent.get(f"/center/cases/{case.tracking_code}/").content.decode()
    for words in ("2026/1453", "Alemdar Caddesi 3", "Yanıt süresi", "30 gün", "3071 sayılı"):
        assert words in page
    assert "Süreyi durdur" not in page  # a legal time is not held


def test_the_signed_paper_is_scanned_and_a_better_scan_takes_its_place(agent: Client) -> None:
    case = opened(agent, **PETITION)
    page = agent.get(f"/center/cases/{case.tracking_code}/").content.decode()
    assert "tarama eksik" in page
    wrong = act(agent, case, "file", what="signed", file=upload(b"MZ no picture"))
    assert "Yalnızca fotoğraf" in wrong
    assert "Dosyanın ne olduğunu" in act(agent, case, "file", file=upload(b"%PDF-1.7 Dilekce"))
    assert "Dosyayı seçin" in act(agent, case, "file", what="signed")
    assert not case.attachments.exists()
    for content in (b"%PDF-1.7 blurred", b"%PDF-1.7 sharp"):
        page = act(agent, case, "file", what="signed", file=upload(content))
    assert "Dosya başvuruya eklendi" in page
    assert "tarama eksik" not in page
    assert "İmzalı kâğıt tarandı" in page
    assert [file.size for file in case.attachments.all()] == [16, 14]
    kept = case.particulars.signed_paper
    assert kept
    assert not kept.from_citizen
    assert kept.size == 14
    answer = agent.get(f"/center/cases/{case.tracking_code}/files/{kept.pk}/")
    assert b"".join(answer.streaming_content) == b"%PDF-1.7 sharp"  # type: ignore[attr-defined]
    assert "kontrol edilemedi, dikkatle açın" in page  # it is no PDF that could be read


def test_what_came_at_the_counter_is_added_to_an_application(agent: Client) -> None:
    case = opened(agent)
    assert "imzalı kâğıdın taraması" not in act(agent, case, "file", what="signed")
    act(agent, case, "file", what="citizen", file=upload(b"%PDF-1.7 Fatura"))
    act(agent, case, "file", what="internal", file=upload(b"%PDF-1.7 Tutanak"))
    assert [file.from_citizen for file in case.attachments.all()] == [True, False]


def test_cimer_is_typed_in_once(agent: Client) -> None:
    today = city.today(clock.now())
    cimer = {
        "kind": "cimer",
        "register_number": "2600123",
        "register_arrived": (today - timedelta(days=2)).isoformat(),
        "register_due": (today + timedelta(days=20)).isoformat(),
    }
    case = opened(agent, **cimer)
    assert case.register_entry.number == "2600123"
    assert "Bu numara kayıtlı" in send(agent, **cimer)
    assert Case.objects.count() == 1


# the time


def test_an_information_request_is_extended_with_a_notice(agent: Client) -> None:
    case = opened(agent, **INFORMATION)
    page = agent.get(f"/center/cases/{case.tracking_code}/").content.decode()
    assert "Süreyi uzat ve vatandaşa bildir" in page
    missing = act(agent, case, "extend", reason="", text="Uzattık.", way="letter")
    assert "Gerekçeyi yazın" in missing
    assert "Mektubun numarasını" in missing
    assert "Uzattık." in missing
    contact = case.contact
    assert contact
    sent = {"reason": "Arşive soruldu.", "text": "Süreyi uzattık.", "way": f"sms:{contact.pk}"}
    page = act(agent, case, "extend", **sent)
    assert "Süre uzatıldı" in page
    assert "30 iş günü" in page
    assert case.due_at
    assert case.promised_at
    assert case.due_at > case.promised_at
    assert Notice.objects.get().text == "Süreyi uzattık."
    message = Message.objects.get(purpose="notice")
    assert "Süreyi uzattık." in message.body
    again = act(agent, case, "extend", **sent)
    assert "kanun buna bir kez izin verir" in again
    assert Notice.objects.count() == 1


def test_a_petition_is_told_how_it_stands(agent: Client) -> None:
    case = opened(agent, **PETITION)
    page = agent.get(f"/center/cases/{case.tracking_code}/").content.decode()
    assert "Ara yanıt: durumu vatandaşa bildir" in page
    assert "Sonucu size ayrıca bildireceğiz (en geç" in page
    assert case.contact
    sent = {"reason": "Keşif yapıldı.", "text": "Keşif yapıldı.", "way": f"sms:{case.contact.pk}"}
    page = act(agent, case, "interim", **sent)
    assert "Ara yanıt yola çıktı" in page
    assert "60 gün" in page
    assert "Ara yanıt: durumu vatandaşa bildir" not in page


def test_costs_stop_the_time_and_the_payment_lets_it_go_on(agent: Client) -> None:
    case = opened(agent, **INFORMATION)
    sent = {"reason": "400 sayfa", "text": "120 TL", "way": "letter", "reference": "S-77"}
    page = act(agent, case, "costs", **sent)
    assert "süre duruyor" in page
    assert "Ödeme süresi" in page
    assert case.due_at is None
    page = act(agent, case, "paid", reason="Makbuz 12")
    assert case.due_at is not None
    assert case.clocks.get(purpose="payment").state == "stopped"


def test_a_promise_is_held_and_goes_on(agent: Client) -> None:
    case = opened(agent)
    assert "süre duruyor" in act(agent, case, "pause", reason="Vinç arızalı.")
    inbox = agent.get(f"/center/cases/{case.tracking_code}/").content.decode()
    assert "Süreyi devam ettir" in inbox
    assert "zaten duruyor" in act(agent, case, "pause", reason="Yine")
    act(agent, case, "resume", reason="Vinç geldi.")
    assert [line.verb for line in Clock.objects.get().entries.all()] == [
        "start",
        "pause",
        "resume",
    ]


def test_a_petition_to_the_wrong_authority_is_passed_on(agent: Client) -> None:
    case = opened(agent, **PETITION)
    body = cast.outside_body()
    page = act(agent, case, "pass-on", unit=body.slug, reason="Onların görevi", plain_text="")
    assert "Vatandaşa ne söyleneceğini yazın" in page
    words = "Yetkili kuruma ilettik."
    act(agent, case, "pass-on", unit=body.slug, reason="Onların görevi", plain_text=words)
    assert (case.state, case.unit) == ("relaying", body)


def test_a_twice_sent_form_opens_one_petition(agent: Client) -> None:
    token = str(uuid.uuid4())
    for _ in range(2):
        send(agent, form_token=token, **PETITION)
    assert Case.objects.count() == 1

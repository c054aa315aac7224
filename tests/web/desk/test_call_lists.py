"""Supervisors write an outgoing list, see whom it calls before it does, approve and pause it."""

from __future__ import annotations

import re
from datetime import timedelta
from html import unescape
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from tests import cast
from tests.calls.call_lists.lists import (
    AYSE,
    MEHMET,
    NOTICE,
    WITH_AGENT,
    approver,
    begun,
    writer,
    written,
)

from alo153.calls.models import CallList, ListNumber
from alo153.cases.models import Case
from alo153.citizens.actions import verify_identity
from alo153.citizens.channel import Channel
from alo153.contacts import actions as contacts
from alo153.contacts.models import Direction, Interaction
from alo153.core import clock
from alo153.core.actor import SYSTEM
from alo153.knowledge import actions as knowledge
from alo153.knowledge.models import Announcement, Voice
from alo153.web.floor.call_lists.forms import MOST_BYTES

pytestmark = pytest.mark.django_db
PAGE = "/live/lists/new/"


@pytest.fixture
def hakan(client: Client) -> Client:
    client.force_login(writer())
    return client


def given(**changes: Any) -> dict[str, Any]:
    plan = {"name": "Fırtına", "leads": "menu:notice", "begins": "09:00", "ends": "20:00"}
    return plan | {"numbers": f"{AYSE}\n{MEHMET}\nhatlı"} | changes


def page(response: Any, status: int = 200) -> str:
    assert response.status_code == status, response.content.decode()
    return unescape(response.content.decode())


def announce(district: str, voice: Voice = Voice.READY) -> Announcement:
    made = knowledge.announce(
        text="Fırtına bekleniyor, denize çıkmayın.",
        wordings={"en": "A storm is expected."},
        district=cast.district(district),
        begins_at=clock.now() - timedelta(hours=1),
        ends_at=clock.now() + timedelta(hours=1),
        spoken=True,
        on_portal=True,
        by=cast.staff("elif"),
        at=clock.now(),
    )
    Announcement.objects.update(voice=voice)
    return made


def read(shown: str) -> dict[str, str]:
    """Return what the form of an approval carries besides its button."""
    [digest] = re.findall(r'name="read" value="(\w+)"', shown)
    return {"read": digest}


def test_before_it_is_written_the_page_says_who_is_called_and_what_they_hear(
    hakan: Client,
) -> None:
    announce("izmit")
    shown = page(hakan.post(PAGE, given()))
    assert "<strong>2</strong> numara aranacak" in shown
    assert "Satır 3" in shown
    assert "telefon numarası değil" in shown
    assert "Size bir duyurumuz var." in shown
    assert "Fırtına bekleniyor" in shown
    assert not CallList.objects.exists()
    response = hakan.post(PAGE, given(go="write"))
    row = CallList.objects.get()
    assert response["Location"] == f"/live/lists/{row.pk}/"
    assert row.numbers.count() == 2
    assert (row.menu_node, row.state) == ("notice", "draft")


@pytest.mark.parametrize("voice", [Voice.NOT_WANTED, Voice.COMING, Voice.MISSING])
def test_a_notice_without_an_announcement_that_is_heard_is_warned_of(
    hakan: Client, voice: Voice
) -> None:
    announce("izmit", voice)
    assert "Önce duyuruyu yazın" in page(hakan.post(PAGE, given()))


def test_a_table_is_read_as_a_file_and_kept_for_the_next_click(hakan: Client) -> None:
    table = SimpleUploadedFile("liste.csv", f"Telefon;Ad\n{AYSE};Ayşe\n".encode())
    shown = page(hakan.post(PAGE, given(numbers="", file=table)))
    assert "<strong>1</strong> numara aranacak" in shown
    assert f"{AYSE};Ayşe" in shown, "in the field, which is sent again"


def of_izmit() -> Case:
    """Open a case of Ayşe, whose number was verified."""
    case = cast.open_case()
    number = cast.phone_of("Ayşe Işık")
    verify_identity(kind=Channel.PHONE, value=number, by=SYSTEM, at=cast.AT)
    return case


def test_citizens_of_a_place_are_those_with_an_open_application_there(hakan: Client) -> None:
    case = of_izmit()
    assert case.neighborhood is not None
    shown = page(hakan.post(PAGE, given(numbers="", place="district:izmit")))
    assert "<strong>1</strong> numara aranacak" in shown
    neighborhood = f"neighborhood:{case.neighborhood.pk}"
    hakan.post(PAGE, given(numbers="", place=neighborhood, go="write"))
    assert ListNumber.objects.get().number == cast.phone_of("Ayşe Işık")
    shown = page(hakan.post(PAGE, given(numbers="", place="district:gebze")))
    assert "<strong>0</strong>" in shown
    assert "Onaya gönder" not in shown


def test_a_number_that_somebody_typed_is_called_once_it_has_called_here(hakan: Client) -> None:
    case, number = cast.open_case(channel=Channel.WEB), cast.phone_of("Ayşe Işık")
    asked = given(numbers="", place="district:izmit")
    assert "<strong>0</strong>" in page(hakan.post(PAGE, asked))
    call = contacts.start_interaction(
        channel=Channel.PHONE, direction=Direction.INBOUND, address=number, by=SYSTEM, at=cast.AT
    )
    Interaction.objects.filter(pk=call.pk).update(citizen=case.reporter)
    assert "<strong>0</strong>" in page(hakan.post(PAGE, asked)), "nobody has answered"
    Interaction.objects.filter(pk=call.pk).update(answered_at=cast.AT)
    assert "<strong>1</strong> numara aranacak" in page(hakan.post(PAGE, asked))


def test_who_of_a_place_wishes_no_calls_is_counted_and_not_shown(hakan: Client) -> None:
    of_izmit()
    number = cast.phone_of("Ayşe Işık")
    contacts.opt_out(channel=Channel.PHONE, to=number, by=SYSTEM, at=cast.AT)
    shown = page(hakan.post(PAGE, given(numbers="", place="district:izmit")))
    assert "1 satır aranmayacak" in shown
    assert "aranmak istemiyor" in shown
    assert number not in shown


def test_a_mistake_elsewhere_keeps_the_table(hakan: Client) -> None:
    table = SimpleUploadedFile("liste.csv", f"{AYSE};Ayşe".encode())
    shown = page(hakan.post(PAGE, given(numbers="", file=table, ends="08:00")), 422)
    assert f"{AYSE};Ayşe" in shown
    assert "Başlangıçtan sonraki bir saat yazın." in shown


def test_the_largest_table_is_taken_again_with_the_next_click(hakan: Client) -> None:
    table = "\n".join([AYSE, "ş" * 78] * (MOST_BYTES // 160)).encode("cp1254")
    shown = hakan.post(PAGE, given(numbers="", file=SimpleUploadedFile("liste.csv", table)))
    assert shown.status_code == 200
    again = given(numbers=shown.context["form"].data["numbers"], go="write")
    assert hakan.post(PAGE, again).status_code == 302


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"place": "district:izmit"}, "ikisinden yalnızca birini"),
        ({"numbers": ""}, "ikisinden yalnızca birini"),
        ({"ends": "08:00"}, "Başlangıçtan sonraki bir saat yazın."),
        ({"leads": "menu:nobody"}, "menu:nobody"),
    ],
)
def test_a_mistake_is_named_and_nothing_typed_is_lost(
    hakan: Client, changes: dict[str, str], words: str
) -> None:
    shown = page(hakan.post(PAGE, given(**changes)), 422)
    assert words in shown
    assert 'value="Fırtına"' in shown


def test_an_emergency_is_approved_by_a_colleague_and_says_why(hakan: Client) -> None:
    contacts.opt_out(channel=Channel.PHONE, to=AYSE, by=SYSTEM, at=cast.AT)
    hakan.post(PAGE, given(emergency_reason="Sel tehlikesi", go="write"))
    row = CallList.objects.get()
    assert row.numbers.count() == 2, "also whoever wished no calls"
    address = f"/live/lists/{row.pk}/"
    shown = page(hakan.get(address))
    assert "Sel tehlikesi" in shown
    assert "Yetkili bir çalışma arkadaşınız onaylar" in shown
    assert f"{address}approve/" not in shown
    hakan.post(f"{address}approve/")
    row.refresh_from_db()
    assert row.state == "draft"
    colleague = Client()
    colleague.force_login(approver())
    for verb, state in (("approve", "approved"), ("begin", "running"), ("pause", "paused")):
        shown = page(colleague.get(address))
        assert f"{address}{verb}/" in shown
        sent = read(shown) if verb == "approve" else {}
        assert colleague.post(f"{address}{verb}/", sent).status_code == 302
        row.refresh_from_db()
        assert row.state == state
    assert colleague.post(f"{address}dance/").status_code == 404


def test_approved_are_the_words_that_were_read_and_no_others(hakan: Client) -> None:
    made = announce("izmit", Voice.COMING)
    row = written(AYSE)
    address = f"/live/lists/{row.pk}/"
    colleague = Client()
    colleague.force_login(approver())
    shown = page(colleague.get(address))
    for words in (
        "Fırtına bekleniyor",
        "A storm is expected.",
        "seslendiriliyor",
    ):
        assert words in shown, "also what callers do not hear yet"
    Announcement.objects.filter(pk=made.pk).update(text="Fırtına geçti.", voice=Voice.READY)
    again = page(colleague.post(f"{address}approve/", read(shown), follow=True))
    assert "Duyurular bu arada değişti." in again
    assert "Fırtına geçti." in again
    row.refresh_from_db()
    assert (row.state, row.approved_sounds) == ("draft", "")
    colleague.post(f"{address}approve/", read(again))
    row.refresh_from_db()
    made.refresh_from_db()
    assert row.state == "approved"
    assert row.sayable == {each.sound for each in made.said()}


def test_a_list_that_says_no_announcement_is_approved_whatever_is_announced(
    hakan: Client,
) -> None:
    row = written(AYSE, plan=WITH_AGENT)
    colleague = Client()
    colleague.force_login(approver())
    shown = page(colleague.get(f"/live/lists/{row.pk}/"))
    announce("izmit")
    colleague.post(f"/live/lists/{row.pk}/approve/", read(shown))
    row.refresh_from_db()
    assert row.state == "approved"


def test_the_lists_show_how_far_they_are(hakan: Client) -> None:
    row = begun(AYSE, MEHMET)
    written(AYSE)
    ListNumber.objects.filter(number=AYSE, call_list=row).update(state="reached", key="4")
    shown = page(hakan.get("/live/lists/"))
    assert "1 kişi yanıtladı" in shown
    assert "1 kaldı" in shown
    assert shown.index("aranıyor") < shown.index("onay bekliyor"), "what calls now comes first"
    assert NOTICE.name in page(hakan.get(f"/live/lists/{row.pk}/"))
    assert hakan.get("/live/lists/99/").status_code == 404

"""A contractor's link: one work, nothing of the citizen, until it ends or is taken back."""

import html
import io
import re
from datetime import timedelta
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest
from django.test import Client
from django.urls import reverse
from PIL import Image
from tests import cast

from alo153.accounts.models import User
from alo153.cases import actions
from alo153.cases.actions import LinkOver, NotTheirs
from alo153.cases.fieldwork.actions import contracting
from alo153.cases.models import (
    Case,
    ContractorLink,
    ContractorOpening,
    ContractorReport,
    RelayAttempt,
)
from alo153.cases.rules.outcomes import Finding, Outcome
from alo153.cases.telling.timeline import for_staff
from alo153.citizens.channel import Channel
from alo153.city.actions import leave_unit
from alo153.contacts.models import Message
from alo153.core import events
from alo153.core.actor import CITIZEN, SYSTEM
from alo153.core.clock import now
from alo153.core.files import uploads

WORDS = "Çınarın yola sarkan dallarını budayın."


@pytest.fixture(autouse=True)
def elsewhere(settings: Any, tmp_path: Path) -> None:
    backend = "django.core.files.storage.FileSystemStorage"
    options = {"location": tmp_path, "base_url": None}
    settings.STORAGES = settings.STORAGES | {"default": {"BACKEND": backend, "OPTIONS": options}}


def photo() -> io.BytesIO:
    content = io.BytesIO()
    Image.new("RGB", (8, 8)).save(content, "JPEG")
    content.seek(0)
    content.name = "a.jpg"
    return content


def give(case: Case, by: User, *, with_photos: bool = False) -> str:
    return actions.give_work(
        case=case,
        contractor="Yeşil Peyzaj A.Ş.",
        words=WORDS,
        with_photos=with_photos,
        expires_at=now() + timedelta(days=7),
        by=by,
        at=now(),
    )


def address(token: str) -> str:
    return reverse("portal:contractor", args=[token])


def words(response: Any) -> str:
    return html.unescape(response.content.decode())


def test_the_link_is_shown_once_and_opens_the_work(at_work: Client, case: Case) -> None:
    page = reverse("unit:contractors", args=[case.tracking_code])
    typed = {"contractor": "Yeşil Peyzaj A.Ş.", "words": WORDS, "days": "7"}
    shown = words(at_work.post(page, typed))
    found = re.search(r"/work/([\w-]+)/", shown)
    assert found
    assert found[0] not in words(at_work.get(page))
    assert not ContractorLink.objects.filter(digest=found[1]).exists()
    assert WORDS in words(Client().get(found[0]))


def test_a_new_link_can_be_copied_and_sent_and_no_empty_form_follows(
    at_work: Client, case: Case
) -> None:
    page = reverse("unit:contractors", args=[case.tracking_code])
    typed = {"contractor": "Yeşil Peyzaj A.Ş.", "words": WORDS, "days": "7"}
    shown = words(at_work.post(page, typed))
    assert 'data-copies="contractor-link"' in shown
    assert f'action="{page}send/' in shown
    assert shown.index("Bağlantı hazır") < shown.index(WORDS), "then what was given"
    assert 'name="contractor"' not in shown
    assert 'name="contractor"' in words(at_work.get(page)), "another one can be given it"


MADE = {"contractor": "Yeşil Peyzaj A.Ş.", "words": WORDS, "days": "7"}


def made(at_work: Client, case: Case) -> tuple[str, str]:
    """Make a link on the page; return the address that sends it, and its token."""
    page = reverse("unit:contractors", args=[case.tracking_code])
    found = re.search(r"/work/([\w-]+)/", words(at_work.post(page, MADE)))
    assert found
    return reverse("unit:send_contractor", args=[case.tracking_code]), found[1]


@pytest.mark.parametrize(
    ("typed", "to", "channel"),
    [
        ("0532 000 03 03", "+905320000303", Channel.SMS),
        ("usta@example.org", "usta@example.org", Channel.EMAIL),
    ],
)
def test_the_city_sends_the_link_itself(
    at_work: Client, case: Case, typed: str, to: str, channel: Channel
) -> None:
    send, token = made(at_work, case)
    shown = words(at_work.post(send, {"token": token, "to": typed}))
    message = Message.objects.get(purpose="work_link")
    assert (message.to, message.channel) == (to, channel)
    assert address(token) in message.body
    assert "Ayşe" not in message.body
    assert f"Bağlantı gönderiliyor: {typed}" in shown
    assert token in shown, "another one can be sent it, too"
    page = reverse("unit:contractors", args=[case.tracking_code])
    assert f"{typed}</span> · bekliyor" in words(at_work.get(page))


def test_the_page_says_that_a_link_left_and_did_not_arrive(at_work: Client, case: Case) -> None:
    send, token = made(at_work, case)
    at_work.post(send, {"token": token, "to": "0532 000 03 03"})
    Message.objects.filter(purpose="work_link").update(
        state=Message.State.SENT,
        sent_at=now(),
        delivery=Message.Delivery.NOT_DELIVERED,
        delivery_at=now(),
    )
    page = words(at_work.get(reverse("unit:contractors", args=[case.tracking_code])))
    assert "gönderildi ama ulaşmadı" in page


def test_a_wrong_number_is_named_and_the_link_is_not_lost(at_work: Client, case: Case) -> None:
    send, token = made(at_work, case)
    answer = at_work.post(send, {"token": token, "to": "0262 318 10 00"})
    shown = words(answer)
    assert answer.status_code == 422
    assert "SMS yalnızca cep telefonuna gider" in shown
    assert 'value="0262 318 10 00"' in shown
    assert token in shown
    assert "Bir cep telefonu ya da e-posta adresi yazın." in words(
        at_work.post(send, {"token": token, "to": ""})
    )
    assert not Message.objects.filter(purpose="work_link").exists()


def test_a_link_is_sent_five_times_and_one_that_ended_never(at_work: Client, case: Case) -> None:
    send, token = made(at_work, case)
    for number in range(6):
        answer = at_work.post(send, {"token": token, "to": f"usta{number}@example.org"})
    assert answer.status_code == 422
    assert "Kopyalayıp kendiniz iletin." in words(answer)
    assert Message.objects.filter(purpose="work_link").count() == 5
    sent = {"token": "erfunden", "to": "usta@example.org"}
    assert at_work.post(send, sent).status_code == 404
    other, token = cast.open_case(), made(at_work, case)[1]
    elsewhere = reverse("unit:send_contractor", args=[other.tracking_code])
    assert at_work.post(elsewhere, sent | {"token": token}).status_code == 404
    assert Message.objects.filter(purpose="work_link").count() == 5


def test_the_page_says_nothing_of_the_citizen(client: Client, case: Case, selin: User) -> None:
    page = words(client.get(address(give(case, selin))))
    for part in (case.topic.name, "Çınar Sokak 5", WORDS):
        assert part in page
    for secret in ("Ayşe", case.text, case.tracking_code, cast.phone_of("Ayşe Işık")):
        assert secret not in page


def test_a_link_takes_so_many_reports_and_no_more(
    client: Client, case: Case, selin: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(contracting, "MOST_REPORTS", 2)
    link = address(give(case, selin))
    answers = [client.post(link, {"note": f"Dal {number} budandı."}) for number in range(3)]
    assert [answer.status_code for answer in answers] == [302, 302, 422]
    assert "Lütfen birimi arayın" in words(answers[-1])
    assert "Dal 2 budandı." in words(answers[-1])
    assert ContractorReport.objects.count() == 2


def test_photos_are_shown_only_if_the_unit_says_so(client: Client, case: Case, selin: User) -> None:
    kept = actions.attach(
        case=case, file=uploads.check(photo()), from_citizen=True, by=CITIZEN, at=now()
    )
    for with_photos, status in ((True, 200), (False, 404)):
        token = give(case, selin, with_photos=with_photos)
        picture = reverse("portal:contractor_photo", args=[token, kept.pk])
        assert client.get(picture).status_code == status


def test_what_was_done_reaches_the_unit(
    at_work: Client, client: Client, case: Case, selin: User
) -> None:
    token = give(case, selin)
    assert client.post(address(token), {"note": ""}).status_code == 422
    client.post(address(token), {"note": "Dallar budandı.", "photo": photo()})
    assert ContractorOpening.objects.count() == 2
    page = words(at_work.get(reverse("unit:case", args=[case.tracking_code])))
    assert "Yüklenici bildirdi" in page
    assert "Dallar budandı." in page
    assert case.attachments.filter(from_citizen=False).count() == 1
    assert "Bildirdikleriniz" in (again := words(client.get(address(token))))
    assert "Dallar budandı." in again


def test_a_photo_of_too_many_pixels_is_refused_and_the_words_stay(
    client: Client, case: Case, selin: User
) -> None:
    huge = io.BytesIO()
    Image.new("1", (7_000, 7_000)).save(huge, "PNG")
    huge.seek(0)
    huge.name = "a.png"
    sent = {"note": "Dallar budandı.", "photo": huge}
    answer = client.post(address(give(case, selin)), sent)
    assert answer.status_code == 422
    page = words(answer)
    assert "daha küçük bir fotoğraf seçin" in page
    assert 'aria-invalid="true"' in page
    assert "Dallar budandı." in page
    assert not case.attachments.exists()


def test_a_link_ends_by_its_date_or_by_the_unit(at_work: Client, case: Case, selin: User) -> None:
    token = give(case, selin)
    with pytest.raises(LinkOver):
        actions.open_work(token=token, at=now() + timedelta(days=8))
    link = ContractorLink.objects.get()
    at_work.post(reverse("unit:revoke_contractor", args=[case.tracking_code, link.pk]))
    assert at_work.get(address(token)).status_code == 404
    assert at_work.get(address("erfunden")).status_code == 404


def test_another_unit_gives_and_revokes_nothing(case: Case, okan: User, selin: User) -> None:
    with pytest.raises(NotTheirs):
        give(case, okan)
    give(case, selin)
    with pytest.raises(NotTheirs):
        actions.revoke_work(link=ContractorLink.objects.get(), by=okan, at=now())


def over(token: str) -> bool:
    try:
        actions.open_work(token=token, at=now())
    except LinkOver:
        return True
    return False


@pytest.mark.parametrize("how", ["returned", "forwarded", "closed"])
def test_a_link_ends_when_the_case_leaves_the_unit(case: Case, selin: User, how: str) -> None:
    token, elif_ = give(case, selin), cast.staff("elif")
    if how == "returned":
        actions.return_not_ours(case=case, reason="Bizim değil.", by=selin, at=now())
    elif how == "forwarded":
        to = cast.unit("yol-ve-bakim")
        actions.forward(case=case, to=to, reason="Yol.", by=elif_, at=now())
    else:
        finding = Finding(outcome=Outcome.DONE, text="Budandı.")
        actions.answer(case=case, finding=finding, by=selin, at=now())
        assert not over(token)
        actions.approve(case=case, plain_text="Budadık.", by=elif_, at=now())
        told = RelayAttempt.Result.TOLD
        actions.record_attempt(relay=case.relays.get(), result=told, by=SYSTEM, at=now())
    assert over(token)
    assert [each.name for each in events.history(case)].count("case.work_ended") == 1
    assert any("bağlantısı kapandı" in str(step.title) for step in for_staff(case))


def test_a_link_of_the_past_does_not_open_when_the_case_comes_back(case: Case, selin: User) -> None:
    token, elif_ = give(case, selin), cast.staff("elif")
    actions.return_not_ours(case=case, reason="Bizim değil.", by=selin, at=now())
    actions.forward(
        case=case, to=cast.unit("park-ve-bahceler"), reason="Sizin.", by=elif_, at=now()
    )
    assert over(token)


def test_who_made_a_link_takes_it_back_after_leaving_the_unit(case: Case, selin: User) -> None:
    token = give(case, selin)
    leave_unit(user=selin, unit=cast.unit("park-ve-bahceler"), by=SYSTEM, at=now())
    actions.revoke_work(link=ContractorLink.objects.get(), by=selin, at=now())
    assert over(token)


def test_a_colleague_takes_a_link_back_by_the_button(
    client: Client, case: Case, selin: User, nurten: User
) -> None:
    token = give(case, selin)
    client.force_login(nurten)
    page = reverse("unit:contractors", args=[case.tracking_code])
    found = re.search(r'action="([^"?]+/revoke/)', words(client.get(page)))
    assert found
    client.post(found[1])
    assert over(token)
    last = [each for each in events.history(case) if each.name == "case.work_revoked"]
    assert [each.actor_id for each in last] == [nurten.pk]


def test_a_form_sent_ten_times_is_one_link(at_work: Client, case: Case) -> None:
    page = reverse("unit:contractors", args=[case.tracking_code])
    token = re.search(r'name="form_token" value="([^"]+)"', words(at_work.get(page)))
    assert token
    typed = {"contractor": "Usta", "words": WORDS, "days": "7", "form_token": token[1]}
    pages = [words(at_work.post(page, typed)) for _ in range(10)]
    shown = {re.findall(r"/work/([\w-]+)/", each)[0] for each in pages}
    assert len(shown) == 1
    assert ContractorLink.objects.count() == 1
    assert Client().get(address(shown.pop())).status_code == 200
    at_work.post(page, {**typed, "form_token": str(uuid4())})
    assert ContractorLink.objects.count() == 2


def test_a_link_sent_ten_times_to_one_address_leaves_once(at_work: Client, case: Case) -> None:
    send, token = made(at_work, case)
    for _ in range(10):
        answer = at_work.post(send, {"token": token, "to": "usta@example.org"})
        assert answer.status_code == 200
    sent = Message.objects.filter(purpose="work_link")
    assert sent.count() == 1
    sent.update(state=Message.State.FAILED)
    at_work.post(send, {"token": token, "to": "usta@example.org"})
    assert sent.count() == 2, "one that did not leave is sent again"


def test_a_report_sent_ten_times_is_one(client: Client, case: Case, selin: User) -> None:
    token = give(case, selin)
    for _ in range(10):
        client.post(address(token), {"note": "Dallar budandı.", "photo": photo()})
    assert ContractorReport.objects.count() == 1
    assert case.attachments.count() == 1
    client.post(address(token), {"note": "Dallar budandı."})
    client.post(address(token), {"note": "Yaprakları da topladık."})
    assert ContractorReport.objects.count() == 3
    link = ContractorLink.objects.get()
    later = now() + timedelta(hours=1)
    actions.report_work(link=link, note="Dallar budandı.", photo=None, at=later)
    assert ContractorReport.objects.count() == 4


def test_a_note_sent_ten_times_is_one(at_work: Client, case: Case, nurten: User) -> None:
    page = reverse("unit:note", args=[case.tracking_code])
    for _ in range(10):
        assert at_work.post(page, {"text": "Ekip yolda."}).status_code == 302
    assert case.notes.count() == 1
    actions.note(case=case, text="Ekip yolda.", by=nurten, at=now())
    at_work.post(page, {"text": "Ekip vardı."})
    assert case.notes.count() == 3


def test_a_name_of_two_lines_is_refused(at_work: Client, case: Case) -> None:
    page = reverse("unit:contractors", args=[case.tracking_code])
    typed = {"contractor": "Usta\nBcc: x@example.org", "words": WORDS, "days": "7"}
    answer = at_work.post(page, typed)
    assert answer.status_code == 422
    assert "Tek satırda yazın." in words(answer)
    assert not ContractorLink.objects.exists()


def test_a_report_is_in_sight_where_somebody_works(
    at_work: Client, client: Client, case: Case, selin: User
) -> None:
    actions.accept(case=case, by=selin, at=now())
    at_work.force_login(selin)
    token = give(case, selin)
    list_of_unit = reverse("unit:inbox")
    assert "yüklenici bildirdi" not in words(at_work.get(list_of_unit))
    Client().post(address(token), {"note": "Dallar budandı.", "photo": photo()})
    assert "yüklenici bildirdi" in words(at_work.get(list_of_unit))
    taken = case.attachments.get()
    for name in ("case", "answer"):
        page = words(at_work.get(reverse(f"unit:{name}", args=[case.tracking_code])))
        assert "Yeşil Peyzaj A.Ş. (yüklenici) bildirdi" in page
        assert "Dallar budandı." in page
        picture = reverse("unit:file", args=[case.tracking_code, taken.pk])
        assert page.count(f'src="{picture}"') == 1, "once, with its label"
        assert "Yeşil Peyzaj A.Ş. tarafından çekilen fotoğraf" in page

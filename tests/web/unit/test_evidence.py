"""The unit's form asks for the evidence of its topic; a photo stays even if a word is missing."""

import re
from io import BytesIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse
from PIL import Image
from tests import cast
from tests.cases import stories
from tests.cases.life.confirmations import say

from alo153.accounts.models import User
from alo153.cases import actions
from alo153.cases.models import Answer, Attachment, Case, RelayAttempt
from alo153.citizens.channel import Channel
from alo153.core.actor import CITIZEN, SYSTEM
from alo153.core.clock import now

TEXT = "Çukuru asfaltla doldurduk."
TOLD = "Çukuru bugün kapattık."
REFUTED = "Çukur yine açıldı."


@pytest.fixture
def pothole(db: None) -> Case:
    return cast.open_case("Yolda derin çukur var.", about="yol-cukuru")


@pytest.fixture
def at_roads(client: Client, okan: User) -> Client:
    client.force_login(okan)
    return client


def address(case: Case) -> str:
    return reverse("unit:answer", args=[case.tracking_code])


def photo() -> SimpleUploadedFile:
    content = BytesIO()
    Image.new("RGB", (40, 20)).save(content, "PNG")
    return SimpleUploadedFile("IMG_1.png", content.getvalue(), "image/png")


def send(client: Client, case: Case, **fields: object) -> HttpResponse:
    return client.post(address(case), {"outcome": "done", **fields})  # type: ignore[return-value]


def test_the_form_of_a_pothole_asks_for_a_photo(at_roads: Client, pothole: Case) -> None:
    page = at_roads.get(address(pothole), {"outcome": "done"}).content.decode()
    assert 'enctype="multipart/form-data"' in page
    assert 'name="photos"' in page


def test_a_photo_may_go_with_every_answer(at_roads: Client, pothole: Case) -> None:
    form = at_roads.get(address(pothole), {"outcome": "not_ours"}).content.decode()
    assert 'name="photos"' in form
    said = {"outcome": "not_ours", "text": TEXT, "responsible_body": "Karayolları"}
    assert at_roads.post(address(pothole), said | {"photos": photo()}).status_code == 302
    assert Answer.objects.get().photos == 1
    assert Attachment.objects.get().is_evidence


def test_no_answer_asks_for_a_photo_that_its_topic_does_not_demand(
    at_roads: Client, pothole: Case
) -> None:
    said = {"outcome": "not_ours", "text": TEXT, "responsible_body": "Karayolları"}
    assert at_roads.post(address(pothole), said).status_code == 302


def test_without_a_photo_the_form_says_so_and_keeps_the_words(
    at_roads: Client, pothole: Case
) -> None:
    response = send(at_roads, pothole, text=TEXT)
    page = response.content.decode()
    assert response.status_code == 422
    assert "fotoğraf ekleyin" in page
    assert TEXT in page


def test_with_a_photo_the_answer_goes_to_the_center(at_roads: Client, pothole: Case) -> None:
    assert send(at_roads, pothole, text=TEXT, photos=photo()).status_code == 302
    assert Answer.objects.get().photos == 1
    kept = Attachment.objects.get()
    assert (kept.from_citizen, kept.content_type) == (False, "image/jpeg")


def test_a_photo_is_not_lost_when_the_words_are_missing(at_roads: Client, pothole: Case) -> None:
    response = send(at_roads, pothole, photos=photo())
    assert response.status_code == 422
    assert set(response.context["form"].errors) == {"text"}  # type: ignore[attr-defined]
    assert "1 fotoğraf" in response.content.decode()
    assert send(at_roads, pothole, text=TEXT).status_code == 302


def test_a_file_that_is_no_photo_is_refused_with_its_reason(
    at_roads: Client, pothole: Case
) -> None:
    program = SimpleUploadedFile("photo.jpg", b"MZ this is a program", "image/jpeg")
    response = send(at_roads, pothole, text=TEXT, photos=program)
    assert response.status_code == 422
    assert "Yalnızca fotoğraf" in response.content.decode()
    assert not Attachment.objects.exists()


def test_a_case_of_another_unit_takes_no_photo(at_roads: Client, db: None) -> None:
    tree = cast.open_case()
    assert send(at_roads, tree, text=TEXT, photos=photo()).status_code == 404
    assert not Attachment.objects.exists()


def test_the_time_of_a_visit_is_asked_and_stands_in_the_draft(
    at_roads: Client, pothole: Case
) -> None:
    draft = reverse("unit:draft", args=[pothole.tracking_code])
    at_roads.post(draft, {"outcome": "not_found", "visited_at": "2026-11-24T11:30"})
    page = at_roads.get(address(pothole)).content.decode()
    assert 'value="2026-11-24T11:30"' in page
    late = send(at_roads, pothole, outcome="not_found", text=TEXT, visited_at="2099-01-01T10:00")
    assert late.status_code == 422
    assert "ne zaman gittiğini" in late.content.decode()


def test_the_photo_of_the_work_is_seen_at_the_approval_and_then_by_the_citizen(
    at_roads: Client, pothole: Case
) -> None:
    at_roads.post(reverse("unit:accept", args=[pothole.tracking_code]))
    send(at_roads, pothole, text=TEXT, photos=photo())
    shown = Attachment.objects.get()
    story = reverse("portal:link", args=[pothole.link_key])
    theirs = reverse("portal:link_file", args=[pothole.link_key, shown.pk])
    assert theirs not in Client().get(story).content.decode()
    assert Client().get(theirs).status_code == 404

    client = Client()
    client.force_login(cast.staff("murat"))
    case = reverse("center:case", args=[pothole.tracking_code])
    center = client.get(case).content.decode()
    approval = center[center.index('aria-label="Kontrol edilecek yanıt"') :]
    assert reverse("center:file", args=[pothole.tracking_code, shown.pk]) in approval
    approved = reverse("center:act", args=[pothole.tracking_code, "approve"])
    client.post(approved, {"plain_text": "Çukuru doldurduk."})
    assert theirs in Client().get(story).content.decode()
    assert Client().get(theirs).status_code == 200


def test_a_file_for_the_house_is_never_shown_to_the_citizen(client: Client, db: None) -> None:
    case = stories.relaying()
    client.force_login(cast.staff("murat"))
    inside = reverse("center:act", args=[case.tracking_code, "file"])
    client.post(inside, {"file": photo(), "what": "internal"})
    kept = Attachment.objects.get()
    theirs = reverse("portal:link_file", args=[case.link_key, kept.pk])
    assert Client().get(theirs).status_code == 404


def label(page: str) -> str:
    """Return the label of the photo."""
    found = re.search(r"<label[^>]*id_answer_photos[^>]*>(.*?)</label>", page, re.S)
    assert found
    return found[1]


def test_the_label_of_a_photo_says_optional_only_where_it_is(
    at_roads: Client, pothole: Case
) -> None:
    form = address(pothole)
    assert "isteğe bağlı" not in label(at_roads.get(form, {"outcome": "done"}).content.decode())
    assert "isteğe bağlı" in label(at_roads.get(form, {"outcome": "not_ours"}).content.decode())
    refused = send(at_roads, pothole, text=TEXT)
    assert "isteğe bağlı" not in label(refused.content.decode())
    assert len(refused.context["form"].errors["photos"]) == 1  # type: ignore[attr-defined]


def objected(client: Client, case: Case) -> None:
    """Let the unit answer with a photo, the citizen object, and the center give it back."""
    assert send(client, case, text=TEXT, photos=photo()).status_code == 302
    # The page keeps what was typed last, a moment after it was sent
    client.post(reverse("unit:draft", args=[case.tracking_code]), {"outcome": "done", "text": TEXT})
    actions.approve(case=case, plain_text=TOLD, by=cast.staff("elif"), at=now())
    told = RelayAttempt.Result.TOLD
    actions.record_attempt(relay=case.relays.get(), result=told, by=SYSTEM, at=now())
    say(case, solved=False, words=REFUTED)
    roads = cast.unit("yol-ve-bakim")
    actions.forward(case=case, to=roads, reason="Yeniden bakın.", by=cast.staff("hakan"), at=now())


def test_after_an_objection_the_form_is_empty_and_says_what_was_objected(
    at_roads: Client, pothole: Case
) -> None:
    objected(at_roads, pothole)
    choice = at_roads.get(address(pothole)).content.decode()
    assert "<textarea" not in choice, "the outcome is asked again"
    response = at_roads.get(address(pothole), {"outcome": "done"})
    page = response.content.decode()
    assert REFUTED in page
    assert TOLD in page
    form = response.context["form"]
    assert form["text"].value() in {None, ""}
    assert "isteğe bağlı" not in label(page), "the old photo is no proof"
    again = send(at_roads, pothole, text="Yeniden doldurduk.")
    assert again.status_code == 422
    assert send(at_roads, pothole, text="Yeniden doldurduk.", photos=photo()).status_code == 302
    assert Answer.objects.last().photos == 1  # type: ignore[union-attr]


def test_the_form_shows_what_the_citizen_answered(at_roads: Client, pothole: Case) -> None:
    okan = cast.staff("okan")
    actions.accept(case=pothole, by=okan, at=now())
    actions.ask(case=pothole, text="Hangi kapının önünde?", by=okan, at=now())
    said = "Beş numaranın önünde."
    actions.reply(case=pothole, text=said, channel=Channel.WEB, by=CITIZEN, at=now())
    for page in (address(pothole), reverse("unit:return", args=[pothole.tracking_code])):
        assert said in at_roads.get(page, {"outcome": "done"}).content.decode()

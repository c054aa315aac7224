"""An application that waited in a telephone: taken once, and by the rules of the pages."""

import io
import re
from collections.abc import Callable
from datetime import timedelta
from typing import Any
from unittest.mock import patch
from uuid import uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from PIL import Image
from pytest_django import Settings
from tests import cast
from tests.parts.events.consuming import consume
from tests.suggestions import learned
from tests.web.portal.applying import ANSWERS, WORDS

from alo153.cases.confidential.actions.erasing import erase_words
from alo153.cases.models import Attachment, Case
from alo153.core import clock
from alo153.core.files.uploads import FileError, FileProblem
from alo153.suggestions.models import TopicChoice
from alo153.web.portal.apply import staging, waiting
from alo153.web.portal.apply.answers import digest

MakePhoto = Callable[[], SimpleUploadedFile]
DOOR = "/apply/waiting/"
TYPED = {name: value for page in ANSWERS.values() for name, value in page.items()}
del TYPED["neighborhood"]


def send(client: Client, key: object = None, **fields: Any) -> Any:
    headers = {"Idempotency-Key": str(key or uuid4())}
    return client.post(DOOR, {**TYPED, **fields}, headers=headers)


def errors(answer: Any) -> str:
    return " ".join(answer.json()["errors"])


def test_what_waited_becomes_a_case_with_its_photos(client: Client, photo: MakePhoto) -> None:
    answer = send(client, photo=[photo(), photo()])
    case = Case.objects.get()
    assert answer.status_code == 201
    told = answer.json()
    assert told["code"].replace(" ", "") == case.tracking_code
    assert told["link"] == f"/t/{case.link_key}/"
    assert (case.channel, case.contact_wish, case.text) == ("web", "sms", WORDS)
    assert case.district == cast.neighborhood("izmit/yahyakaptan").district
    assert Attachment.objects.filter(case=case, from_citizen=True).count() == 2
    contact = case.interactions.get()
    assert (contact.channel, contact.disposition) == ("web", "case")


def test_sent_again_it_is_the_same_case_with_the_same_codes(client: Client) -> None:
    key = uuid4()
    first = send(client, key)
    # The answer was lost; the telephone has another network by now
    again = send(Client(REMOTE_ADDR="203.0.113.7"), key, text=f"{WORDS}\r\n")
    assert (first.status_code, again.status_code) == (201, 200)
    assert again.json() == first.json()
    assert Case.objects.get().text == WORDS


def test_other_words_or_photos_by_a_known_key_are_not_said_to_have_arrived(
    client: Client, photo: MakePhoto
) -> None:
    key = uuid4()
    code = send(client, key, photo=photo()).json()["code"]
    assert send(client, key, photo=photo()).status_code == 200
    for other in ({"text": "Başka sözler", "photo": photo()}, {"phone": "0532 000 01 02"}, {}):
        answer = send(client, key, **other)
        assert answer.status_code == 409
        assert answer.headers["Content-Type"] == "application/problem+json"
        assert code not in answer.content.decode()
        assert "başka sözlerle" in errors(answer)
    assert Case.objects.get().text == WORDS


def test_the_digest_of_what_was_sent_is_keyed_and_goes_with_its_citizen(
    client: Client, settings: Settings
) -> None:
    send(client)
    case = Case.objects.get()
    settings.SECRET_KEY = "another"
    assert digest(lambda _page: TYPED) != case.form_digest
    erase_words(cases=[case.pk], word="silindi")
    case.refresh_from_db()
    assert case.form_digest == ""


def test_two_that_arrive_at_once_are_one_case(client: Client) -> None:
    key, look = uuid4(), waiting.sent_on_web
    early = iter([True, True])  # neither sees the other one
    with patch.object(waiting, "sent_on_web", lambda it: None if next(early, False) else look(it)):
        first, second = send(client, key), send(client, key)
    assert (first.status_code, second.status_code) == (201, 200)
    assert second.json() == first.json()
    assert Case.objects.count() == 1


def test_a_key_of_the_desk_tells_nobody_of_its_case(client: Client) -> None:
    key = uuid4()
    case = cast.open_case()
    Case.objects.filter(pk=case.pk).update(form_token=key)
    answer = send(client, key)
    assert answer.status_code == 422
    assert case.tracking_code not in answer.content.decode().replace(" ", "")
    assert Case.objects.count() == 1


@pytest.mark.parametrize("key", ["", "1", "x" * 5_000])
def test_without_a_key_nothing_is_taken(client: Client, key: str) -> None:
    answer = client.post(DOOR, TYPED, headers={"Idempotency-Key": key})
    assert answer.status_code == 422
    assert not Case.objects.exists()


def test_what_is_not_right_is_said_field_by_field_and_opens_nothing(client: Client) -> None:
    # The page in the telephone is of last month: the topic is gone, and somebody mistyped
    answer = send(client, topic="gone", phone="12", text="")
    assert answer.status_code == 422
    assert answer.json()["errors"] == [
        "Ne oldu? Sorunu bir cümleyle yazın.",
        "Konu: Bu konu artık kullanılmıyor. Başka bir konu seçin.",
        "Telefon numarası: Numara çok kısa. Örnek: 0501 234 56 78",
    ]
    assert not Case.objects.exists()


def test_a_place_may_be_left_out_and_a_wrong_one_is_said(client: Client) -> None:
    nowhere = {"district": "", "address": ""}
    assert send(client, **nowhere).status_code == 201
    assert Case.objects.get().district is None
    gone = send(client, district="gone")
    assert "İlçe: " in errors(gone)
    long = send(client, address="x" * 301)
    assert long.status_code == 422


def test_where_the_telephone_was_names_the_neighborhood(client: Client) -> None:
    place = cast.neighborhood("izmit/yahyakaptan")
    assert (
        send(client, district="", address="", lat=f"{place.lat}", lon=f"{place.lon}").status_code
        == 201
    )
    assert Case.objects.get().neighborhood == place


def test_a_photo_that_is_none_is_refused_for_good_and_a_full_house_for_a_while(
    client: Client, photo: MakePhoto
) -> None:
    file = SimpleUploadedFile("1", b"MZ this is a program", "image/jpeg")
    answer = send(client, photo=file)
    assert answer.status_code == 422
    assert "JPEG" in errors(answer)
    full = FileError(FileProblem.FULL)
    with patch.object(waiting.uploads, "check", side_effect=full):
        later = send(client, photo=photo())
    assert later.status_code == 503
    assert "dosya alamıyoruz" in errors(later)
    four = send(client, photo=[photo() for _ in range(4)])
    assert four.status_code == 422
    assert "En çok 3 fotoğraf" in errors(four)
    assert not Case.objects.exists()


def test_where_a_photo_was_taken_is_in_no_copy(client: Client) -> None:
    exif = Image.Exif()
    exif.get_ifd(0x8825)[2] = (40.0, 45.0, 56.0)
    content = io.BytesIO()
    Image.new("RGB", (64, 48)).save(content, "JPEG", exif=exif)
    # A browser that cannot draw it sends it as it is
    assert b"Exif" in content.getvalue()
    send(client, photo=SimpleUploadedFile("1", content.getvalue(), "image/jpeg"))
    kept = Attachment.objects.get()
    with kept.file.open() as file:
        assert b"Exif" not in file.read()


def test_the_throttle_of_the_pages_counts_here_too(client: Client, settings: Settings) -> None:
    settings.ACCOUNT_RATE_LIMITS = settings.ACCOUNT_RATE_LIMITS | {"apply": "1/h/ip"}
    key = uuid4()
    assert send(client, key).status_code == 201
    told = send(client)
    assert told.status_code == 429
    assert told.json()["prove"] is True
    assert "sonra gönderilecek" in errors(told)
    # What was taken before is told all the same
    assert send(client, key).status_code == 200
    assert Case.objects.count() == 1


def test_words_that_are_wrong_cost_nobody_their_turn(client: Client, settings: Settings) -> None:
    settings.ACCOUNT_RATE_LIMITS = settings.ACCOUNT_RATE_LIMITS | {"apply": "1/h/ip"}
    for _ in range(3):
        assert send(client, text="").status_code == 422
    assert send(client).status_code == 201


def test_a_page_of_somebody_else_cannot_send_one() -> None:
    stranger = Client(enforce_csrf_checks=True)
    assert send(stranger).status_code == 403
    token = stranger.get(DOOR).json()["token"]
    headers = {"Idempotency-Key": str(uuid4()), "X-CSRFToken": token}
    assert stranger.post(DOOR, TYPED, headers=headers).status_code == 201


def test_what_was_begun_on_the_pages_and_finished_without_a_line_is_begun_no_more(
    client: Client,
) -> None:
    client.post("/apply/text/", {"text": WORDS})
    send(client, text="Başka bir iş")
    assert client.session["application"]
    send(client)
    assert "application" not in client.session


def apply_by_pages(client: Client, photos: int, photo: MakePhoto) -> None:
    """Answer every question; the summary is seen and not sent yet."""
    for _ in range(photos):
        client.post("/apply/photo/", {"photo": photo(), "go": "more"})
    for page, fields in ANSWERS.items():
        client.post(f"/apply/{page}/", fields)
    assert client.get("/apply/check/").status_code == 200


def test_what_the_pages_sent_before_the_line_broke_is_no_second_case(
    client: Client, photo: MakePhoto
) -> None:
    apply_by_pages(client, 1, photo)
    # It is taken; the page with its code never comes, and the telephone sends what it kept
    client.post("/apply/check/")
    case = Case.objects.get()
    answer = send(client, neighborhood="yahyakaptan")
    assert answer.status_code == 200
    assert answer.json()["code"].replace(" ", "") == case.tracking_code
    assert send(client, text="Bambaşka bir iş").status_code == 201
    assert Case.objects.count() == 2


def test_what_the_telephone_sent_is_no_second_case_of_the_pages(
    client: Client, photo: MakePhoto
) -> None:
    apply_by_pages(client, 0, photo)
    told = send(client).json()
    # The page of the summary is still open in another tab
    page = client.post("/apply/check/", follow=True)
    assert told["code"] in page.content.decode().replace("\xa0", " ")
    assert Case.objects.count() == 1


@pytest.mark.parametrize(("staged", "sent", "attached"), [(2, 0, 2), (2, 1, 3), (3, 2, 3)])
def test_photos_of_the_pages_go_with_what_is_finished_without_a_line(
    client: Client, photo: MakePhoto, staged: int, sent: int, attached: int
) -> None:
    for _ in range(staged):
        client.post("/apply/photo/", {"photo": photo(), "go": "more"})
    page = client.get("/apply/place/").content.decode()
    assert f'name="staged" value="{staged}"' in page
    named = re.search(r'name="draft" value="([^"]+)"', page)
    assert named
    stays = send(client, text="Başka bir iş", draft="of somebody else")
    assert stays.status_code == 201
    assert not Attachment.objects.exists()
    send(client, photo=[photo() for _ in range(sent)], draft=named[1])
    assert Attachment.objects.filter(case__text=WORDS, from_citizen=True).count() == attached
    assert "application" not in client.session
    assert 'name="draft"' not in client.get("/apply/text/").content.decode()


def test_photos_that_were_swept_meanwhile_keep_nothing_back(
    client: Client, photo: MakePhoto
) -> None:
    client.post("/apply/photo/", {"photo": photo(), "go": "more"})
    draft = client.session["application"]["key"]
    staging.sweep(clock.now() + timedelta(days=2))
    assert send(client, draft=draft).status_code == 201
    assert not Attachment.objects.exists()


def test_street_and_role_that_were_said_on_the_pages_go_along(client: Client) -> None:
    carried = {"neighborhood": "yahyakaptan", "place_layer": "district", "reporter_role": "witness"}
    send(client, **carried)
    case = Case.objects.get()
    assert (case.place_layer, case.reporter_role) == ("district", "witness")
    assert case.neighborhood == cast.neighborhood("izmit/yahyakaptan")
    page = client.get("/apply/offline/").content.decode()
    for name in carried:
        assert f'<input type="hidden" name="{name}">' in page


def test_no_topic_was_proposed_to_who_had_no_line(client: Client) -> None:
    learned.model()
    send(client, text="Ağaçların dalları uzadı, budanmasını istiyoruz")
    consume()
    assert not TopicChoice.objects.get().shown


def test_the_page_without_a_line_holds_nothing_of_who_reads_it(client: Client) -> None:
    client.post("/apply/text/", {"text": WORDS})
    client.post("/track/", {"code": "482109379", "phone": "0532 000 01 01"})
    answer = Client().get("/apply/offline/")
    assert not answer.cookies
    page = client.get("/apply/offline/").content.decode()
    assert page == answer.content.decode()
    assert "csrfmiddlewaretoken" not in page
    assert '<a class="dial" href="tel:112">112</a>' in page
    assert "Ağaç budama" in page


def test_what_is_answered_is_kept_nowhere(client: Client) -> None:
    for answer in (send(client), client.get(DOOR), client.get("/apply/offline/")):
        assert "no-store" in answer.headers["Cache-Control"]

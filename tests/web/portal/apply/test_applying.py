"""Somebody applies on the web: nothing typed is lost, and one case comes of it."""

import html
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import BinaryIO

import pytest
from django.contrib.sessions.backends.db import SessionStore
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import HttpResponse
from django.test import Client, RequestFactory
from pytest_django import DjangoAssertNumQueries
from tests import cast
from tests.web.portal.applying import ANSWERS, WORDS
from tests.web.portal.proving import work

from alo153.cases.models import Attachment, Case
from alo153.core import clock
from alo153.core.files import uploads
from alo153.core.files.uploads import CheckedFile
from alo153.web.kit.proof import admission, proof
from alo153.web.kit.proof.admission import Admission
from alo153.web.portal.apply import sending, staging
from alo153.web.portal.forms import AnswerForm, TextForm

FillIn = Callable[..., None]
MakePhoto = Callable[[], SimpleUploadedFile]


def words(client: Client, path: str) -> str:
    return client.get(path).content.decode()


def test_the_way_leads_from_question_to_question(client: Client, photo: MakePhoto) -> None:
    assert client.get("/apply/").headers["Location"] == "/apply/photo/"
    response = client.post("/apply/photo/", {"photo": photo(), "go": "next"})
    assert response.headers["Location"] == "/apply/place/"
    ways = ["/apply/text/", "/apply/topic/", "/apply/answer/", "/apply/check/"]
    for (step, answers), leads_to in zip(ANSWERS.items(), ways, strict=True):
        assert client.post(f"/apply/{step}/", answers).headers["Location"] == leads_to
    check = words(client, "/apply/check/")
    assert all(
        word in check for word in ["Yahyakaptan", "Çınar Sokak 5", "Ağaç budama", WORDS, "Ayşe"]
    )


def test_a_case_is_opened_with_photo_and_place(
    client: Client, fill_in: FillIn, photo: MakePhoto
) -> None:
    client.post("/apply/photo/", {"photo": photo(), "go": "next"})
    fill_in()
    response = client.post("/apply/check/", follow=True)
    case = Case.objects.get()
    page = response.content.decode()
    assert response.redirect_chain == [("/apply/sent/", 302)]
    assert f"{case.tracking_code[:3]} {case.tracking_code[3:6]}" in page
    assert "Park ve Bahçeler" in page
    assert (case.channel, case.contact_wish) == ("web", "sms")
    assert case.neighborhood == cast.neighborhood("izmit/yahyakaptan")
    assert case.reporter is not None
    assert case.reporter.name == "Ayşe Işık"
    file = Attachment.objects.get(case=case)
    assert (file.content_type, file.from_citizen) == ("image/jpeg", True)


def test_pressed_twice_it_is_one_case(client: Client, fill_in: FillIn) -> None:
    fill_in()
    for _ in range(3):
        response = client.post("/apply/check/")
        assert response.headers["Location"] == "/apply/sent/"
    assert Case.objects.count() == 1


def test_two_presses_at_once_are_one_case(
    client: Client, fill_in: FillIn, rf: RequestFactory
) -> None:
    fill_in()
    both = [rf.post("/apply/check/") for _ in range(2)]
    for request in both:
        request.session = SessionStore(client.session.session_key)
        assert "application" in request.session  # read before either is sent
    for request in both:
        sending.send(request, at=clock.now())
    assert Case.objects.count() == 1


def test_back_keeps_what_was_typed_even_if_it_is_not_right(client: Client) -> None:
    typed = {"wish": "sms", "phone": "12", "go": "back"}
    assert client.post("/apply/answer/", typed).headers["Location"] == "/apply/topic/"
    assert 'value="12"' in words(client, "/apply/answer/")


def test_what_is_wrong_names_the_field_and_keeps_what_was_typed(client: Client) -> None:
    typed = {"wish": "sms", "phone": "0532 ab", "full_name": "Ali"}
    response = client.post("/apply/answer/", typed, follow=True)
    page = response.content.decode()
    assert response.status_code == 422
    assert "Telefon numarası: " in page
    assert 'aria-describedby="id_phone_helptext id_phone_error"' in page
    assert 'aria-invalid="true"' in page
    assert 'value="0532 ab"' in page
    assert 'value="Ali"' in page


def test_a_number_of_three_digits_is_too_short(client: Client) -> None:
    response = client.post("/apply/answer/", {"wish": "sms", "phone": "123"}, follow=True)
    assert "Numara çok kısa." in response.content.decode()


def test_a_copied_name_loses_what_nobody_sees(client: Client) -> None:
    typed = {"wish": "none", "full_name": "\u200eBer\u200ben\u00ad Kaya\u200f"}
    assert client.post("/apply/answer/", typed).status_code == 302
    read = AnswerForm(typed)
    assert read.is_valid()
    assert read.cleaned_data["full_name"] == "Beren Kaya"
    for unseen in ("\u3164", "\u200d", "\u2800", "\u0301"):
        nobody = AnswerForm({"wish": "none", "full_name": unseen})
        assert nobody.is_valid()
        assert nobody.cleaned_data["full_name"] == ""


def test_words_that_would_read_backwards_read_as_they_were_typed() -> None:
    form = TextForm({"text": "Burada \u202eters\x07 yazıyor"})
    assert form.is_valid()
    assert form.cleaned_data["text"] == "Burada ters yazıyor"
    assert not TextForm({"text": "\u202e\x07"}).is_valid()


@pytest.mark.parametrize("name", ["Ali\u202egpj", "Ali\x1b[31m", "Ali\u2067Veli"])
def test_a_name_with_signs_that_nobody_sees_is_asked_for_anew(client: Client, name: str) -> None:
    typed = {"wish": "none", "full_name": name}
    response = client.post("/apply/answer/", typed, follow=True)
    assert response.status_code == 422
    assert "görünmeyen bir karakter" in response.content.decode()


@pytest.mark.parametrize(
    ("answers", "field"),
    [
        ({}, "wish"),
        ({"wish": "sms"}, "phone"),
        ({"wish": "phone"}, "phone"),
        ({"wish": "sms", "phone": "0262 318 10 00"}, "phone"),
        ({"wish": "sms", "phone": "+44 7400 123456"}, "phone"),
        ({"wish": "phone", "phone": "+881 6 1234 5678"}, "phone"),
        ({"wish": "phone", "phone": "0900 123 45 67"}, "phone"),
        ({"wish": "phone", "phone": "112"}, "phone"),
        ({"wish": "email"}, "email"),
        ({"wish": "email", "email": "ayşe@"}, "email"),
    ],
)
def test_the_way_of_the_answer_asks_for_what_it_needs(
    client: Client, answers: dict[str, str], field: str
) -> None:
    response = client.post("/apply/answer/", answers, follow=True)
    assert list(response.context["form"].errors) == [field]


@pytest.mark.parametrize("lat", ["nan", "inf", "-inf"])
def test_a_pin_that_is_nowhere_breaks_nothing(client: Client, lat: str) -> None:
    response = client.get("/apply/places/", {"pinned": "", "lat": lat, "lon": "29.9"})
    assert response.status_code == 200


def test_anonymous_is_allowed(client: Client, fill_in: FillIn) -> None:
    fill_in(answer={"wish": "none"})
    page = client.post("/apply/check/", follow=True).content.decode()
    case = Case.objects.get()
    assert (case.reporter, case.contact_wish) == (None, "none")
    assert f"/t/{case.link_key}/" in page
    assert "Yalnızca başvurunuzun sayfasından" in page


def test_who_gave_a_number_can_ask_with_it_whatever_their_wish(
    client: Client, fill_in: FillIn
) -> None:
    fill_in(answer={"wish": "none", "phone": "0532 000 01 01"})
    page = client.post("/apply/check/", follow=True).content.decode()
    assert "takip kodunuz ve telefon numaranızla" in page
    assert Case.objects.get().reporter is not None


def test_a_place_may_be_left_out(client: Client, fill_in: FillIn) -> None:
    fill_in(place={"go": "skip"})
    client.post("/apply/check/")
    assert Case.objects.get().district is None


def test_a_pin_alone_names_the_neighborhood(client: Client, fill_in: FillIn) -> None:
    place = cast.neighborhood("izmit/yahyakaptan")
    fill_in(place={"lat": f"{place.lat}", "lon": f"{place.lon}"})
    client.post("/apply/check/")
    case = Case.objects.get()
    assert (case.neighborhood, case.lat) == (place, place.lat)


def test_the_pin_suggests_and_the_district_lists(client: Client) -> None:
    place = cast.neighborhood("izmit/yahyakaptan")
    found = words(client, f"/apply/places/?pinned=1&lat={place.lat}&lon={place.lon}")
    assert "Yahyakaptan" in found
    assert '<option value="izmit" selected>' in found
    assert "Tavşantepe" in words(client, "/apply/places/?district=izmit")
    assert words(client, "/apply/places/?pinned=1&lat=x&lon=99")


def test_without_script_the_district_lists_its_neighborhoods(client: Client) -> None:
    typed = {"district": "izmit", "address": "köşe", "go": "again"}
    response = client.post("/apply/place/", typed, follow=True)
    page = response.content.decode()
    assert "Yahyakaptan" in page
    assert "köşe" in page


def test_topics_are_found_as_one_types_and_by_the_button(client: Client) -> None:
    assert "Ağaç budama" in words(client, "/apply/topics/?q=AGAC+budama")
    asked = client.post("/apply/topic/", {"q": "agac budama", "go": "again"}, follow=True)
    page = asked.content.decode()
    assert 'value="agac budama"' in page
    assert "found-agac-budama" in page


def test_a_page_that_was_corrected_has_an_address_to_go_back_to(client: Client) -> None:
    wrong = client.post("/apply/topic/", {"q": "budama", "go": "next"})
    assert wrong.status_code == 302  # what is sent stays in no history of a browser
    shown = words(client, wrong.headers["Location"])
    assert "Konunuza en yakın olanı seçin." in shown
    assert 'value="budama"' in shown
    client.post("/apply/topic/", {"topic": "agac-budama", "go": "next"})
    back = client.get(wrong.headers["Location"])
    assert back.status_code == 200
    assert "checked" in back.content.decode()


def test_what_is_no_photo_is_refused_in_words(client: Client) -> None:
    file = SimpleUploadedFile("photo.jpg", b"MZ this is a program", "image/jpeg")
    response = client.post("/apply/photo/", {"photo": file, "go": "next"})
    assert response.status_code == 422
    assert "Fotoğraf: " in response.content.decode()


def test_a_photo_is_shown_to_its_sender_only_and_can_be_removed(
    client: Client, photo: MakePhoto
) -> None:
    client.post("/apply/photo/", {"photo": photo(), "go": "more"})
    name = client.session["application"]["photos"][0]["name"]
    assert client.get(f"/apply/photos/{name}/").headers["Content-Type"] == "image/jpeg"
    assert Client().get(f"/apply/photos/{name}/").status_code == 404
    client.post("/apply/photo/", {"go": f"remove:{name}"})
    assert client.get(f"/apply/photos/{name}/").status_code == 404
    assert client.session["application"]["photos"] == []


def test_more_photos_than_allowed_are_not_kept(client: Client, photo: MakePhoto) -> None:
    for _ in range(4):
        client.post("/apply/photo/", {"photo": photo(), "go": "more"})
    assert len(client.session["application"]["photos"]) == 3


def test_sent_photos_leave_the_staging_folder(
    client: Client, fill_in: FillIn, photo: MakePhoto, django_capture_on_commit_callbacks: object
) -> None:
    client.post("/apply/photo/", {"photo": photo(), "go": "next"})
    key = client.session["application"]["key"]
    fill_in()
    with django_capture_on_commit_callbacks(execute=True):  # type: ignore[operator]
        client.post("/apply/check/")
    assert not default_storage.exists(f"staging/{key}")


def test_of_citizens_at_one_address_each_with_a_proof_waits_under_their_own_name(
    photo: MakePhoto, monkeypatch: pytest.MonkeyPatch
) -> None:
    sources, check = [], uploads.check

    def noting(file: BinaryIO, *, source: str) -> CheckedFile:
        sources.append(source)
        return check(file, source=source)

    monkeypatch.setattr(uploads, "check", noting)
    browsers = [Client() for _ in range(3)]
    for each in browsers[1:]:
        assert work(each).status_code == 204
    for each in browsers:
        each.post("/apply/photo/", {"photo": photo()})
    assert sources[0] == "127.0.0.1"
    assert len(set(sources)) == 3


def test_what_was_never_sent_is_swept_after_a_day(photo: MakePhoto, tmp_path: Path) -> None:
    staging.keep("forgotten", photo(), visitor="203.0.113.7", source="", at=clock.now())
    staging.sweep(clock.now() + timedelta(hours=23))
    assert default_storage.exists("staging/forgotten")
    staging.sweep(clock.now() + timedelta(hours=25))
    assert not default_storage.exists("staging/forgotten")


def test_a_corrected_page_leads_back_to_the_summary(client: Client, fill_in: FillIn) -> None:
    fill_in()
    client.get("/apply/check/")
    response = client.post("/apply/text/", {"text": "Başka sözler"})
    assert response.headers["Location"] == "/apply/check/"


def test_the_summary_leads_to_what_is_missing(client: Client) -> None:
    client.post("/apply/text/", {"text": WORDS})
    assert client.get("/apply/check/").headers["Location"] == "/apply/topic/"
    assert Client().get("/apply/check/").headers["Location"] == "/apply/"


def test_too_many_applications_are_told_to_wait(
    client: Client, fill_in: FillIn, rf: RequestFactory
) -> None:
    others = [admission.admit(rf.post("/apply/check/"), "apply") for _ in range(19)]
    assert set(others) == {Admission.IN}
    fill_in()
    client.post("/apply/check/")
    fill_in()
    page = client.post("/apply/check/", follow=True).content.decode()
    assert "çok sayıda kişi" in page
    assert "/prove/?next=%2Fapply%2Fcheck%2F" in page
    assert Case.objects.count() == 1


def test_who_proved_to_be_no_program_waits_after_six(
    client: Client, fill_in: FillIn, rf: RequestFactory
) -> None:
    response = HttpResponse()
    proof.remember(response, by_work=True)
    client.cookies = response.cookies
    request = rf.post("/apply/check/")
    request.COOKIES = {name: morsel.value for name, morsel in response.cookies.items()}
    earlier = [admission.admit(request, "apply") for _ in range(5)]
    assert set(earlier) == {Admission.IN}
    for _ in range(2):
        fill_in()
        page = client.post("/apply/check/", follow=True).content.decode()
    assert "Kısa sürede çok fazla başvuru" in page
    assert Case.objects.count() == 1


@pytest.mark.parametrize(
    ("path", "queries"),
    [
        ("/", 0),
        ("/apply/photo/", 2),
        ("/apply/place/", 4),
        ("/apply/topic/", 6),
        ("/apply/text/", 1),
    ],
)
def test_pages_ask_the_database_little(
    client: Client,
    fill_in: FillIn,
    path: str,
    queries: int,
    django_assert_max_num_queries: DjangoAssertNumQueries,
) -> None:
    fill_in()
    client.get(path)
    with django_assert_max_num_queries(queries + 1):
        client.get(path)


def test_it_speaks_english_too(client: Client) -> None:
    client.post("/language/", {"language": "en", "next": "/"})
    assert "How can we help you?" in words(client, "/")
    assert '<html lang="en"' in words(client, "/apply/photo/")


def test_an_application_is_a_contact_too(client: Client, fill_in: FillIn) -> None:
    fill_in()
    client.post("/apply/check/")
    contact = Case.objects.get().interactions.get()
    assert (contact.channel, contact.direction, contact.disposition) == ("web", "in", "case")
    assert contact.ended_at


def test_what_others_reported_nearby_is_told_without_anything_of_theirs(
    client: Client, fill_in: FillIn, monkeypatch: pytest.MonkeyPatch
) -> None:
    case = cast.open_case("Komşum Mehmet'in ağacı devrildi.")
    monkeypatch.setattr("alo153.core.clock.now", lambda: cast.AT + timedelta(days=3))
    fill_in(answer={"wish": "none"}, place={"district": "izmit", "neighborhood": "yahyakaptan"})
    page = words(client, "/apply/check/")
    assert "3 gün önce" in page
    assert "Yahyakaptan" in page
    theirs = [case.tracking_code, "Mehmet", "Çınar Sokak", "Ayşe", case.link_key]
    assert [word for word in theirs if word in page] == []


def test_nothing_nearby_shows_nothing(client: Client, fill_in: FillIn) -> None:
    fill_in()
    assert 'name="same"' not in words(client, "/apply/check/")


def test_a_text_too_long_is_refused_with_its_length_and_kept_whole(client: Client) -> None:
    long = "Çınar Sokak'ta sular kesik. " * 200
    page = client.post("/apply/text/", {"text": long, "go": "next"})
    shown = html.unescape(page.content.decode())
    assert page.status_code == 422
    assert "En çok 4000 karakter olabilir, sizinki 5599 karakter." in shown
    assert long.strip() in shown
    # A browser would cut what is pasted, and say nothing
    assert "maxlength" not in client.get("/apply/text/").content.decode()

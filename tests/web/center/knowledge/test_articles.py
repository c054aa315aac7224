"""An agent finds what to say while the caller speaks; a unit writes it, and sees every version."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import UTC, datetime
from html import unescape
from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import call_command
from django.test import Client
from pytest_django import Settings
from tests import cast
from tests.core.files.sent import photo
from tests.knowledge.feeds import duty
from tests.knowledge.written import SLUG

from alo153.contacts.models import Interaction
from alo153.core import clock
from alo153.core.files import uploads
from alo153.core.files.uploads import CheckedFile
from alo153.knowledge.articles import actions, queries
from alo153.knowledge.models import (
    Article,
    ArticleFile,
    ArticleText,
    ArticleUse,
    UnansweredQuestion,
)

pytestmark = pytest.mark.django_db
PAGE = "/center/knowledge/"
ARTICLE = f"{PAGE}articles/nasil-hayvan-sahiplenirim/"
TYPED = {
    "seen": "0",
    "question": "Nasıl hayvan sahiplenirim?",
    "answer": "Bakımevine kimliğinizle gelin.",
    "forms_": "köpek sahiplenme\nkedi sahiplenme",
    "steps": "İlçesini sorun.\nBakımevinin yerini söyleyin.",
    "topic": "adres-telefon-bilgisi",
    "unit": "veteriner",
    "source": "Veteriner Hizmetleri sayfası",
    "review_on": "2027-06-01",
}


@pytest.fixture(autouse=True)
def loaded(db: None) -> None:
    call_command("load_answers")


def browser(username: str) -> Client:
    client = Client()
    client.force_login(cast.staff(username))
    return client


def words(response: Any) -> str:
    return unescape(response.content.decode())


def write(client: Client, path: str = f"{PAGE}new/", **changes: str) -> Any:
    return client.post(path, TYPED | changes)


def test_an_agent_finds_an_article_by_a_caller_s_words() -> None:
    elif_ = browser("elif")
    assert "Kartal'a nasıl giderim?" in words(elif_.get(PAGE))
    page = words(elif_.post(PAGE, {"q": "kratala nasil gidrim"}))
    assert "Marmaray trenleri" in page
    assert "TCDD Taşımacılık" in page
    assert "Başvurumun ne durumda" not in page


def test_an_agent_reads_how_old_the_answer_of_a_provider_is(tmp_path: Path) -> None:
    elif_ = browser("elif")
    duty.said_at(tmp_path, datetime(2025, 6, 15, 9, tzinfo=UTC))
    page = words(elif_.post(PAGE, {"q": "nöbetçi eczane"}))
    assert "Şifa Eczanesi" in page
    assert "bilgi zamanı: 15 Haziran 2025 12:00" in page
    assert "eski bilgi: güvenmeden önce doğrulayın" in page
    duty.said_at(tmp_path, clock.now())
    page = words(elif_.post(PAGE, {"q": "nöbetçi eczane"}))
    assert "bilgi zamanı: bugün" in page
    assert "eski bilgi" not in page


def test_what_finds_nothing_is_kept_as_a_gap() -> None:
    page = words(browser("elif").post(PAGE, {"q": "Nikâh salonu kirası"}))
    assert "eksikler listesine alındı" in page
    assert UnansweredQuestion.objects.count() == 1
    assert ArticleUse.objects.get().channel == "phone"


def test_the_best_article_stands_beside_what_is_typed() -> None:
    elif_ = browser("elif")
    page = words(elif_.post("/desk/hit/", {"topic_text": "kartala nasıl giderim"}))
    assert "Marmaray trenleri" in page
    assert "Arayan" not in words(elif_.post("/desk/hit/", {"topic_text": "zzz"}))
    of_words = words(elif_.post("/desk/hit/", {"topic_text": "", "text": "nöbetçi eczane"}))
    assert "Hangi ilçede ve mahallede olduğunu sorun." in of_words
    of_topic = words(elif_.get("/desk/help/?topic=yanlis-arama"))
    assert "İki kez sorun" in of_topic, "an internal article is for agents"


def test_an_answer_that_was_read_out_is_counted_once_information_is_given() -> None:
    elif_ = browser("elif")
    given = {"topic": "nasil-giderim", "topic_text": "kartal", "channel": "phone"}
    assert elif_.post("/desk/work/new:1/information/", given).status_code == 302
    use = ArticleUse.objects.get()
    assert (use.article.slug, use.channel, use.helped) == ("kartala-nasil-giderim", "phone", 1)
    assert Interaction.objects.get().topic == cast.topic("nasil-giderim")


def test_an_article_is_written_found_changed_and_its_difference_is_shown() -> None:
    hakan = browser("hakan")
    assert write(hakan).headers["Location"] == ARTICLE
    page = words(hakan.get(ARTICLE))
    assert "Bakımevinin yerini söyleyin." in page
    assert "Hakan" in page
    edited = words(hakan.get(f"{ARTICLE}edit/"))
    assert "köpek sahiplenme\nkedi sahiplenme" in edited
    assert 'name="seen" value="1"' in edited
    write(hakan, f"{ARTICLE}edit/", seen="1", answer="Aşı karnesiyle gelin.", in_gebze="Gebze'de.")
    page = words(hakan.get(f"{ARTICLE}versions/2/"))
    assert "<del>Türkçe, yanıt: Bakımevine kimliğinizle gelin.</del>" in page
    assert "<ins>Türkçe, Gebze: Gebze'de.</ins>" in page
    assert "Gebze:" in words(hakan.get(ARTICLE))
    assert "Bu ilk sürüm" in words(hakan.get(f"{ARTICLE}versions/1/"))
    assert hakan.get(f"{ARTICLE}versions/9/").status_code == 404
    more = {"internal": "on", "topic": "nasil-giderim", "review_on": "2027-07-01"}
    write(hakan, f"{ARTICLE}edit/", seen="2", **more)
    page = words(hakan.get(f"{ARTICLE}versions/3/"))
    for came in ("Yalnızca çalışanlar için: evet", "Gözden geçirme günü: 01.07.2027"):
        assert f"<ins>{came}</ins>" in page
    assert f"<ins>Konu: {cast.topic('nasil-giderim').name}</ins>" in page


def test_what_callers_hear_is_written_in_the_languages_of_the_pages_and_kept_in_others() -> None:
    hakan = browser("hakan")
    address = f"{PAGE}articles/iletisim-merkezi-saatleri/edit/"
    page = words(hakan.get(address))
    assert "sekiz buçuktan on yedi otuza" in page
    assert "from eight thirty to seventeen thirty" in page
    said = {"spoken": "Hafta içi açık.", "question_en": "When?", "answer_en": "On weekdays."}
    write(hakan, address, seen="1", **said, spoken_en="On weekdays.", unit="iletisim-merkezi")
    texts = ArticleText.objects.filter(article__slug="iletisim-merkezi-saatleri")
    heard = dict(texts.values_list("language", "spoken"))
    assert (heard["tr"], heard["en"]) == ("Hafta içi açık.", "On weekdays.")
    assert "الثامنة" in heard["ar"]


def test_steps_and_answers_of_districts_in_another_language_outlive_an_edit() -> None:
    """The city's file may have them; the form has no field for them."""
    hakan = browser("hakan")
    write(hakan, question_en="How do I adopt a pet?", answer_en="Come to the shelter.")
    article = Article.objects.get(slug="nasil-hayvan-sahiplenirim")
    before = queries.content_of(article)
    assert before is not None
    more = {"steps": ("Ask for the district.",), "variants": {"gebze": "Come to Gebze."}}
    english = replace(before.words["en"], **more)
    content = replace(before, words={**before.words, "en": english})
    actions.write_article(content=content, seen=1, by=cast.staff("hakan"), at=clock.now())
    new = {"question_en": "How do I adopt a cat?", "answer_en": "Come with your ID card."}
    write(hakan, f"{ARTICLE}edit/", seen="2", **new)
    said = article.texts.get(language="en")
    assert (said.question, said.answer) == tuple(new.values())
    assert (tuple(said.steps), said.variants) == tuple(more.values())


def test_each_language_has_its_own_answer_of_a_district() -> None:
    hakan = browser("hakan")
    write(hakan, in_gebze="Gebze'ye gelin.", question_en="How?", answer_en="Come to us.")
    before = queries.content_of(Article.objects.get(slug="nasil-hayvan-sahiplenirim"))
    assert before is not None
    english = replace(before.words["en"], variants={"gebze": "Come to Gebze."})
    content = replace(before, words={**before.words, "en": english})
    actions.write_article(content=content, seen=1, by=cast.staff("hakan"), at=clock.now())
    page = words(hakan.get(ARTICLE))
    for said in ("Gebze'ye gelin.", "Come to Gebze."):
        assert page.count(f"<p><strong>Gebze:</strong> {said}</p>") == 1
    # The city's language is first, on each of the pages
    for path in (ARTICLE, f"{ARTICLE}versions/2/"):
        texts = re.findall(r'id="words-(\w+)"', words(hakan.get(path)))
        assert texts == ["tr", "en"]


def test_the_page_says_what_callers_do_not_hear_yet(tmp_path: Path, settings: Settings) -> None:
    settings.SOUNDS_DIR = tmp_path
    hakan, yet = browser("hakan"), "Arayanlar henüz duymuyor"
    write(hakan, spoken="Kimliğinizle gelin.")
    assert words(hakan.get(ARTICLE)).count(yet) == 1
    write(hakan, f"{ARTICLE}edit/", seen="1", spoken="Kimliğinizle gelin.", internal="on")
    assert yet not in words(hakan.get(ARTICLE)), "no caller ever hears it"


def test_words_for_callers_alone_are_refused_and_stay_in_their_field() -> None:
    hakan = browser("hakan")
    refused = write(hakan, spoken_en="Come with your card.")
    assert refused.status_code == 422
    assert refused.context["form"].errors.keys() == {"question_en", "answer_en"}
    assert "Come with your card." in words(refused)
    refused = write(hakan, forms__en="adopt a dog")
    assert refused.context["form"].errors.keys() == {"question_en", "answer_en"}
    assert not Article.objects.filter(slug__startswith="nasil-hayvan").exists()


def test_who_writes_over_a_colleague_is_told_and_loses_nothing() -> None:
    hakan = browser("hakan")
    write(hakan)
    response = write(hakan, f"{ARTICLE}edit/", seen="0", answer="Benim yanıtım")
    assert response.status_code == 422
    assert "bir arkadaşınız yanıtı değiştirdi" in words(response)
    assert "Benim yanıtım" in words(response)


def test_a_question_that_there_is_already_is_named_also_of_another_unit() -> None:
    write(browser("hakan"))
    response = write(browser("nurten"), unit="park-ve-bahceler", answer="Benim yanıtım")
    assert response.status_code == 422
    assert "Böyle başlayan bir yanıt zaten var." in words(response)
    assert "Benim yanıtım" in words(response)


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"question": ""}, "Bu alan zorunludur."),
        ({"question": "?!"}, "Bu satırda sözcük yok"),
        ({"source": ""}, "Bu alan zorunludur."),
        ({"unit": "zabita"}, "Kendi biriminiz için yazarsınız."),
        ({"link": "javascript:alert(1)"}, "https:// ile"),
        ({"forms_": "?!"}, "Bu satırda sözcük yok"),
        ({"valid_from": "2027-02-01", "valid_until": "2027-01-01"}, "Son gün ilk günden önce"),
        ({"question_en": "How?"}, "Ya ikisini de yazın"),
        ({"spoken": "x" * 601}, "601"),
        ({"steps": "x" * 301}, "Bu satırı kısaltın"),
    ],
)
def test_what_cannot_be_put_in_force_is_said_at_its_field(
    changes: dict[str, str], said: str
) -> None:
    nurten = browser("nurten")
    response = write(nurten, **({"unit": "park-ve-bahceler"} | changes))
    assert response.status_code == 422
    assert said in words(response)
    assert not Article.objects.filter(slug__startswith="nasil-hayvan").exists()


def test_an_article_with_script_in_it_is_only_text() -> None:
    hakan = browser("hakan")
    write(hakan, answer="<script>alert(1)</script> & <b>kalın</b>")
    for path in (ARTICLE, PAGE):
        assert "<script>alert(1)" not in hakan.get(path).content.decode()


def test_what_is_due_is_counted_reviewed_and_taken_back() -> None:
    hakan = browser("hakan")
    write(hakan, review_on="2020-01-01")
    page = words(hakan.get(f"{PAGE}due/"))
    assert "gözden geçirilecek" in page
    hakan.post(f"{ARTICLE}review/")
    assert "gözden geçirilecek" not in words(hakan.get(f"{PAGE}due/"))
    hakan.post(f"{ARTICLE}retire/")
    assert "geri alındı" in words(hakan.get(f"{PAGE}due/"))
    assert browser("elif").get(f"{ARTICLE}edit/").status_code == 403


def test_what_is_over_does_not_still_hold() -> None:
    hakan = browser("hakan")
    write(hakan, valid_until="2026-01-31", review_on="2020-01-01")
    shown = words(hakan.get(ARTICLE))
    assert "bitti" in shown
    assert "Hâlâ doğru" not in shown
    page = words(hakan.post(f"{ARTICLE}review/", follow=True))
    assert "Not edildi: hâlâ doğru" not in page
    assert "Yanıtın son günü geçti" in page
    assert "gözden geçirilecek" in words(hakan.get(f"{PAGE}due/"))


def test_what_holds_from_a_later_day_is_not_called_in_force() -> None:
    hakan = browser("hakan")
    write(hakan, valid_from="2099-01-01")
    row = words(hakan.get(f"{PAGE}due/")).split("Nasıl hayvan sahiplenirim?")[1].split("</tr>")[0]
    assert "İlk geçerli gün: 1 Ocak 2099" in row
    assert "geçerli</span>" not in row


def test_a_form_is_attached_read_by_citizens_and_taken_off(client: Client) -> None:
    hakan = browser("hakan")
    write(hakan)
    given = {"title": "Sahiplenme formu", "file": SimpleUploadedFile("form.jpg", photo())}
    assert hakan.post(f"{ARTICLE}attach/", given).status_code == 302
    kept = ArticleFile.objects.get()
    assert "Sahiplenme formu" in words(client.post("/ask/", {"question": "köpek sahiplenme"}))
    response = client.get(f"/ask/files/{kept.pk}/")
    assert (response.status_code, response.headers["Content-Type"]) == (200, "image/jpeg")
    assert browser("elif").get(f"{PAGE}files/{kept.pk}/").status_code == 200
    write(hakan, f"{ARTICLE}edit/", seen="1", internal="on")
    assert client.get(f"/ask/files/{kept.pk}/").status_code == 404, "for staff alone"
    hakan.post(f"{PAGE}files/{kept.pk}/take-off/")
    assert not ArticleFile.objects.exists()


def test_a_file_that_is_none_is_refused_at_its_field() -> None:
    hakan = browser("hakan")
    write(hakan)
    broken = SimpleUploadedFile("form.pdf", b"no pdf")
    response = hakan.post(f"{ARTICLE}attach/", {"title": "Form", "file": broken})
    assert response.status_code == 422
    assert "PDF" in words(response)


def test_a_file_that_nobody_could_look_into_is_offered_to_no_citizen(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    locked = CheckedFile(b"%PDF-", "application/pdf", needs_care=True)
    monkeypatch.setattr(uploads, "check", lambda _: locked)
    hakan = browser("hakan")
    write(hakan)
    sent = {"title": "Form", "file": SimpleUploadedFile("form.pdf", b"%PDF-")}
    response = hakan.post(f"{ARTICLE}attach/", sent)
    assert response.status_code == 422
    assert "parolasız" in words(response)
    assert not ArticleFile.objects.exists()


def test_a_unit_sees_its_own_articles_alone() -> None:
    nurten = browser("nurten")
    assert "Biriminizin henüz yanıtı yok" in words(nurten.get(f"{PAGE}due/"))
    write(nurten, unit="park-ve-bahceler")
    assert "hayvan sahiplenirim" in words(nurten.get(f"{PAGE}due/"))
    assert nurten.get(f"{PAGE}articles/{SLUG}/").status_code == 404

"""Behind the link to a contact: a mark, words, and a number to call."""

import pytest
from django.test import Client
from django.urls import reverse
from tests import cast
from tests.quality import made

from alo153.citizens.channel import Channel
from alo153.contacts.actions import rate_interaction
from alo153.contacts.models import Interaction
from alo153.core.actor import CITIZEN
from alo153.quality import feedback_link
from alo153.quality.models import ContactFeedback

pytestmark = pytest.mark.django_db


@pytest.fixture
def contact() -> Interaction:
    contact = made.contact()
    rate_interaction(interaction=contact, rating=1, by=CITIZEN, at=cast.AT)
    return contact


def page(contact: Interaction) -> str:
    return reverse("portal:feedback", args=[feedback_link.token_of(contact)])


def test_words_and_a_wish_are_kept_once(contact: Interaction) -> None:
    browser, url = Client(), page(contact)
    assert "Sorun neydi?" in browser.get(url).content.decode()
    typed = {"words": "Dinlemediler.", "wishes_call": "on", "number": "0532 000 01 01"}
    assert "teşekkür" in browser.post(url, typed).content.decode()
    row = ContactFeedback.objects.get()
    assert (row.words, row.number) == ("Dinlemediler.", "+905320000101")
    assert "teşekkür" in browser.post(url, typed | {"words": "x"}).content.decode()
    assert ContactFeedback.objects.get().words == "Dinlemediler."


def test_what_is_missing_is_named_and_nothing_typed_is_lost(contact: Interaction) -> None:
    browser, url = Client(), page(contact)
    refused = browser.post(url, {"words": "Dinlemediler.", "wishes_call": "on"})
    assert refused.status_code == 422
    assert "Dinlemediler." in refused.content.decode()
    assert "numarayı yazın" in refused.content.decode()
    assert browser.post(url, {"words": ""}).status_code == 422
    assert not ContactFeedback.objects.exists()


def test_a_link_that_is_none_of_ours_says_so() -> None:
    gone = Client().get(reverse("portal:feedback", args=["1.x.y"]))
    assert gone.status_code == 404
    assert "Bu bağlantı geçerli değil" in gone.content.decode()


def test_a_contact_without_a_mark_is_rated_first_and_a_good_one_ends_it() -> None:
    contact = made.contact(channel=Channel.CHAT)
    browser, url = Client(), page(contact)
    asked = browser.get(url).content.decode()
    assert asked.count('name="rating"') == 5
    assert "Sorun neydi?" not in asked
    refused = browser.post(url, {"words": "Hızlıydınız."})
    assert refused.status_code == 422
    assert "Hızlıydınız." in refused.content.decode()
    assert "Lütfen bir puan seçin." in refused.content.decode()
    assert browser.post(url, {"rating": "6"}).status_code == 422
    thanks = browser.post(url, {"rating": "5"}, follow=True)
    assert "Puanınız sayıldı." in thanks.content.decode()
    contact.refresh_from_db()
    assert contact.rating == 5


def test_after_a_low_mark_the_page_asks_what_went_wrong() -> None:
    contact = made.contact(channel=Channel.EMAIL)
    further = Client().post(page(contact), {"rating": "2"}, follow=True)
    assert "Sorun neydi?" in further.content.decode()


def test_a_low_mark_with_words_leads_to_the_question_whether_to_call() -> None:
    contact = made.contact(channel=Channel.EMAIL)
    browser, url, typed = Client(), page(contact), {"rating": "1", "words": "Geç yazdınız."}
    for _ in range(2):  # the second time after Back
        asked = browser.post(url, typed, follow=True).content.decode()
        assert "Geç yazdınız." in asked
        assert 'name="wishes_call"' in asked
        assert "henüz gönderilmedi" in asked
        assert not ContactFeedback.objects.exists()
    said = {"words": "Geç yazdınız.", "wishes_call": "on", "number": "0532 000 01 01"}
    assert "numaradan sizi ararız" in browser.post(url, said).content.decode()
    row = ContactFeedback.objects.get()
    assert (row.words, row.number, row.interaction.rating) == (
        "Geç yazdınız.",
        "+905320000101",
        1,
    )


def test_nobody_who_wished_no_call_reads_of_one(contact: Interaction) -> None:
    browser, url = Client(), page(contact)
    for thanks in (browser.post(url, {"words": "Dinlemediler."}), browser.get(url)):
        assert "bir yönetici okur" in thanks.content.decode()
        assert "numaradan sizi ararız" not in thanks.content.decode()


def test_words_that_follow_a_good_mark_are_kept() -> None:
    contact = made.contact(channel=Channel.CHAT)
    browser, url = Client(), page(contact)
    assert browser.post(url, {"rating": "4"}).status_code == 302
    back = browser.post(url, {"rating": "5", "words": "Hızlıydınız."}, follow=True)
    assert "yazdıklarınız bize ulaştı" in back.content.decode()
    row = ContactFeedback.objects.get()
    assert (row.words, row.number, row.interaction.rating) == ("Hızlıydınız.", "", 4)


def test_words_with_a_mark_read_as_they_were_typed() -> None:
    contact = made.contact(channel=Channel.EMAIL)
    Client().post(page(contact), {"rating": "4", "words": "Geç \u202eyazdınız.\x07"})
    assert ContactFeedback.objects.get().words == "Geç yazdınız."

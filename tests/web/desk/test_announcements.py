"""An announcement is typed at the desk and stands wherever somebody may ask about it."""

from __future__ import annotations

import re
from datetime import timedelta
from html import unescape
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from tests import cast
from tests.web.desk.calls.ringing import Ring

from alo153.city import queries as city
from alo153.core import clock
from alo153.knowledge import queries
from alo153.knowledge.models import Announcement, Voice

pytestmark = pytest.mark.django_db
PAGE = "/live/announcements/"
OUTAGE = "Yahya Kaptan'da su kesintisi var, saat on sekizde bitecek."


def announce(agent: Client, **changes: str) -> Announcement:
    given = {"text": OUTAGE, "hours": "3", "spoken": "on", "on_portal": "on"} | changes
    response = seen_and_sent(agent, PAGE, {key: value for key, value in given.items() if value})
    assert response.status_code == 302, response.content.decode()
    return Announcement.objects.latest("pk")


def seen_and_sent(agent: Client, path: str, given: dict[str, str]) -> Any:
    """Send a form, look at what it shows, and send it again as the page does."""
    first = agent.post(path, given)
    seen = re.search(r'name="seen" value="(\w+)"', first.content.decode())
    return agent.post(path, given | {"seen": seen[1]}) if seen else first


def words(client: Client, path: str) -> str:
    return unescape(client.get(path).content.decode())


def test_it_is_announced_in_one_form_and_stands_in_the_list(agent: Client) -> None:
    made = announce(agent, district="izmit")
    assert (made.district, made.voice) == (cast.district("izmit"), Voice.COMING)
    assert made.ends_at - made.begins_at == timedelta(hours=3)
    assert made.announced_by == cast.staff("elif")
    page = words(agent, PAGE)
    assert OUTAGE in page
    assert "seslendiriliyor" in page
    assert "geçerli" in page


def test_the_list_of_a_page_that_is_left_does_not_take_its_message(agent: Client) -> None:
    announce(agent)
    # The list is live: it may be fetched before the browser follows to the page with the message
    live = {"HX-Request": "true", "HX-Target": "announced", "X-Background": "1"}
    assert "Duyuruldu." not in agent.get(PAGE, headers=live).content.decode()
    assert "Duyuruldu." in words(agent, PAGE)
    assert "Duyuruldu." not in words(agent, PAGE), "it is read once"


def test_nothing_is_ticked_in_advance(agent: Client) -> None:
    page = words(agent, PAGE)
    assert "checked" not in page


def test_it_is_seen_as_callers_hear_it_before_anybody_hears_it(agent: Client) -> None:
    given = {"text": "Yahya Kaptan Mah. 14.30'da", "hours": "3", "spoken": "on"}
    response = agent.post(PAGE, given)
    page = unescape(response.content.decode())
    assert response.status_code == 200
    assert "Yahya Kaptan Mahallesi on dört otuzda" in page
    assert "yalnızca çalışanlar görür" in page
    assert not Announcement.objects.exists()


def test_what_was_changed_after_the_second_look_is_looked_at_again(agent: Client) -> None:
    given = {"text": OUTAGE, "hours": "3"}
    seen = re.search(r'name="seen" value="(\w+)"', agent.post(PAGE, given).content.decode())
    assert seen
    response = agent.post(PAGE, given | {"text": "Başka", "seen": seen[1]})
    assert response.status_code == 200
    assert not Announcement.objects.exists()
    assert agent.post(PAGE, given | {"seen": seen[1]}).status_code == 302


def test_the_page_says_that_another_voice_than_the_chosen_one_reads(agent: Client) -> None:
    announce(agent)
    Announcement.objects.update(voice=Voice.READY, voice_failure="status 503")
    assert "seçilen ses okuyamadığı için espeak-ng okudu: status 503" in words(agent, PAGE)


def test_without_a_voice_the_page_says_that_callers_do_not_hear_it(agent: Client) -> None:
    announce(agent)
    Announcement.objects.update(voice=Voice.MISSING)
    assert "ses yok: arayanlar duymuyor" in words(agent, PAGE)


def test_it_is_taken_back_with_one_click(agent: Client) -> None:
    made = announce(agent)
    response = agent.post(f"{PAGE}{made.pk}/end/", follow=True)
    assert "Geri alındı" in unescape(response.content.decode())
    assert not queries.in_force(clock.now())
    assert agent.post(f"{PAGE}999999/end/").status_code == 404


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"text": ""}, "Bu alan zorunludur."),
        ({"text": "x" * 401}, "400"),
        ({"begins_at": "2999-01-01T10:00"}, "önümüzdeki iki ay içinde değil"),
        ({"district": "atlantis"}, "Geçerli bir seçenek seçin"),
    ],
)
def test_what_cannot_be_announced_is_said_and_kept(
    agent: Client, changes: dict[str, str], said: str
) -> None:
    given = {"text": OUTAGE, "hours": "3"} | changes
    response = agent.post(PAGE, given)
    assert response.status_code == 422
    page = unescape(response.content.decode())
    assert said in page
    assert given["text"] in page
    assert not Announcement.objects.exists()


def test_one_that_begins_later_is_to_come(agent: Client) -> None:
    begins_at = clock.now() + timedelta(hours=5)
    announce(agent, begins_at=city.local(begins_at).strftime("%Y-%m-%dT%H:%M"))
    assert "henüz başlamadı" in words(agent, PAGE)
    assert not queries.in_force(clock.now())


def test_the_help_shows_what_concerns_the_caller_s_district(agent: Client, ring: Ring) -> None:
    announce(agent, district="izmit", text="İzmit'te kesinti")
    announce(agent, district="gebze", text="Gebze'de kesinti")
    cast.open_case(of="Ayşe Işık")
    call = ring(number=cast.phone_of("Ayşe Işık"))
    page = words(agent, f"/desk/calls/{call.pk}/")
    assert "İzmit'te kesinti" in page
    assert "Gebze'de kesinti" not in page


def test_the_help_follows_the_district_that_is_chosen(agent: Client) -> None:
    announce(agent, district="gebze", text="Gebze'de kesinti")
    assert "Gebze'de kesinti" not in words(agent, "/desk/help/")
    assert "Gebze'de kesinti" in words(agent, "/desk/help/?district=gebze")
    assert "Gebze'de kesinti" in words(agent, "/desk/help/?district=gebze&topic=agac-budama")


def test_citizens_see_it_on_the_start_page(agent: Client, client: Client) -> None:
    announce(agent, district="izmit")
    announce(agent, text="Yalnız masada", on_portal="")
    page = words(client, "/")
    assert OUTAGE in page
    assert "İzmit" in page
    assert "Yalnız masada" not in page


def change(agent: Client, made: Announcement, **changes: str) -> Any:
    given = {
        "text": OUTAGE,
        "ends_at": city.local(clock.now() + timedelta(hours=6)).strftime("%Y-%m-%dT%H:%M"),
        "spoken": "on",
        "on_portal": "on",
    }
    return seen_and_sent(agent, f"{PAGE}{made.pk}/", given | changes)


def test_it_is_typed_in_every_language_of_the_menu(agent: Client) -> None:
    made = announce(agent, text_en="The water is off.", text_ar="انقطاع في المياه")
    assert {each.language: each.text for each in made.wordings.all()} == {
        "en": "The water is off.",
        "ar": "انقطاع في المياه",
    }
    page = words(agent, PAGE)
    assert 'lang="ar" dir="auto">انقطاع في المياه' in page
    assert "Arapça seçen arayanlar için metin" in page


def test_it_is_changed_on_a_page_of_its_own(agent: Client) -> None:
    made = announce(agent, district="izmit", text_en="The water is off.")
    page = words(agent, f"{PAGE}{made.pk}/")
    assert OUTAGE in page
    assert "The water is off." in page
    response = change(agent, made, text="Su on dokuzda gelecek.", district="gebze")
    assert response.status_code == 302
    made.refresh_from_db()
    assert (made.text, made.district) == ("Su on dokuzda gelecek.", cast.district("gebze"))
    assert not made.wordings.exists()
    assert "Yeni metin seslendirilince" in words(agent, PAGE)


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"text": ""}, "Bu alan zorunludur."),
        ({"ends_at": "2020-01-01T10:00"}, "Bitiş, başlangıçtan sonra"),
        ({"ends_at": "2999-01-01T10:00"}, "önümüzdeki iki ay içinde değil"),
        ({"text_en": "x" * 401}, "400"),
    ],
)
def test_a_change_that_cannot_be_made_is_said_and_nothing_typed_is_lost(
    agent: Client, changes: dict[str, str], said: str
) -> None:
    made = announce(agent)
    response = change(agent, made, **({"text": "Yeni metin", "text_ar": "نص"} | changes))
    page = unescape(response.content.decode())
    assert response.status_code == 422
    assert said in page
    assert "نص" in page
    made.refresh_from_db()
    assert made.text == OUTAGE


def test_what_is_over_is_not_changed_any_more(agent: Client) -> None:
    made = announce(agent)
    agent.post(f"{PAGE}{made.pk}/end/")
    response = agent.get(f"{PAGE}{made.pk}/", follow=True)
    assert "Bu duyurunun süresi doldu" in unescape(response.content.decode())
    assert change(agent, made, text="Yeni metin").status_code == 302
    made.refresh_from_db()
    assert made.text == OUTAGE


def test_the_list_takes_the_same_queries_for_one_and_for_ten(
    agent: Client, django_assert_num_queries: Any
) -> None:
    announce(agent, text_en="The water is off.")
    agent.get(PAGE)  # the words of the redirect are shown once
    with CaptureQueriesContext(connection) as one:
        agent.get(PAGE)
    taken = len(one)
    for _ in range(9):
        announce(agent, text_en="The water is off.")
    agent.get(PAGE)
    with django_assert_num_queries(taken):
        agent.get(PAGE)


def test_what_would_be_over_at_once_is_not_announced(agent: Client) -> None:
    begun = city.local(clock.now() - timedelta(hours=4)).strftime("%Y-%m-%dT%H:%M")
    given = {"text": OUTAGE, "hours": "3", "begins_at": begun}
    response = seen_and_sent(agent, PAGE, given)
    assert response.status_code == 422
    assert "süresi şimdiden dolmuş" in unescape(response.content.decode())
    assert not Announcement.objects.exists()
    assert seen_and_sent(agent, PAGE, given | {"hours": "8"}).status_code == 302
    assert queries.in_force(clock.now())


def test_nobody_is_promised_a_voice_that_was_not_asked_for(agent: Client) -> None:
    made = announce(agent)
    change(agent, made, spoken="")
    page = words(agent, PAGE)
    assert "Değiştirildi." in page
    assert "Yeni metin seslendirilince" not in page


def test_who_changes_what_a_colleague_has_changed_since_is_told_and_loses_nothing(
    agent: Client,
) -> None:
    made = announce(agent)
    opened = words(agent, f"{PAGE}{made.pk}/")
    mark = re.search(r'name="onto" value="(\w+)"', opened)
    assert mark
    other = Client()
    other.force_login(cast.staff("hakan"))
    change(other, made, text="Su on dokuzda gelecek.")
    response = change(agent, made, text="Su yirmide gelecek.", onto=mark[1])
    page = unescape(response.content.decode())
    assert response.status_code == 422
    assert "Su on dokuzda gelecek." in page
    assert "Su yirmide gelecek." in page
    made.refresh_from_db()
    assert made.text == "Su on dokuzda gelecek."


def test_the_list_is_read_again_when_only_time_has_passed(agent: Client) -> None:
    page = agent.get(PAGE).content.decode()
    assert 'hx-trigger="live, every 30s"' in page[page.index('id="announced"') :][:400]

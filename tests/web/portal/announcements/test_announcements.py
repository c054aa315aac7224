"""The page of announcements: by a name, by the device, without keeping either."""

from __future__ import annotations

import logging
import re
from html import unescape

import pytest
from django.test import Client
from tests import cast
from tests.cases import stories
from tests.cases.together.incidents import burst
from tests.knowledge.announcing import announce

pytestmark = pytest.mark.django_db
PAGE = "/announcements/"


def asked(client: Client, status: int = 200, **place: str) -> str:
    response = client.post(PAGE, place)
    assert response.status_code == status
    return unescape(response.content.decode())


def parts(page: str) -> tuple[str, str]:
    here, _, far = page.partition("Daha uzakta")
    return here, far


def test_what_is_announced_is_told_with_its_end_and_the_start_page_leads_there(
    client: Client,
) -> None:
    assert "announced-line" not in client.get("/").content.decode()
    announce("Su yok", "izmit")
    announce("Yol kapalı", "gebze")
    page = unescape(client.get(PAGE).content.decode())
    assert page.index("Yol kapalı") < page.index("Su yok")
    assert page.count("bitiş:") == 2
    start = unescape(client.get("/").content.decode())
    assert "Şu anda 2 duyuru var." in start
    assert f'href="{PAGE}"' in start


def test_one_announcement_stands_on_the_start_page_as_it_is(client: Client) -> None:
    announce("Su yok", "izmit")
    assert "Su yok" in client.get("/").content.decode()


def test_a_place_is_found_by_its_name_as_it_is_typed(client: Client) -> None:
    announce("Gebze'de kesinti", "gebze")
    near = [cast.neighborhood(f"izmit/{name}") for name in ("kozluk", "yahyakaptan")]
    burst(announced="Boru patladı", neighborhoods=near)
    here, far = parts(asked(client, name="yahya kaptan"))
    assert "Boru patladı" in here
    assert "Kozluk, Yahyakaptan, İzmit" in " ".join(here.split())
    assert "Gebze'de kesinti" in far
    assert re.search(r"yaklaşık \d+ km uzakta", far)
    here, far = parts(asked(client, name="GEBZE"))
    assert "Gebze'de kesinti" in here
    assert "Boru patladı" in far


def test_several_of_one_name_are_offered_and_one_is_chosen(client: Client) -> None:
    announce("Darıca'da kesinti", "darica")
    page = asked(client, name="cumhuriyet")
    values = re.findall(r'name="chosen" value="([^"]+)"', page)
    assert len(values) > 1
    assert 'value="cumhuriyet"' in page
    assert "Daha uzakta" not in page
    chosen = next(value for value in values if not value.startswith("darica/"))
    here, far = parts(asked(client, name="cumhuriyet", chosen=chosen))
    assert "Darıca'da kesinti" in far
    assert "Bu yeri ilgilendiren bir duyuru yok." in here


def test_the_device_tells_the_place_and_what_is_typed_counts_more(client: Client) -> None:
    announce("Gebze'de kesinti", "gebze")
    here = {"lat": "40.77", "lon": "29.975"}
    assert "Gebze'de kesinti" in parts(asked(client, **here))[1]
    assert "Gebze'de kesinti" in parts(asked(client, **here, name="gebze"))[0]


@pytest.mark.parametrize(
    ("place", "words"),
    [
        ({"name": ""}, "Bir mahallenin ya da ilçenin adını yazın."),
        ({"name": "  ' "}, "Bir mahallenin ya da ilçenin adını yazın."),
        ({"name": "Atlantis"}, "Bu adda bir mahalle ya da ilçe bulamadık."),
        ({"name": "x" * 81}, "80"),
        ({"lat": "52.5", "lon": "13.4"}, "şehrin dışındasınız"),
        ({"chosen": "izmit/atlantis"}, "Böyle bir yer artık yok."),
        ({"chosen": "atlantis/"}, "Böyle bir yer artık yok."),
    ],
)
def test_what_names_no_place_is_said_and_kept_and_all_is_told(
    client: Client, place: dict[str, str], words: str
) -> None:
    announce("Su yok", "izmit")
    page = asked(client, 422, **place)
    assert words in page
    assert "Su yok" in page
    typed = place.get("name")
    assert not typed or f'value="{typed}"' in page


@pytest.mark.parametrize("place", [{"lat": "x", "lon": "1"}, {"lat": "1e999", "lon": "nan"}])
def test_a_broken_place_of_a_device_breaks_nothing(client: Client, place: dict[str, str]) -> None:
    announce("Su yok", "izmit")
    assert "Su yok" in asked(client, 422, **place)


def test_the_place_is_kept_nowhere(client: Client, caplog: pytest.LogCaptureFixture) -> None:
    announce("Su yok", "izmit")
    with caplog.at_level(logging.DEBUG, "alo153"):
        page = asked(client, lat="40.77123", lon="29.97512")
    assert "40.77123" not in page + caplog.text
    assert not client.session.keys()
    assert "no-store" in client.post(PAGE, {"name": "izmit"}).headers["Cache-Control"]


def test_no_application_is_told(client: Client) -> None:
    announce("Su yok", "izmit")
    case = stories.pruning()
    page = client.get(PAGE).content.decode() + asked(client, name="izmit")
    assert case.text not in page
    assert case.tracking_code not in page


def test_a_page_in_english_has_the_words_that_somebody_wrote_in_it() -> None:
    announce("Su yok", wordings={"en": "The water is off."})
    page = Client(headers={"Accept-Language": "en"}).get(PAGE).content.decode()
    assert '<p class="announcement-words" lang="en" dir="auto">The water is off.</p>' in page
    assert 'lang="tr" dir="auto">Su yok</p>' in Client().get(PAGE).content.decode()


@pytest.mark.parametrize("where", ["/", "/chat/"])
def test_the_start_page_and_the_chat_have_these_words_too(where: str) -> None:
    announce("Su yok", wordings={"en": "The water is off."})
    page = Client(headers={"Accept-Language": "en"}).get(where).content.decode()
    assert '<span lang="en" dir="auto">The water is off.</span>' in page
    assert '<span lang="tr" dir="auto">Su yok</span>' in Client().get(where).content.decode()

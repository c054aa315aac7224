"""The portal of Harborview: its language, its telephone numbers, its days."""

from datetime import UTC, datetime

import pytest
from django.test import Client
from django.utils import translation
from tests import cast
from tests.contacts.way import receipt_of

from alo153.cases import actions
from alo153.cases.models import Case
from alo153.cases.telling.ready_answers import filling
from alo153.citizens.channel import Channel
from alo153.city.place import Place
from alo153.core.actor import SYSTEM

# In Greenwich it is the 25th already, where the eight hours of a fallen tree are over
EVENING = datetime(2026, 11, 24, 20, tzinfo=UTC)
LATE_EVENING = datetime(2026, 11, 25, 2, tzinfo=UTC)


def opened(at: datetime, wish: Channel = Channel.SMS) -> Case:
    return actions.open_case(
        application=actions.Application(
            kind="request",
            topic=cast.topic("fallen-tree"),
            place=Place(),
            text="A tree lies across Pier Row.",
            reporter=actions.Reporter(full_name="Ruth Okafor", phone="+12125552368"),
            contact_wish=wish,
            channel=Channel.WEB,
        ),
        by=SYSTEM,
        at=at,
    )


LANGUAGES = [
    # Asked for by the browser, chosen on the page, spoken
    ("", "", "en"),
    ("*", "", "en"),
    ("de-CH, fr;q=0.5", "", "en"),
    ("tr-TR,tr;q=0.9", "", "tr"),
    ("tr", "en", "en"),
    ("", "tr", "tr"),
]


@pytest.mark.usefixtures("harborview")
def test_a_page_speaks_as_is_asked_or_as_the_city_does(client: Client) -> None:
    for asked, chosen, spoken in LANGUAGES:
        client.cookies["django_language"] = chosen
        page = client.get("/", headers={"Accept-Language": asked} if asked else {})
        assert f'<html lang="{spoken}"' in page.content.decode(), (asked, chosen)
        assert page.headers["Content-Language"] == spoken


def test_kocaeli_speaks_turkish_to_who_asks_for_neither(client: Client) -> None:
    page = client.get("/", headers={"Accept-Language": "de"})
    assert page.headers["Content-Language"] == "tr"


NUMBERS = [
    ("(212) 555-2368", ""),
    ("1 212 555 2368", ""),
    ("555-2368", "The number is too short. Example: (201) 555-0123"),
    ("123", "The number is too short. Example: (201) 555-0123"),
    ("1 876 555 1234", "only call and text regular U.S. numbers"),
    ("+90 532 123 45 67", "only call and text regular U.S. numbers"),
    ("1 900 234 5678", "only call and text regular U.S. numbers"),
]


@pytest.mark.usefixtures("harborview")
def test_a_number_is_one_of_the_city_s_country(client: Client) -> None:
    for typed, words in NUMBERS:
        answer = client.post("/apply/answer/", {"wish": "sms", "phone": typed}, follow=True)
        said = answer.content.decode()
        assert words in said
        assert ("only call and text" in said or "too short" in said) is bool(words), typed


@pytest.mark.usefixtures("harborview")
def test_what_is_promised_is_told_on_the_city_s_clock(client: Client) -> None:
    case = opened(EVENING)
    assert "Due by: November 24, 2026, 11:00 PM" in receipt_of(case).body
    assert case.reporter is not None
    assert case.reporter.language == "en"
    page = client.get(f"/t/{case.link_key}/", follow=True).content.decode()
    assert "an answer by <strong>November 24, 2026</strong>" in page


@pytest.mark.usefixtures("harborview")
def test_the_day_of_receipt_is_the_city_s() -> None:
    with translation.override("en"):
        assert filling.fill("{received}", opened(LATE_EVENING)) == "November 24, 2026"


def test_the_day_of_receipt_is_the_city_s_in_the_east_too() -> None:
    case = cast.open_case(at=datetime(2026, 11, 24, 22, tzinfo=UTC))
    with translation.override("tr"):
        assert filling.fill("{received}", case) == "25 Kasım 2026"

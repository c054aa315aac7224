"""A citizen lets their browser hear of an application: by code, by link, and signed in."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from django.test import Client
from tests.cases import stories
from tests.cases.life import confidential
from tests.channels.contract.stand_ins import webpush
from tests.channels.contract.stand_ins.webpush import PushService
from tests.contacts.following import browser_of, push_service
from tests.web.portal.own.by_code import signs_in

from alo153.cases.models import Case
from alo153.channels.models import PushSubscription
from alo153.contacts.models import Follower

pytestmark = pytest.mark.django_db


@pytest.fixture
def service(db: None) -> Iterator[PushService]:
    with push_service() as service:
        PushSubscription.objects.all().delete()
        yield service


@pytest.fixture
def case(service: PushService) -> Case:
    return stories.pruning()


def typed(service: PushService, do: str = "follow", **changes: str) -> dict[str, str]:
    browser = browser_of(service)
    return {"do": do, **vars(browser), **changes}


def told(client: Client, address: str, given: dict[str, str], status: int = 200) -> Any:
    response = client.post(address, given)
    assert response.status_code == status, response.content.decode()
    assert "no-store" in response.headers["Cache-Control"]
    return response.json()


def test_the_link_of_a_message_lets_follow_and_let_go(
    client: Client, service: PushService, case: Case
) -> None:
    address = f"/t/{case.link_key}/news/"
    page = client.get(f"/t/{case.link_key}/").content.decode()
    assert f'action="{address}"' in page
    assert "Bu cihaza haber ver" in page
    assert told(client, address, typed(service, "look")) == {"follows": False}
    assert not PushSubscription.objects.exists()
    assert told(client, address, typed(service)) == {"follows": True}
    assert told(client, address, typed(service, "look")) == {"follows": True}
    row = Follower.objects.get()
    assert (row.about_type, row.about_id) == ("cases.case", str(case.pk))
    assert told(client, address, typed(service, "unfollow")) == {"follows": False}
    assert not PushSubscription.objects.exists()


def test_who_lost_a_telephone_lets_every_device_go_at_once(
    client: Client, service: PushService, case: Case
) -> None:
    address, page = f"/t/{case.link_key}/news/", f"/t/{case.link_key}/"
    assert "Hiçbir cihaza" not in client.get(page).content.decode()
    for number in range(3):
        told(client, address, typed(service, endpoint=f"{service.endpoint}{number}"))
    assert "3 cihaza haber veriyoruz" in client.get(page).content.decode()
    # By a plain form, which needs no device of theirs
    answer = client.post(address, {"do": "nowhere"}, follow=True)
    assert answer.redirect_chain == [(page, 302)]
    assert "artık hiçbir cihaza haber vermiyoruz" in answer.content.decode()
    assert not PushSubscription.objects.exists()
    client.post("/track/", {"code": case.tracking_code, "phone": "0532 000 01 01"})
    by_code = client.post("/track/timeline/news/", {"do": "nowhere"})
    assert by_code.headers["Location"] == "/track/timeline/"


def test_code_and_number_let_follow(client: Client, service: PushService, case: Case) -> None:
    address = "/track/timeline/news/"
    assert client.post(address, typed(service)).headers["Location"] == "/track/"
    client.post("/track/", {"code": case.tracking_code, "phone": "0532 000 01 01"})
    assert "data-follow" in client.get("/track/timeline/").content.decode()
    assert told(client, address, typed(service)) == {"follows": True}
    assert Follower.objects.get().page == "/track/", "later somebody else may sit here"


def test_a_notice_of_the_list_leads_to_who_signs_in(
    client: Client, service: PushService, case: Case
) -> None:
    signs_in(client)
    assert told(client, f"/mine/{case.pk}/news/", typed(service)) == {"follows": True}
    assert Follower.objects.get().page == f"/mine/{case.pk}/"


def test_who_presses_without_end_is_stopped(
    client: Client, service: PushService, case: Case, settings: Any
) -> None:
    settings.ACCOUNT_RATE_LIMITS = {**settings.ACCOUNT_RATE_LIMITS, "follow": "2/h/ip"}
    address = f"/t/{case.link_key}/news/"
    for do in ("follow", "unfollow"):
        told(client, address, typed(service, do))
    assert "60 dakika sonra" in told(client, address, typed(service), 429)["refused"]
    assert told(client, address, typed(service, "look")) == {"follows": False}


def test_whoever_did_not_sign_in_follows_nothing_of_the_list(
    client: Client, service: PushService, case: Case
) -> None:
    response = client.post(f"/mine/{case.pk}/news/", typed(service))
    assert response.headers["Location"] == "/mine/sign-in/"
    assert not Follower.objects.exists()


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"endpoint": "https://10.0.0.5/x"}, "Bu tarayıcıya bildirim gönderemiyoruz."),
        ({"endpoint": "https://fcm.googleapis.com/x"}, "Bu tarayıcıya bildirim gönderemiyoruz."),
        ({"endpoint": ""}, "zorunlu"),
        ({"endpoint": "https://" + "x" * 600}, "500"),
        ({"p256dh": "AAAA"}, "Tarayıcınızdan beklenen bilgi gelmedi."),
        ({"p256dh": "A" * 87}, "Tarayıcınızdan beklenen bilgi gelmedi."),
        ({"auth": "ş"}, "Tarayıcınızdan beklenen bilgi gelmedi."),
        ({"do": "erase"}, "erase"),
    ],
)
def test_what_a_browser_says_is_not_believed(
    client: Client, service: PushService, case: Case, changes: dict[str, str], words: str
) -> None:
    answer = told(client, f"/t/{case.link_key}/news/", typed(service, **changes), 422)
    assert words in answer["refused"]
    assert not PushSubscription.objects.exists()


def test_too_many_are_told_what_to_do(client: Client, service: PushService, case: Case) -> None:
    address = f"/t/{case.link_key}/news/"
    for number in range(5):
        told(client, address, typed(service, endpoint=f"{service.endpoint}{number}"))
    answer = told(client, address, typed(service), 409)
    assert answer["refused"].startswith("Bu başvuruyu çok fazla cihaz izliyor.")


def test_a_confidential_application_is_not_followed(client: Client, service: PushService) -> None:
    case = confidential.opened()
    assert "data-follow" not in client.get(f"/t/{case.link_key}/").content.decode()
    assert client.post(f"/t/{case.link_key}/news/", typed(service)).status_code == 404


def test_without_a_key_there_is_no_button_and_no_address(
    client: Client, service: PushService, case: Case, settings: Any
) -> None:
    settings.PUSH_KEY = ""
    assert "data-follow" not in client.get(f"/t/{case.link_key}/").content.decode()
    assert client.post(f"/t/{case.link_key}/news/", typed(service)).status_code == 404


def test_the_page_tells_the_public_key_alone(
    client: Client, service: PushService, case: Case
) -> None:
    page = client.get(f"/t/{case.link_key}/").content.decode()
    assert f'data-key="{service.password}"' in page
    assert webpush.KEY not in page

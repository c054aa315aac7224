"""A citizen signs in with a real provider of identities, and is no member of staff by it."""

import re
from collections.abc import Iterator
from urllib.parse import parse_qsl, urlsplit

import pytest
from django.conf import settings as configured
from django.http import HttpResponse
from django.test import Client
from pytest_django import Settings
from tests import cast
from tests.cases import stories
from tests.citizens.vouching.real_provider import (
    CLIENT_ID,
    CLIENT_SECRET,
    NUMBER,
    real_provider,
    sign_in,
)
from tests.citizens.vouching.stand_in import StandIn, stand_in
from tests.web.addresses import OURS
from tests.web.portal.applying import AYSE
from tests.web.portal.own import by_code

from alo153.cases.models import Case
from alo153.citizens.models import Citizen, Person

pytestmark = pytest.mark.usefixtures("kocaeli")
AWAY, BACK_PATH = "/mine/sign-in/with/oidc/", "/mine/sign-in/with/oidc/back/"
BACK = f"{configured.PUBLIC_URL}{BACK_PATH}"


def uses(settings: Settings, issuer: str) -> None:
    settings.OIDC_ISSUER, settings.OIDC_LABEL = issuer, "Kent Kimlik"
    settings.OIDC_CLIENT_ID, settings.OIDC_CLIENT_SECRET = CLIENT_ID, CLIENT_SECRET


@pytest.fixture
def provider(settings: Settings) -> Iterator[str]:
    with real_provider(BACK) as issuer:
        uses(settings, issuer)
        yield issuer


@pytest.fixture
def liar(settings: Settings) -> Iterator[StandIn]:
    with stand_in() as one:
        uses(settings, one.issuer)
        yield one


def signs_in(client: Client, login: str = NUMBER) -> str:
    """Go to the provider and come back; return where that leads."""
    away = client.get(AWAY)
    answer = sign_in(away.headers["Location"], login, back=BACK)
    return client.get(BACK_PATH, answer).headers["Location"]


def state_of(client: Client) -> str:
    """Be sent away, and return the state with which the provider sends back."""
    return dict(parse_qsl(urlsplit(client.get(AWAY).headers["Location"]).query))["state"]


def test_a_citizen_sees_what_is_theirs_and_applies_with_their_own_facts(
    client: Client, provider: str
) -> None:
    known = stories.pruning()
    stories.pruning(full_name="İbrahim Uğur")
    page = client.get("/mine/sign-in/").content.decode()
    assert "Kent Kimlik ile giriş yap" in page
    assert signs_in(client) == "/mine/"
    page = client.get("/mine/").content.decode()
    assert "Ayşe Işık" in page
    assert re.findall(r"/mine/(\d+)/", page) == [str(known.pk)]
    answer = client.get("/apply/answer/").content.decode()
    assert 'value="0532 000 01 01"' in answer
    assert 'value="Ayşe Işık"' in answer


def test_what_was_typed_is_still_there_after_signing_in(client: Client, provider: str) -> None:
    client.post("/apply/text/", {"text": "Çınarın dalları düştü."})
    assert signs_in(client) == "/apply/answer/"
    assert "Çınarın dalları düştü." in client.get("/apply/text/").content.decode()


def test_an_application_goes_first_and_no_older_way_waits_for_the_next_sign_in(
    client: Client, provider: str
) -> None:
    client.get("/call/back/")
    client.post("/apply/text/", {"text": "Çınarın dalları düştü."})
    assert signs_in(client) == "/apply/answer/"
    assert "after-sign-in" not in client.session


def test_an_application_without_a_number_is_theirs_all_the_same(
    client: Client, provider: str, fill_in: object
) -> None:
    signs_in(client, "mehmet")
    assert callable(fill_in)
    fill_in(answer={"wish": "none"})
    client.get("/apply/check/")
    client.post("/apply/check/")
    case = Case.objects.get()
    assert case.reporter == Person.objects.get(full_name="Mehmet Işık").citizen
    assert f"/mine/{case.pk}/" in client.get("/mine/").content.decode()


def test_one_that_is_sent_after_the_visit_says_first_that_it_would_be_nobodys(
    client: Client, provider: str, fill_in: object, monkeypatch: pytest.MonkeyPatch
) -> None:
    signs_in(client, "mehmet")
    assert callable(fill_in)
    fill_in(answer={"wish": "none"})
    client.get("/apply/check/")
    by_code.later(monkeypatch, minutes=16)
    page = client.post("/apply/check/", follow=True).content.decode()
    assert "Oturumunuz sona erdi" in page
    assert "/mine/sign-in/" in page
    assert not Case.objects.exists()
    monkeypatch.undo()  # the provider has the time of day
    signs_in(client, "mehmet")
    client.post("/apply/answer/", {"wish": "none"})
    client.post("/apply/check/")
    assert Case.objects.get().reporter == Person.objects.get(full_name="Mehmet Işık").citizen


def test_who_does_not_sign_in_again_sends_it_by_a_second_press(
    client: Client, provider: str, fill_in: object, monkeypatch: pytest.MonkeyPatch
) -> None:
    signs_in(client, "mehmet")
    assert callable(fill_in)
    fill_in(answer={"wish": "none"})
    client.get("/apply/check/")
    by_code.later(monkeypatch, minutes=16)
    for _ in range(2):
        client.post("/apply/check/")
    assert Case.objects.get().reporter is None


def test_an_application_in_another_name_is_not_theirs(
    client: Client, provider: str, fill_in: object
) -> None:
    signs_in(client, "mehmet")
    assert callable(fill_in)
    fill_in(answer={"wish": "sms", "phone": AYSE, "full_name": "Ayşe Işık"})
    client.get("/apply/check/")
    client.post("/apply/check/")
    reporter = Case.objects.get().reporter
    assert reporter
    assert reporter.name == "Ayşe Işık"
    assert not reporter.vouched.exists()


def test_an_answer_is_taken_once_and_only_where_it_was_asked_for(
    client: Client, provider: str
) -> None:
    away = client.get(AWAY)
    answer = sign_in(away.headers["Location"], NUMBER, back=BACK)
    assert Client().get(BACK_PATH, answer).headers["Location"] == "/mine/sign-in/"
    assert client.get(BACK_PATH, answer).headers["Location"] == "/mine/"
    assert client.get(BACK_PATH, answer).headers["Location"] == "/mine/sign-in/"


def test_a_citizen_is_signed_in_to_no_page_of_staff(client: Client, provider: str) -> None:
    signs_in(client)
    assert "_auth_user_id" not in client.session
    guarded = [address for address in OURS if hasattr(address.view, "requires")]
    opened = [
        (address.name, method)
        for address in guarded
        for method in ("get", "post")
        if not _is_sent_away(getattr(client, method)(address.path))
    ]
    assert opened == []
    assert len(guarded) > 100


def _is_sent_away(answer: HttpResponse) -> bool:
    login = answer.headers.get("Location", "").startswith("/accounts/login/")
    return login or answer.status_code in {401, 403, 405}


def test_staff_who_sign_in_as_citizens_stay_who_they_are(client: Client, provider: str) -> None:
    elif_ = cast.staff("elif")
    client.force_login(elif_)
    signs_in(client)
    assert client.session["_auth_user_id"] == str(elif_.pk)
    client.post("/mine/sign-out/")
    assert client.get("/desk/").status_code == 200
    assert client.get("/mine/").headers["Location"] == "/mine/sign-in/"


def test_one_that_lies_signs_nobody_in_and_the_page_says_what_to_do(
    client: Client, liar: StandIn
) -> None:
    client.post("/apply/text/", {"text": "Çınarın dalları düştü."})
    state = dict(
        part.split("=") for part in urlsplit(client.get(AWAY)["Location"]).query.split("&")
    )
    answer = client.get(BACK_PATH, {"code": "c", "state": state["state"]})  # the nonce is wrong
    page = answer.content.decode()
    assert answer.status_code == 502
    assert "Kent Kimlik yanıtını doğrulayamadık" in page
    assert "Yazdıklarınız duruyor." in page
    assert "Cep telefonunuz" in page
    assert not Citizen.objects.exists()
    assert client.get("/mine/").headers["Location"] == "/mine/sign-in/"
    assert "Çınarın dalları düştü." in client.get("/apply/text/").content.decode()


def test_one_that_is_dead_is_said_plainly(client: Client, settings: Settings) -> None:
    uses(settings, "http://127.0.0.1:9")
    answer = client.get(AWAY)
    assert answer.status_code == 502
    assert "Kent Kimlik şu anda yanıt vermiyor." in answer.content.decode()


def test_a_citizen_who_says_no_there_is_told_so(client: Client, liar: StandIn) -> None:
    state = dict(
        part.split("=") for part in urlsplit(client.get(AWAY)["Location"]).query.split("&")
    )
    answer = client.get(BACK_PATH, {"error": "access_denied", "state": state["state"]})
    assert answer.status_code == 200  # nothing of ours failed
    assert "Giriş tamamlanmadı." in answer.content.decode()


def test_one_address_is_sent_there_so_often_only_after_a_proof(
    client: Client, liar: StandIn
) -> None:
    sent = [Client().get(AWAY).status_code for _ in range(20)]
    assert sent == [302] * 20
    refused = client.get(AWAY)
    assert refused.status_code == 429
    assert "/prove/?next=%2Fmine%2Fsign-in%2F" in refused.content.decode()
    assert len(liar.asked) == 20  # the other one asked nothing


def test_where_nobody_vouches_there_is_no_such_page(client: Client) -> None:
    assert client.get(AWAY).status_code == 404
    assert client.get(BACK_PATH).status_code == 404
    assert "ile giriş yap" not in client.get("/mine/sign-in/").content.decode()


def test_whoever_proved_a_telephone_need_not_type_it_again(client: Client) -> None:
    by_code.signs_in(client)
    page = client.get("/apply/answer/").content.decode()
    assert f'value="{AYSE}"' in page
    client.post("/apply/answer/", {"wish": "sms", "phone": "0532 000 01 02"})
    assert 'value="0532 000 01 02"' in client.get("/apply/answer/").content.decode()

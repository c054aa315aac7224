"""Staff sign in by the municipality's own provider; nobody comes in who was not admitted."""

import time
from collections.abc import Iterator
from datetime import timedelta
from typing import Any
from urllib.parse import parse_qsl, urlsplit

import pytest
from django.conf import settings as configured
from django.http import HttpResponse
from django.test import Client
from pytest_django import Settings
from tests import cast
from tests.citizens.vouching.real_provider import (
    CLIENT_ID,
    CLIENT_SECRET,
    real_provider,
    sign_in,
)
from tests.citizens.vouching.stand_in import StandIn, stand_in
from tests.parts.roles import Role

from alo153.accounts.actions import dismiss, recognize_staff
from alo153.accounts.models import Role as RoleRow
from alo153.accounts.models import StaffIdentity, User
from alo153.citizens.vouching import asking
from alo153.core.actor import SYSTEM
from alo153.core.models import Event

pytestmark = pytest.mark.django_db
AWAY, BACK_PATH = "/accounts/provider/", "/accounts/provider/back/"
BACK = f"{configured.PUBLIC_URL}{BACK_PATH}"
EMAIL = "elif@kent.example"


def uses(settings: Settings, issuer: str) -> None:
    settings.STAFF_OIDC_ISSUER, settings.STAFF_OIDC_LABEL = issuer, "Kent Kimlik"
    settings.STAFF_OIDC_CLIENT_ID, settings.STAFF_OIDC_CLIENT_SECRET = CLIENT_ID, CLIENT_SECRET


@pytest.fixture
def liar(settings: Settings) -> Iterator[StandIn]:
    """A provider that says what a test tells it to."""
    with stand_in() as one:
        uses(settings, one.issuer)
        one.claims |= {"email": EMAIL, "email_verified": True}
        yield one


def admitted(email: str = EMAIL) -> User:
    """Return Elif, whose account has this e-mail."""
    elif_ = cast.staff("elif")
    User.objects.filter(pk=elif_.pk).update(email=email)
    return elif_


def come_in(client: Client, liar: StandIn) -> HttpResponse:
    """Go there, be vouched for, and come back."""
    asked = dict(parse_qsl(urlsplit(client.get(AWAY).headers["Location"]).query))
    liar.nonce = asked["nonce"]
    return client.get(BACK_PATH, {"code": "c", "state": asked["state"]})


def who(client: Client) -> str | None:
    return client.session.get("_auth_user_id")


def words(client: Client) -> str:
    page: str = client.get("/accounts/login/").content.decode()
    return page


def test_a_real_provider_lets_elif_in_and_is_remembered(client: Client, settings: Settings) -> None:
    elif_ = admitted()
    with real_provider(BACK) as issuer:
        uses(settings, issuer)
        assert "Kent Kimlik ile giriş yapın" in words(client)
        away = client.get(AWAY, {"next": "/desk/"})
        answer = sign_in(away.headers["Location"], "elif", back=BACK)
        back = client.get(BACK_PATH, answer)
    assert back.headers["Location"] == "/desk/"
    assert who(client) == str(elif_.pk)
    assert StaffIdentity.objects.get().user == elif_
    told = Event.objects.filter(name__startswith="staff.").order_by("pk")
    names = list(told.values_list("name", flat=True))
    assert names[-2:] == ["staff.identity_bound", "staff.signed_in"]


def test_the_subject_counts_from_then_on_and_no_other_e_mail(client: Client, liar: StandIn) -> None:
    elif_ = admitted()
    come_in(client, liar)
    client.logout()
    liar.claims |= {"email": "baska@kent.example"}
    come_in(client, liar)
    assert who(client) == str(elif_.pk)
    # Somebody else there who is given her address does not become her
    client.logout()
    liar.claims |= {"sub": "another", "email": EMAIL}
    liar.userinfo |= {"sub": "another"}
    come_in(client, liar)
    assert who(client) is None
    assert "hesabınız yok" in words(client)


@pytest.mark.parametrize(
    "claims",
    [
        {"email": "nobody@kent.example"},
        # Of somebody else, which PostgreSQL and Python write alike in capital or small letters
        {"email": "el\u0131f@kent.example"},
        {"email": "elif@\u212aent.example"},
        {"email_verified": False},
        {"email_verified": None},
        {"email": None},
    ],
)
def test_whoever_was_not_admitted_reads_so_and_no_account_is_made(
    client: Client, liar: StandIn, claims: dict[str, object]
) -> None:
    admitted()
    before = User.objects.count()
    liar.claims |= claims
    assert come_in(client, liar).headers["Location"] == "/accounts/login/"
    assert who(client) is None
    assert "hesabınız yok" in words(client)
    assert User.objects.count() == before


def test_two_accounts_with_one_e_mail_are_nobodys(client: Client, liar: StandIn) -> None:
    admitted()
    User.objects.filter(pk=cast.staff("selin").pk).update(email=EMAIL.upper())
    come_in(client, liar)
    assert who(client) is None


def test_who_left_stays_out(client: Client, liar: StandIn) -> None:
    elif_ = admitted()
    come_in(client, liar)
    client.logout()
    dismiss(user=elif_, by=SYSTEM, at=cast.AT + timedelta(days=1))
    come_in(client, liar)
    assert who(client) is None


def test_a_role_that_asks_for_a_second_factor_asks_these_people_too(
    client: Client, liar: StandIn
) -> None:
    yasin = cast.with_roles("yasin", Role.ADMINISTRATOR)
    yasin.set_unusable_password()
    yasin.email = EMAIL
    yasin.save()
    RoleRow.objects.filter(key="administrator").update(second_factor=True)
    come_in(client, liar)
    assert who(client) == str(yasin.pk)
    assert client.get("/settings/documents/").headers["Location"] == "/accounts/2fa/"


APP = "/accounts/2fa/totp/activate/"


def asked_for_a_second_factor(email: str = EMAIL) -> User:
    """Return Elif as pages bring her in: with a password that nobody knows."""
    elif_ = admitted(email)
    elif_.set_password("nobody knows this one")
    elif_.save(update_fields=["password"])
    RoleRow.objects.filter(key="agent").update(second_factor=True)
    return elif_


def confirm(client: Client, liar: StandIn, **claims: object) -> Any:
    """Ask for the page of the app, be sent to the provider, and come back."""
    asked = client.get(client.get(APP).headers["Location"]).headers["Location"]
    sent = dict(parse_qsl(urlsplit(asked).query))
    assert (sent["prompt"], sent["max_age"]) == ("login", "0")
    liar.nonce = sent["nonce"]
    liar.claims |= {"auth_time": int(time.time())} | claims
    return client.get(BACK_PATH, {"code": "c", "state": sent["state"]}, follow=True)


def test_a_real_provider_confirms_who_adds_a_second_factor_without_a_password(
    client: Client, settings: Settings
) -> None:
    asked_for_a_second_factor()
    with real_provider(BACK) as issuer:
        uses(settings, issuer)
        away = client.get(AWAY)
        client.get(BACK_PATH, sign_in(away.headers["Location"], "elif", back=BACK))
        assert client.get("/desk/").headers["Location"] == "/accounts/2fa/"
        again = client.get(APP).headers["Location"]
        assert again.startswith("/accounts/provider/again/")
        away = client.get(again)
        answer = sign_in(away.headers["Location"], "elif", back=BACK)
        page = client.get(BACK_PATH, answer, follow=True)
    assert page.redirect_chain[-1][0] == APP
    assert page.status_code == 200


def test_a_sign_in_there_that_was_open_before_confirms_nobody(
    client: Client, liar: StandIn
) -> None:
    asked_for_a_second_factor()
    come_in(client, liar)
    for told in (int(time.time()) - 3_600, None, "now", True):
        page = confirm(client, liar, auth_time=told)
        assert "doğrulayamadık" in page.content.decode()
        assert client.get(APP).status_code == 302
    assert confirm(client, liar).redirect_chain[-1][0] == APP


def test_nobody_else_confirms_it(client: Client, liar: StandIn) -> None:
    asked_for_a_second_factor()
    come_in(client, liar)
    User.objects.filter(pk=cast.staff("selin").pk).update(email="selin@kent.example")
    liar.userinfo |= {"sub": "selin"}
    page = confirm(client, liar, sub="selin", email="selin@kent.example")
    assert "Kent Kimlik ile başka biri giriş yaptı" in page.content.decode()
    assert client.get(APP).status_code == 302


def test_whoever_must_come_by_the_provider_is_offered_no_password(
    client: Client, liar: StandIn, settings: Settings
) -> None:
    asked_for_a_second_factor()
    come_in(client, liar)
    password = "/accounts/reauthenticate/"
    assert "Kent Kimlik ile yeniden giriş yapın" in client.get(password).content.decode()
    settings.EMERGENCY_ACCOUNTS = frozenset({"yasin"})
    assert client.get(password).headers["Location"].startswith("/accounts/provider/again/")


def test_while_the_provider_is_away_a_password_confirms(client: Client, liar: StandIn) -> None:
    asked_for_a_second_factor()
    come_in(client, liar)
    liar.instead["/.well-known/openid-configuration"] = lambda: (503, b"")
    page = client.get(APP, follow=True)
    assert page.redirect_chain[-1][0].startswith("/accounts/reauthenticate/")
    assert "Kent Kimlik şu anda yanıt vermiyor" in page.content.decode()
    answer = client.post(page.redirect_chain[-1][0], {"password": "nobody knows this one"})
    assert answer.headers["Location"] == APP


def test_the_page_that_confirms_is_for_people_who_are_here(client: Client, liar: StandIn) -> None:
    assert client.get("/accounts/provider/again/").headers["Location"] == "/accounts/login/"


def test_a_provider_that_is_away_is_said_and_the_password_still_works(
    client: Client, liar: StandIn
) -> None:
    admitted()
    liar.instead["/.well-known/openid-configuration"] = lambda: (503, b"")
    assert client.get(AWAY).headers["Location"] == "/accounts/login/"
    assert "Kent Kimlik şu anda yanıt vermiyor" in words(client)
    client.post("/accounts/login/", {"login": "elif", "password": cast.PASSWORD})
    assert who(client)


def test_a_crowd_at_the_sign_in_of_citizens_keeps_no_member_of_staff_out(
    client: Client, liar: StandIn
) -> None:
    elif_ = admitted()
    held = [asking.CITIZENS.acquire(blocking=False) for _ in range(asking.MOST_AT_ONCE)]
    try:
        come_in(client, liar)
    finally:
        for _ in filter(None, held):
            asking.CITIZENS.release()
    assert who(client) == str(elif_.pk)


def test_an_answer_that_was_not_asked_for_leads_nowhere(client: Client, liar: StandIn) -> None:
    admitted()
    assert client.get(BACK_PATH, {"code": "c", "state": "s"}).headers["Location"] == (
        "/accounts/login/"
    )
    client.get(AWAY)
    client.get(BACK_PATH, {"code": "c", "state": "wrong"})
    assert who(client) is None
    assert "doğrulayamadık" in words(client)


def test_with_emergency_accounts_nobody_else_signs_in_by_a_password(
    client: Client, liar: StandIn, settings: Settings
) -> None:
    settings.EMERGENCY_ACCOUNTS = frozenset({"yasin"})
    elif_, yasin = admitted(), cast.staff("yasin")
    client.post("/accounts/login/", {"login": "elif", "password": cast.PASSWORD})
    assert who(client) is None
    assert "acil durumlar içindir" in words(client)
    come_in(client, liar)
    assert who(client) == str(elif_.pk)
    client.logout()
    client.post("/accounts/login/", {"login": "yasin", "password": cast.PASSWORD})
    assert who(client) == str(yasin.pk)


def test_without_a_provider_there_is_no_such_page(client: Client) -> None:
    assert client.get(AWAY).status_code == 404
    assert client.get(BACK_PATH).status_code == 404
    assert "Kent Kimlik" not in words(client)


def test_another_e_mail_of_the_account_is_bound_anew() -> None:
    elif_ = admitted()
    facts = {"issuer": "https://id.example", "email": EMAIL, "at": cast.AT}
    assert recognize_staff(subject="one", **facts) == elif_
    elif_.identities.all().delete()
    assert recognize_staff(subject="two", **facts) == elif_

"""Signing in through the real pages."""

import re
from datetime import UTC, datetime
from typing import Any

import pytest
from django.contrib.auth.hashers import identify_hasher
from django.core import mail
from django.core.cache import cache
from django.test import Client
from django.urls import reverse
from tests.parts.roles import Role

from alo153.accounts.actions import enroll
from alo153.accounts.models import User
from alo153.calls.actions import sign_in_phone
from alo153.config import settings as real_settings
from alo153.core import clock
from alo153.core.actor import SYSTEM
from alo153.switchboard.record.recalling.recalling import recall_accounts

pytestmark = pytest.mark.django_db
AT = datetime(2026, 3, 3, 11, 0, tzinfo=UTC)
PASSWORD = "uzun bir parola"


@pytest.fixture(autouse=True)
def forget_throttles(db: None) -> None:
    cache.clear()


@pytest.fixture
def elif_(db: None) -> User:
    return enroll(
        username="elif",
        full_name="Elif Yıldız",
        email="elif@example.org",
        roles=[Role.AGENT],
        password=PASSWORD,
        by=SYSTEM,
        at=AT,
    )


def sign_in(client: Client, password: str = PASSWORD, login: str = "elif") -> Any:
    return client.post(reverse("account_login"), {"login": login, "password": password})


def signed_in(client: Client) -> bool:
    return "_auth_user_id" in client.session


@pytest.mark.parametrize("typed", ["elif", "ELIF", " Elif "])
def test_staff_sign_in_by_user_name(client: Client, elif_: User, typed: str) -> None:
    response = sign_in(client, login=typed)
    assert response.status_code == 302
    assert signed_in(client)


def test_a_wrong_password_says_so_in_turkish_and_keeps_the_name(
    client: Client, elif_: User
) -> None:
    response = sign_in(client, "yanlış")
    page = response.content.decode()
    assert response.status_code == 200
    assert 'lang="tr"' in page
    assert 'value="elif"' in page
    assert not signed_in(client)


def test_an_unknown_name_is_answered_like_a_wrong_password(client: Client, elif_: User) -> None:
    unknown = sign_in(client, login="kimse").context["form"].errors
    wrong = sign_in(client, "yanlış").context["form"].errors
    assert unknown == wrong


def test_after_five_wrong_passwords_even_the_right_one_waits(client: Client, elif_: User) -> None:
    for _ in range(5):
        sign_in(client, "yanlış")
    response = sign_in(client)
    assert not signed_in(client)
    assert response.status_code in {200, 429}


def test_another_person_is_not_locked_out(client: Client, elif_: User) -> None:
    for _ in range(5):
        sign_in(client, "yanlış", login="kimse")
    sign_in(client)
    assert signed_in(client)


def test_who_left_cannot_sign_in(client: Client, elif_: User) -> None:
    User.objects.filter(pk=elif_.pk).update(is_active=False)
    sign_in(client)
    assert not signed_in(client)


def test_who_leaves_is_out_at_once(client: Client, elif_: User) -> None:
    sign_in(client)
    User.objects.filter(pk=elif_.pk).update(is_active=False)
    response = client.get(reverse("account_change_password"))
    assert response.status_code == 302
    assert reverse("account_login") in response.headers["Location"]


def test_signing_out_takes_the_telephone_s_account_away(client: Client, elif_: User) -> None:
    sign_in(client)
    sign_in_phone(user=elif_, at=clock.now())
    client.post(reverse("account_logout"))
    assert not signed_in(client)
    assert recall_accounts(clock.now()) == {}


def test_nobody_signs_up(client: Client) -> None:
    address = reverse("account_signup")
    form = {"username": "yeni", "password1": PASSWORD, "password2": PASSWORD}
    client.get(address)
    client.post(address, form)
    assert not User.objects.exists()
    login = client.get(reverse("account_login")).content.decode()
    assert address not in login


def test_a_new_password_is_sent_to_staff_alone(client: Client, elif_: User) -> None:
    ways = [
        client.post(reverse("account_reset_password"), {"email": email}).headers["Location"]
        for email in ("elif@example.org", "stranger@example.org")
    ]
    assert ways[0] == ways[1]
    (letter,) = mail.outbox
    assert letter.to == ["elif@example.org"]
    assert letter.subject == "Kocaeli 153: Yeni parolanızı belirleyin"
    assert "“elif” hesabınız için yeni parola istendi" in str(letter.body)
    (link,) = re.findall(r"\S+/password/reset/key/\S+", str(letter.body))
    assert client.get(link).status_code == 302
    assert not re.search("[Şş]ifre|testserver.*Merhaba|teşekkür", str(letter.body))


def test_pages_of_a_new_password_say_parola(client: Client) -> None:
    for path in ("", "done/", "key/1-wrong/"):
        page = client.get(f"/accounts/password/reset/{path}").content.decode()
        assert not re.search("[Şş]ifre|Hatalı Anahtar", page), path


def test_nobody_changes_an_address_or_gives_themselves_a_password(
    client: Client, elif_: User
) -> None:
    client.force_login(elif_)
    for name in ("account_email", "account_email_verification_sent", "account_set_password"):
        assert client.get(reverse(name)).status_code == 404, name
    added = client.post(reverse("account_email"), {"email": "other@example.org", "action_add": ""})
    assert added.status_code == 404


def test_many_visitors_do_not_wash_the_count_of_tries_away(client: Client, elif_: User) -> None:
    for _ in range(5):
        sign_in(client, "yanlış")
    for number in range(320):
        cache.set(f"visitor-{number}", 1, 3600)
    sign_in(client)
    assert not signed_in(client)


@pytest.mark.parametrize("name", ["mfa_index", "mfa_activate_totp", "mfa_list_webauthn"])
def test_a_second_factor_can_be_added(client: Client, elif_: User, name: str) -> None:
    sign_in(client)
    response = client.get(reverse(name), follow=True)
    assert response.status_code == 200


def test_without_a_second_factor_none_is_asked(client: Client, elif_: User) -> None:
    response = sign_in(client)
    assert "mfa" not in response.url


def test_passwords_are_kept_with_argon2_outside_of_tests() -> None:
    hashers = real_settings.PASSWORD_HASHERS
    assert hashers == ["django.contrib.auth.hashers.Argon2PasswordHasher"]


def test_argon2_verifies(settings: Any, client: Client) -> None:
    settings.PASSWORD_HASHERS = real_settings.PASSWORD_HASHERS
    user = enroll(
        username="murat",
        full_name="Murat Kaya",
        email="",
        roles=[Role.AGENT],
        password=PASSWORD,
        by=SYSTEM,
        at=AT,
    )
    assert identify_hasher(user.password).algorithm == "argon2"
    sign_in(client, login="murat")
    assert signed_in(client)


def test_enrolling_again_brings_roles_up_to_date(elif_: User) -> None:
    again = enroll(
        username="Elif",
        full_name="Elif Yıldız",
        email="",
        roles=[Role.SUPERVISOR],
        password=PASSWORD,
        by=SYSTEM,
        at=AT,
    )
    assert again == elif_
    assert User.objects.get().roles == {Role.SUPERVISOR}

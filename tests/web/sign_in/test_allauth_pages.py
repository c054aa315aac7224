"""Pages that allauth draws stand in our frame and speak our words, formal in Turkish."""

from functools import cache
from gettext import GNUTranslations
from pathlib import Path
from typing import Any

import allauth
import django
import polib
import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from django.core.cache import cache as throttles
from django.db import transaction
from django.test import Client
from django.urls import reverse
from django.utils.translation.trans_real import DjangoTranslation
from tests import cast
from tests.architecture import tree
from tests.web.addresses import ALL
from tests.web.sign_in.factors import with_factors

from alo153.accounts.models import User

pytestmark = pytest.mark.django_db
PAGES = [address for address in ALL if address.view.__module__.startswith("allauth")]
WRONG = {"code": "000000", "login": "elif", "password": "yanlış", "oldpassword": "yanlış"}
REDIRECTS = {302, 303}
UNREADABLE = "İki adımlı doğrulamanız okunamıyor"


@cache
def _said(folder: Path) -> frozenset[str]:
    files = folder.glob("**/locale/tr/LC_MESSAGES/django.po")
    return frozenset(
        entry.msgid
        for file in files
        for entry in polib.pofile(str(file))
        if entry.msgstr or entry.msgstr_plural
    )


@pytest.fixture
def strange(monkeypatch: pytest.MonkeyPatch) -> set[str]:
    """Gather what is looked up for a page and has no word in our catalogs, nor is Django's own."""
    of_django, of_allauth = (_said(Path(each.__path__[0])) for each in (django, allauth))
    known, found = _said(tree.SOURCE) | (of_django - of_allauth), set[str]()

    def heard(message: str) -> None:
        # A context stands before the words
        if message and "\x04" not in message and message not in known:
            found.add(message)

    def gettext(self: GNUTranslations, message: str) -> str:
        heard(message)
        return GNUTranslations.gettext(self, message)

    def ngettext(self: GNUTranslations, one: str, more: str, number: int) -> str:
        heard(one)
        return GNUTranslations.ngettext(self, one, more, number)

    monkeypatch.setattr(DjangoTranslation, "gettext", gettext)
    monkeypatch.setattr(DjangoTranslation, "ngettext", ngettext)
    return found


@pytest.fixture(autouse=True)
def forget_throttles(db: None) -> None:
    throttles.clear()


@pytest.fixture
def elif_(client: Client) -> User:
    who = cast.staff("elif")
    client.post("/accounts/login/", {"login": "elif", "password": cast.PASSWORD})
    again = client.post("/accounts/reauthenticate/", {"password": cast.PASSWORD})
    assert again.status_code == 302
    return who


def ask(client: Client, method: str, path: str) -> Any:
    """Ask and undo it: signing out, or taking a factor away, changes nothing for the next."""
    cookies = client.cookies.copy()
    with transaction.atomic():
        answer = getattr(client, method)(path, WRONG if method == "post" else None)
        transaction.set_rollback(True)
    client.cookies = cookies
    return answer


def pages(client: Client, method: str, key: int = 1) -> dict[str, Any]:
    paths = {each.name: each.path.replace("/keys/1/", f"/keys/{key}/") for each in PAGES}
    told = {name: ask(client, method, path) for name, path in paths.items()}
    return {
        name: answer
        for name, answer in told.items()
        if answer.status_code not in {*REDIRECTS, 404, 405} and "html" in answer["Content-Type"]
    }


def in_our_frame(answers: dict[str, Any]) -> None:
    for name, answer in answers.items():
        frames = {each.name for each in answer.templates}
        assert {"allauth/layouts/base.html", "web/staff.html"} <= frames, name
        # A field without a label is called by its English name
        form = answer.context.get("form")
        assert [
            each.name for each in form or () if not each.is_hidden and each.field.label is None
        ] == []


def test_without_a_second_factor(client: Client, elif_: User, strange: set[str]) -> None:
    opened = pages(client, "get") | pages(client, "post")
    assert {"mfa_index", "mfa_activate_totp", "mfa_add_webauthn", "account_logout"} <= set(opened)
    in_our_frame(opened)
    assert strange == set()


def test_with_all_second_factors(client: Client, elif_: User, strange: set[str]) -> None:
    key = with_factors(elif_)
    opened = pages(client, "get", key)
    assert {"mfa_generate_recovery_codes", "mfa_remove_webauthn", "mfa_reauthenticate"} <= set(
        opened
    )
    in_our_frame(opened)
    asked = opened["mfa_generate_recovery_codes"].content.decode()
    assert "Emin misiniz?" in asked
    assert "Emin misin?" not in asked
    keys = opened["mfa_list_webauthn"].content.decode()
    assert "henüz kullanılmadı" in keys
    assert "Not used" not in keys
    in_our_frame(pages(client, "post", key))
    assert strange == set()


BROKEN = [
    pytest.param("totp", {"secret": "sealed:gone:AAAA"}, id="its key is not on the ring"),
    pytest.param("totp", {"secret": "sealed:k1:no base64"}, id="damaged"),
    pytest.param("recovery_codes", {"seed": "never sealed", "used_mask": 0}, id="never sealed"),
    pytest.param("webauthn", {"name": "Anahtar", "credential": {"id": "x"}}, id="no credential"),
    pytest.param("webauthn", {"name": "Anahtar"}, id="half a row"),
]


@pytest.mark.parametrize(("kind", "data"), BROKEN)
def test_a_factor_that_cannot_be_read_is_said_in_words(
    client: Client, elif_: User, kind: str, data: dict[str, Any], strange: set[str]
) -> None:
    client.raise_request_exception = False
    with_factors(elif_)
    Authenticator.objects.filter(user=elif_, type=kind).update(data=data)
    told = pages(client, "get") | pages(client, "post")
    assert {answer.status_code for answer in told.values()} & {500, 503} == {503}
    assert any(UNREADABLE in answer.content.decode() for answer in told.values())
    client.logout()
    client.post("/accounts/login/", {"login": "elif", "password": cast.PASSWORD})
    halfway = pages(client, "get") | pages(client, "post")
    assert 500 not in {answer.status_code for answer in halfway.values()}
    assert strange == set()


def test_another_error_of_such_a_page_is_an_error(
    client: Client, elif_: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    client.raise_request_exception = False
    with_factors(elif_)
    monkeypatch.setattr(RecoveryCodes, "get_unused_codes", lambda _: 1 / 0)
    assert client.get(reverse("mfa_view_recovery_codes")).status_code == 500


def test_before_signing_in(client: Client, strange: set[str]) -> None:
    opened = pages(client, "get") | pages(client, "post")
    assert {"account_login", "account_signup", "account_inactive"} <= set(opened)
    in_our_frame(opened)
    with_factors(cast.staff("elif"))
    client.post("/accounts/login/", {"login": "elif", "password": cast.PASSWORD})
    halfway = pages(client, "get") | pages(client, "post")
    assert "mfa_authenticate" in halfway
    in_our_frame(halfway)
    assert strange == set()

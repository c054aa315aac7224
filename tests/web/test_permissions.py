"""Every address, every role or several: who may open what, by real requests, and by HEAD.

`WHO_MAY_OPEN` is written by hand and on purpose not derived from the views: it is the second
opinion. A new address must be added here.
"""

from fnmatch import fnmatchcase
from http import HTTPStatus
from itertools import product
from typing import Any

import pytest
from django.db import transaction
from django.test import Client
from django.urls import reverse
from tests import cast
from tests.parts.roles import Role
from tests.web.addresses import ALL, OURS, Address

from alo153.accounts.actions import enroll
from alo153.accounts.models import User
from alo153.core.actor import SYSTEM

ANONYMOUS = "anonymous"
STAFF = frozenset(Role)
EVERYBODY = STAFF | {ANONYMOUS}
CENTER = frozenset({Role.AGENT, Role.SUPERVISOR})
UNITS = frozenset({Role.UNIT_STAFF, Role.UNIT_MANAGER})
LATE = frozenset({Role.SUPERVISOR, Role.UNIT_MANAGER, Role.SECRETARY_GENERAL})
WALL = frozenset({Role.SUPERVISOR, Role.QUALITY, Role.ADMINISTRATOR})

# The first pattern that fits decides
WHO_MAY_OPEN: dict[str, frozenset[str]] = {
    "healthz": EVERYBODY,
    # By a key, not by a sign-in
    "healthz_deep": frozenset(),
    "theme": EVERYBODY,
    "choose_theme": EVERYBODY,
    "set_language": EVERYBODY,
    "areas": EVERYBODY,
    "gallery": EVERYBODY,
    "portal:*": EVERYBODY,
    "guest": EVERYBODY,
    "mailbox:*": EVERYBODY,
    "home": STAFF,
    "sessions": STAFF,
    "notices:*": STAFF,
    "end_session": STAFF,
    "end_other_sessions": STAFF,
    "late": LATE,
    "confidential": frozenset({Role.CONFIDENTIAL_CLERK}),
    "access_log": frozenset({Role.SUPERVISOR, Role.ADMINISTRATOR}),
    "looks*": frozenset({Role.SUPERVISOR, Role.ADMINISTRATOR}),
    "results": UNITS | {Role.SUPERVISOR, Role.QUALITY, Role.SECRETARY_GENERAL},
    "not_ours": LATE | {Role.QUALITY},
    "desk:search": CENTER | {Role.QUALITY, Role.SECRETARY_GENERAL},
    "desk:found": CENTER | {Role.QUALITY, Role.SECRETARY_GENERAL},
    "desk:case": CENTER | {Role.QUALITY, Role.SECRETARY_GENERAL},
    "desk:export": frozenset({Role.SUPERVISOR, Role.SECRETARY_GENERAL}),
    "desk:file": CENTER | {Role.QUALITY, Role.SECRETARY_GENERAL},
    "desk:open_incident": frozenset({Role.SUPERVISOR}),
    "desk:end_incident": frozenset({Role.SUPERVISOR}),
    "desk:move_incident": frozenset({Role.SUPERVISOR}),
    "desk:announcements": CENTER,
    "desk:change_announcement": CENTER,
    "desk:end_announcement": CENTER,
    "desk:topics": UNITS | CENTER,
    "desk:neighborhoods": UNITS | CENTER,
    "desk:pin": UNITS | CENTER,
    "desk:*": CENTER,
    "alarms:heard": CENTER,
    "alarms:*": UNITS | CENTER,
    "leaving:*": UNITS | CENTER,
    "parts:part": UNITS,
    "parts:end": UNITS,
    "parts:file": UNITS,
    "parts:*": UNITS | CENTER,
    "reclassify:*": UNITS | CENTER,
    "unit:templates": frozenset({Role.UNIT_MANAGER}),
    "unit:drop_template": frozenset({Role.UNIT_MANAGER}),
    "unit:*": UNITS,
    "units_moved": UNITS,
    "crew:*": UNITS,
    "settings:*": frozenset({Role.ADMINISTRATOR}),
    "live:wall": WALL,
    "live:menu": frozenset({Role.SUPERVISOR, Role.ADMINISTRATOR}),
    "live:skills*": frozenset({Role.SUPERVISOR, Role.ADMINISTRATOR}),
    "live:*": frozenset({Role.SUPERVISOR}),
    "recordings:list": frozenset({Role.SUPERVISOR, Role.QUALITY}),
    "recordings:*": CENTER | {Role.QUALITY},
    # Asked for the center's topic
    "stream": CENTER | WALL,
}
# Check topics, or a key, themselves
WITHOUT_REQUIRES = {"stream", "healthz_deep"}
# Of allauth's own pages, those that open before signing in
BEFORE_SIGNING_IN = {
    "account_login",
    "account_signup",
    "account_reset_password",
    "account_reset_password_done",
    "account_reset_password_from_key",
    "account_reset_password_from_key_done",
    "account_inactive",
    "account_confirm_email",
    "account_email_verification_sent",
    "mfa_login_webauthn",
}
BY_HEAD = {ANONYMOUS, Role.SUPERVISOR, Role.UNIT_STAFF}
"""They ask by HEAD, too: nobody, the center and a unit, who together open nearly all pages."""
WHO = {
    Role.AGENT: "elif",
    Role.SUPERVISOR: "hakan",
    Role.UNIT_STAFF: "selin",
    Role.UNIT_MANAGER: "nurten",
    Role.QUALITY: "derya",
    Role.ADMINISTRATOR: "yasin",
    Role.SECRETARY_GENERAL: "gulay",
    Role.CONFIDENTIAL_CLERK: "yalin",
}


def _who_may_open(name: str) -> frozenset[str] | None:
    return next((who for p, who in WHO_MAY_OPEN.items() if fnmatchcase(name, p)), None)


def test_every_address_is_in_the_table() -> None:
    assert [address.name for address in OURS if _who_may_open(address.name) is None] == []


def test_every_line_of_the_table_has_an_address() -> None:
    names = [address.name for address in OURS]
    idle = [p for p in WHO_MAY_OPEN if not any(fnmatchcase(name, p) for name in names)]
    assert idle == []


def test_every_view_asks_for_a_permission_or_is_public() -> None:
    silent = [
        address.name
        for address in OURS
        if not hasattr(address.view, "requires")
        and _who_may_open(address.name) != EVERYBODY
        and address.name not in WITHOUT_REQUIRES
    ]
    assert silent == []


def test_no_public_page_asks_for_a_permission() -> None:
    guarded = [a.name for a in OURS if hasattr(a.view, "requires")]
    assert [name for name in guarded if _who_may_open(name) == EVERYBODY] == []


@pytest.mark.django_db
@pytest.mark.usefixtures("bare_refusals")
@pytest.mark.parametrize(
    ("who", "method"),
    [*product(sorted(EVERYBODY), ["get", "post"]), *product(sorted(cast.SEVERAL), ["post"])],
)
def test_who_may_open_what(client: Client, who: str, method: str) -> None:
    roles = set(cast.SEVERAL[who][1]) if who in cast.SEVERAL else {who}
    if who != ANONYMOUS:
        client.force_login(_person(who))
    wrong, opened, kept = {}, 0, []
    for address in OURS:
        may = not roles.isdisjoint(_who_may_open(address.name) or ())
        response = _ask(client, method, address)
        answer = _in_a_word(response)
        if answer not in _expected(address, may=may, who=who):
            wrong[address.name] = answer
        if method == "get" and who in BY_HEAD and address.name != "stream":
            head = _ask(client, "head", address)
            if (head.status_code, head.content) != (response.status_code, b""):
                wrong[f"HEAD {address.name}"] = _in_a_word(head)
        if response.status_code == HTTPStatus.OK and hasattr(address.view, "requires"):
            opened += 1
            if "no-store" not in response.get("Cache-Control", ""):
                kept.append(address.name)
    assert wrong == {}
    assert kept == [], "no page of staff stays in the browser"
    assert method == "post" or bool(opened) == (who != ANONYMOUS)


def _person(who: str) -> User:
    if who in cast.SEVERAL:
        return cast.several(who)
    role = Role(who)
    if role is not Role.CONFIDENTIAL_CLERK:
        return cast.staff(WHO[role])
    # Nobody of the cast holds it alone
    return enroll(
        username=WHO[role],
        full_name="Yalın Ak",
        email="",
        roles=[role],
        password=cast.PASSWORD,
        by=SYSTEM,
        at=cast.AT,
    )


def _ask(client: Client, method: str, address: Address) -> Any:
    """Ask, and undo what the request did, so that no answer depends on an earlier one."""
    query = "?topics=center" if address.name == "stream" else ""
    with transaction.atomic():
        response = getattr(client, method)(address.path + query)
        transaction.set_rollback(True)
    return response


def _in_a_word(response: Any) -> str:
    if response.status_code == HTTPStatus.FOUND and response.url.startswith(
        reverse("account_login")
    ):
        return "sign in"
    return {403: "refused", 405: "method"}.get(response.status_code, "opened")


def _expected(address: Address, *, may: bool, who: str) -> set[str]:
    if may:
        return {"opened", "method"}
    if who == ANONYMOUS and address.name not in WITHOUT_REQUIRES:
        return {"sign in"}
    return {"refused"}


@pytest.mark.django_db
def test_of_the_account_pages_only_signing_in_is_public(client: Client) -> None:
    accounts = [address for address in ALL if address.path.startswith("/accounts/")]
    opened = {
        address.name
        for address in accounts
        if client.get(address.path).status_code == HTTPStatus.OK
    }
    assert opened <= BEFORE_SIGNING_IN

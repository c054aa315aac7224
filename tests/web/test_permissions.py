"""Every address, every role or several: who may open what, by real requests, and by HEAD.

What is closed is asked by GET alone, but by three people, and of those with several roles the guard
itself is asked: it knows no method.

`WHO_MAY_OPEN` is written by hand and on purpose not derived from the views: it is the second
opinion. A new address must be added here.
"""

from fnmatch import fnmatchcase
from http import HTTPStatus
from itertools import product
from typing import Any
from unittest.mock import patch

import pytest
from django.template.backends.django import Template
from django.test import Client
from django.urls import reverse
from django.utils.safestring import SafeString
from tests import cast
from tests.parts.postgresql.undone import undone
from tests.parts.roles import OF_CARE, Role
from tests.web.addresses import ALL, OURS, Address

from alo153.accounts.actions import enroll
from alo153.accounts.models import User
from alo153.core.actor import SYSTEM

ANONYMOUS = "anonymous"
STAFF = frozenset(Role)
EVERYBODY = STAFF | {ANONYMOUS}
CENTER = frozenset({Role.AGENT, Role.SUPERVISOR})
# Whoever opens applications for citizens, on the telephone or at a counter
OPENING = CENTER | {Role.COUNTER_STAFF}
AT_COUNTER = frozenset({Role.COUNTER_STAFF, Role.SUPERVISOR})
UNITS = frozenset({Role.UNIT_STAFF, Role.UNIT_MANAGER})
LATE = frozenset({Role.SUPERVISOR, Role.UNIT_MANAGER, Role.SECRETARY_GENERAL})
WRITING_ARTICLES = frozenset({Role.SUPERVISOR, Role.UNIT_MANAGER})
ARTICLES = OPENING | WRITING_ARTICLES
WALL = frozenset({Role.SUPERVISOR, Role.QUALITY, Role.ADMINISTRATOR})

# The first pattern that fits decides
WHO_MAY_OPEN: dict[str, frozenset[str]] = {
    "healthz": EVERYBODY,
    "favicon": EVERYBODY,
    "profile": STAFF,
    "first_day": STAFF,
    # By a key, not by a sign-in
    "health_*": EVERYBODY,
    "healthz_deep": frozenset(),
    "metrics": frozenset(),
    "hooks:*": frozenset(),
    # Of ninja: nothing is there
    "api:api-root": EVERYBODY,
    "api:*": frozenset(),
    "api_*": EVERYBODY,
    "theme": EVERYBODY,
    "choose_theme": EVERYBODY,
    "set_language": EVERYBODY,
    "areas": EVERYBODY,
    "addresses": EVERYBODY,
    "street_map": EVERYBODY,
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
    "access_log_*": frozenset({Role.SUPERVISOR, Role.ADMINISTRATOR}),
    "results": UNITS | {Role.SUPERVISOR, Role.QUALITY, Role.SECRETARY_GENERAL},
    # Each of its own room: tests/care/test_confidential.py
    "care:room": OF_CARE,
    "care:visit": OF_CARE,
    "care:plan": OF_CARE,
    "care:note": OF_CARE,
    "care:call_off": OF_CARE,
    "care:hard": CENTER,
    "care:abuse_report": CENTER,
    "care:abuse_statement": CENTER,
    "care:abuse*": frozenset({Role.SUPERVISOR}),
    "care:make_complaint": frozenset({Role.SUPERVISOR}),
    "care:complaint": frozenset({Role.SUPERVISOR}),
    "care:evidence": frozenset({Role.SUPERVISOR}),
    "care:video_evidence": frozenset({Role.SUPERVISOR}),
    "care:hold_evidence": frozenset({Role.SUPERVISOR}),
    "care:release_evidence": frozenset({Role.SUPERVISOR}),
    "care:suggest": frozenset({Role.SUPERVISOR}),
    "care:surveys": frozenset({Role.SECRETARY_GENERAL}),
    "care:counts": frozenset({Role.SECRETARY_GENERAL}),
    "care:*": STAFF,
    "quality:mine": STAFF,
    "quality:step_done": STAFF,
    "quality:own": STAFF,
    "quality:own_sound": STAFF,
    "quality:acknowledge": STAFF,
    "quality:appeal": STAFF,
    "quality:library": CENTER | {Role.QUALITY},
    "quality:moment_sound": CENTER | {Role.QUALITY},
    "quality:learning": CENTER | {Role.QUALITY},
    "quality:learning_card": CENTER,
    "quality:answer_moment": CENTER,
    "quality:withdraw_moment": CENTER,
    "quality:call_backs": frozenset({Role.SUPERVISOR}),
    "quality:dial": frozenset({Role.SUPERVISOR}),
    "quality:handle_feedback": frozenset({Role.SUPERVISOR}),
    # Of checks, which evaluators alone have: the page asks
    "quality:call_reporter": CENTER,
    "quality:by_hand": frozenset({Role.QUALITY}),
    "quality:write_by_hand": frozenset({Role.QUALITY}),
    "quality:card*": frozenset({Role.QUALITY}),
    "quality:use_card": frozenset({Role.QUALITY}),
    "quality:plan": frozenset({Role.QUALITY}),
    "quality:candidates": frozenset({Role.QUALITY}),
    "quality:agreement": frozenset({Role.QUALITY}),
    "quality:agree": frozenset({Role.QUALITY}),
    "quality:close_calibrated": frozenset({Role.QUALITY}),
    "quality:*": frozenset({Role.SUPERVISOR, Role.QUALITY}),
    "reports:*": frozenset({Role.SUPERVISOR, Role.QUALITY, Role.SECRETARY_GENERAL}),
    "not_ours": LATE | {Role.QUALITY},
    "center:search": OPENING | {Role.QUALITY, Role.SECRETARY_GENERAL},
    "center:found": OPENING | {Role.QUALITY, Role.SECRETARY_GENERAL},
    "center:case": OPENING | {Role.QUALITY, Role.SECRETARY_GENERAL},
    "center:export": frozenset({Role.SUPERVISOR, Role.SECRETARY_GENERAL}),
    "center:file": OPENING | {Role.QUALITY, Role.SECRETARY_GENERAL},
    "center:open_incident": frozenset({Role.SUPERVISOR}),
    "center:end_incident": frozenset({Role.SUPERVISOR}),
    "center:move_incident": frozenset({Role.SUPERVISOR}),
    "live:announcements": CENTER,
    "live:record_prompt": frozenset({Role.SUPERVISOR, Role.ADMINISTRATOR}),
    "live:drop_prompt": frozenset({Role.SUPERVISOR, Role.ADMINISTRATOR}),
    "live:prompt*": frozenset({Role.SUPERVISOR, Role.ADMINISTRATOR}),
    "center:articles": ARTICLES,
    "center:article": ARTICLES,
    "center:article_version": ARTICLES,
    "desk:article_hit": OPENING,
    "center:articles_due": WRITING_ARTICLES,
    "center:write_article": WRITING_ARTICLES,
    "center:edit_article": WRITING_ARTICLES,
    "center:review_article": WRITING_ARTICLES,
    "center:retire_article": WRITING_ARTICLES,
    "center:article_file": ARTICLES,
    "center:attach_to_article": WRITING_ARTICLES,
    "center:detach_from_article": WRITING_ARTICLES,
    "center:answers": CENTER,
    "center:settle_question": CENTER,
    "live:change_announcement": CENTER,
    "live:end_announcement": CENTER,
    "desk:topics": UNITS | OPENING,
    "desk:neighborhoods": UNITS | OPENING,
    "desk:pin": UNITS | OPENING,
    "desk:open_case": OPENING,
    "desk:receipt": OPENING,
    "desk:receipt_pdf": OPENING,
    "desk:signing": OPENING,
    "desk:keep_personal": OPENING,
    # Of cards: the page asks
    "desk:personal_file": OPENING | {Role.CONFIDENTIAL_CLERK},
    "desk:whose": OPENING,
    "desk:information": OPENING,
    "desk:out_of_scope": OPENING,
    "desk:ticket": AT_COUNTER,
    "desk:opened": OPENING,
    "desk:about": OPENING,
    "desk:attach": OPENING,
    "desk:discard": OPENING,
    "desk:proposals": OPENING,
    "desk:needs": OPENING,
    "desk:duplicates": OPENING,
    "desk:help": OPENING,
    "center:incident": OPENING,
    "center:incidents": OPENING,
    # Of answers that a clerk wrote on another body's page: the verb asks who may
    "center:partner_told": CENTER,
    "center:partner*": frozenset({Role.SUPERVISOR}),
    "center:act": OPENING,
    # What did not arrive, of cases that one may see
    "center:undelivered": OPENING,
    "center:dead_letter": OPENING,
    "center:resend_message": OPENING,
    "center:resent_message": OPENING,
    "center:take_resend_back": OPENING,
    "center:give_up_message": OPENING,
    "center:citizen_messages": OPENING,
    "center:citizen_wishes": OPENING,
    "center:link_conversation": CENTER,
    "center:ready_answers": frozenset({Role.SUPERVISOR}),
    "center:drop_ready_answer": frozenset({Role.SUPERVISOR}),
    "center:conversations*": CENTER,
    # One that is confidential is its clerk's
    "center:*conversation*": CENTER | {Role.CONFIDENTIAL_CLERK},
    "center:find_ready_answer": CENTER | {Role.CONFIDENTIAL_CLERK},
    "center:invite_to_write": CENTER | {Role.CONFIDENTIAL_CLERK},
    "center:name_address": CENTER | {Role.CONFIDENTIAL_CLERK},
    "center:reply_in_approved_words": CENTER | {Role.CONFIDENTIAL_CLERK},
    "center:preview_reply": CENTER | {Role.CONFIDENTIAL_CLERK},
    "center:write_to_citizen": CENTER,
    "center:preview_first_message": CENTER,
    "center:*reply*": CENTER | {Role.CONFIDENTIAL_CLERK},
    "center:take_reply_back": CENTER | {Role.CONFIDENTIAL_CLERK},
    "desk:draft": OPENING | {Role.CONFIDENTIAL_CLERK},
    "desk:*": CENTER,
    "desk_moved": STAFF,
    "center:*": CENTER,
    "alarms:heard": OPENING,
    "alarms:count": STAFF,
    "alarms:*": UNITS | CENTER,
    "live_alarms:*rule*": frozenset({Role.SUPERVISOR, Role.ADMINISTRATOR}),
    "live_alarms:*": STAFF,
    "leaving:*": UNITS | OPENING,
    "sub_tasks:sub_task": UNITS,
    "sub_tasks:end": UNITS,
    "sub_tasks:file": UNITS,
    "sub_tasks:*": UNITS | CENTER,
    "reclassify:*": UNITS | CENTER,
    # By the key in their address
    "counter:kiosk*": EVERYBODY,
    "counter:hall*": EVERYBODY,
    "counter:overview": frozenset({Role.SUPERVISOR}),
    "counter:free": frozenset({Role.SUPERVISOR}),
    "counter:devices": frozenset({Role.SUPERVISOR}),
    "counter:revoke": frozenset({Role.SUPERVISOR}),
    "counter:*": AT_COUNTER,
    "planning:*": frozenset({Role.SUPERVISOR}),
    # By the key in the address
    "shifts:feed": EVERYBODY,
    "shifts:*": CENTER,
    "media:*": frozenset({Role.SUPERVISOR, Role.DIGITAL_MEDIA}),
    "unit:templates": frozenset({Role.UNIT_MANAGER}),
    "unit:drop_template": frozenset({Role.UNIT_MANAGER}),
    "unit:*": UNITS,
    "units_moved": UNITS,
    "sub_tasks_moved": UNITS | CENTER,
    "crew:*": UNITS,
    "settings:health": frozenset({Role.ADMINISTRATOR, Role.IT}),
    "settings:machine": frozenset({Role.ADMINISTRATOR, Role.IT}),
    "settings:blocked*": frozenset({Role.ADMINISTRATOR, Role.IT}),
    "settings:waiting_people": frozenset({Role.ADMINISTRATOR, Role.SUPERVISOR}),
    "settings:*": frozenset({Role.ADMINISTRATOR}),
    "live:wall": WALL,
    "live:menu": frozenset({Role.SUPERVISOR, Role.ADMINISTRATOR}),
    "live:skills*": frozenset({Role.SUPERVISOR, Role.ADMINISTRATOR}),
    "live:passed": CENTER,
    "live:monitoring": CENTER,
    "live:*": frozenset({Role.SUPERVISOR}),
    "recordings:list": frozenset({Role.SUPERVISOR, Role.QUALITY}),
    "recordings:words": frozenset({Role.SUPERVISOR, Role.QUALITY}),
    "recordings:*": CENTER | {Role.QUALITY},
    # Asked for the center's topic
    "stream": CENTER | WALL,
}
# Check topics, or a key, themselves
WITHOUT_REQUIRES = {"stream", "healthz_deep", "metrics", "hooks:sms", "hooks:social"}
WITHOUT_REQUIRES |= {address.name for address in OURS if address.name.startswith("api:")}
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
EVERY_WAY = {ANONYMOUS, Role.SUPERVISOR, Role.UNIT_STAFF}
"""They ask by HEAD, too, and by POST what is closed to them: nobody, the center and a unit, who
together open nearly all pages."""
WHO = {
    Role.AGENT: "elif",
    Role.SUPERVISOR: "hakan",
    Role.COUNTER_STAFF: "pinar",
    Role.DIGITAL_MEDIA: "defne",
    Role.UNIT_STAFF: "selin",
    Role.UNIT_MANAGER: "nurten",
    Role.QUALITY: "derya",
    Role.ADMINISTRATOR: "yasin",
    Role.IT: "emre",
    Role.SECRETARY_GENERAL: "gulay",
    Role.CONFIDENTIAL_CLERK: "yalin",
    Role.PSYCHOLOGIST: "asli",
    Role.INFIRMARY: "tolga",
}


def _is_guarded(address: Address) -> bool:
    return hasattr(address.view, "requires")


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
        if not _is_guarded(address)
        and _who_may_open(address.name) != EVERYBODY
        and address.name not in WITHOUT_REQUIRES
    ]
    assert silent == []


def test_no_public_page_asks_for_a_permission() -> None:
    guarded = [address.name for address in OURS if _is_guarded(address)]
    assert [name for name in guarded if _who_may_open(name) == EVERYBODY] == []


@pytest.mark.django_db
@pytest.mark.usefixtures("bare_refusals")
@pytest.mark.parametrize(
    ("who", "method"),
    [*product(sorted(EVERYBODY), ["get", "post"]), *product(sorted(cast.SEVERAL), ["post"])],
)
def test_who_may_open_what(client: Client, who: str, method: str) -> None:
    roles = set(cast.SEVERAL[who][1]) if who in cast.SEVERAL else {who}
    person = None if who == ANONYMOUS else _person(who)
    if person:
        client.force_login(person)
    wrong, opened, kept = {}, 0, []
    for address in OURS:
        may = not roles.isdisjoint(_who_may_open(address.name) or ())
        if method == "post" and who not in EVERY_WAY and not may and _is_guarded(address):
            # The guard stands before the view, whose method it does not know: they asked by GET,
            # as those did whose roles somebody with several has
            if person and any(map(person.may, address.view.requires)):
                wrong[address.name] = "not guarded"
            continue
        response = _ask(client, method, address)
        answer = _in_a_word(response)
        if answer not in _expected(address, may=may, who=who):
            wrong[address.name] = answer
        if method == "get" and who in EVERY_WAY and address.name != "stream":
            # Of drawing it GET has spoken
            with patch.object(Template, "render", return_value=SafeString("")):
                head = _ask(client, "head", address)
            if (head.status_code, head.content) != (response.status_code, b""):
                wrong[f"HEAD {address.name}"] = _in_a_word(head)
        if response.status_code == HTTPStatus.OK and _is_guarded(address):
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
    with undone():
        return getattr(client, method)(address.path + query)


def _in_a_word(response: Any) -> str:
    if response.status_code == HTTPStatus.FOUND and response.url.startswith(
        reverse("account_login")
    ):
        return "sign in"
    return {401: "refused", 403: "refused", 405: "method"}.get(response.status_code, "opened")


def _expected(address: Address, *, may: bool, who: str) -> set[str]:
    if may:
        return {"opened", "method"}
    if who == ANONYMOUS and address.name not in WITHOUT_REQUIRES:
        return {"sign in"}
    # Another method is refused before the key is looked at
    keyed = address.name.startswith("api:") or address.name == "metrics"
    return {"refused", "method"} if keyed else {"refused"}


@pytest.mark.django_db
def test_of_the_account_pages_only_signing_in_is_public(client: Client) -> None:
    accounts = [address for address in ALL if address.path.startswith("/accounts/")]
    opened = {
        address.name
        for address in accounts
        if client.get(address.path).status_code == HTTPStatus.OK
    }
    assert opened <= BEFORE_SIGNING_IN

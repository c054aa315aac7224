"""Through no address does anybody do to a case what the policy refuses them, whatever their roles.

Each address that changes a case of Park ve Bahçeler is asked by people with one role and with
several. Whom the policy and the address allow it, something is written down for; so the others
were not refused for what they typed.
"""

from collections.abc import Mapping
from datetime import timedelta
from typing import Any
from uuid import UUID

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import transaction
from django.test import Client
from django.urls import resolve, reverse
from tests import cast
from tests.cases.policy import rights
from tests.cases.policy.rights import Room
from tests.core.files.sent import photo
from tests.web.addresses import OURS

from alo153.accounts.models import User
from alo153.cases.models import Case
from alo153.citizens.channel import Channel
from alo153.contacts.models import Message
from alo153.core.clock import now
from alo153.core.models import Event
from alo153.web.center.casework.steps import STEPS

WORDS = {"reason": "Sebebi var.", "text": "Bakıyoruz.", "plain_text": "Budadık.", "words": "Tamam."}
# What each step of the desk does; those in which `Room` has no case in the right state at the end
OF_STEPS: Mapping[str, str] = {
    "forward": "forward",
    "approve": "approve",
    "send-back": "send_back",
    "call": "record_attempt",
    "join": "join",
    "note": "note",
    "pass-on": "pass_on",
    "pause": "pause",
    "again": "relay_again",
    "give-up": "close_unreached",
    "confirmation": "record_confirmation",
    "take-objection": "take_objection",
    "split-off": "split_off",
    "file": "attach",
    "resume": "resume",
    "extend": "extend",
    "interim": "tell_interim",
    "costs": "tell_costs",
    "paid": "record_payment",
    "reply": "reply",
}
TRIED_IN_VAIN = frozenset(list(OF_STEPS)[6:])
# Addresses with a case's code that change no case: they look, keep drafts, or dial
CHANGE_NOTHING = {
    "center:answer_draft",
    "center:case",
    "center:dial",
    "desk:dial_case",
    "center:file",
    "desk:opened",
    "center:preview",
    "desk:personal_file",
    "desk:receipt",
    "desk:receipt_pdf",
    "desk:signing",
    "leaving:take_back",
    "leaving:waiting",
    "unit:case",
    "unit:draft",
    "unit:file",
    "unit:here",
}
ASKED = {
    "crew:report",
    "desk:about",
    "center:act",
    "center:answer",
    "center:export",
    "desk:keep_personal",
    "sub_tasks:of_case",
    "reclassify:case",
    "unit:accept",
    "unit:answer",
    "unit:ask",
    "unit:contractors",
    "unit:note",
    "unit:return",
    "unit:revoke_contractor",
    "unit:send_contractor",
}
type Post = tuple[str, str, Mapping[str, Any]]


def posts(room: Room) -> dict[str, Post]:
    """Return for each address that changes a case: the verb, the path, and what is typed."""
    code, due = room.case.tracking_code, now() + timedelta(days=1)
    typed = {
        "crew:report": {"token": str(UUID(int=9)), "found": "done"},
        "reclassify:case": {"kind": "request", "topic": "yol-cukuru", "district": "gebze"},
        "sub_tasks:of_case": {
            "unit": "zabita",
            "text": "Bakın.",
            "due_at": f"{due:%Y-%m-%dT%H:%M}",
        },
        "unit:contractors": {"contractor": "Usta", "words": "Budayın.", "days": "7"},
    }
    by_code = {
        "crew:report": "report_from_field",
        "center:export": "export",
        "sub_tasks:of_case": "ask_unit",
        "reclassify:case": "reclassify",
        "unit:accept": "accept",
        "unit:ask": "ask",
        "unit:contractors": "give_work",
        "unit:note": "note",
        "unit:return": "return_not_ours",
    }
    found: dict[str, Post] = {
        name: (verb, reverse(name, args=[code]), WORDS | typed.get(name, {}))
        for name, verb in by_code.items()
    }
    task, flag = room.task.pk, room.flag.pk
    # The case itself waits for a part
    other, answer = room.other.tracking_code, {"outcome": "done", "text": "Budadık."}
    found |= {
        "desk:keep_personal": (
            "keep_signature",
            reverse("desk:keep_personal", args=["new:1", code, "signature"]),
            {"way": "screen", "file": SimpleUploadedFile("imza.jpg", photo())},
        ),
        "desk:about": ("link_interaction", reverse("desk:about", args=["new:1", code]), {}),
        "center:answer": ("answer", reverse("center:answer", args=[other]), answer),
        "unit:answer": ("answer", reverse("unit:answer", args=[other]), answer),
        "unit:send_contractor": (
            "send_work",
            reverse("unit:send_contractor", args=[code]),
            {"token": room.token, "to": "usta@example.org"},
        ),
        "unit:revoke_contractor": (
            "revoke_work",
            reverse("unit:revoke_contractor", args=[code, room.link.pk]),
            {},
        ),
        "sub_tasks:end": ("finish_sub_task", reverse("sub_tasks:end", args=[task, "done"]), WORDS),
        "sub_tasks:end/return": (
            "return_sub_task",
            reverse("sub_tasks:end", args=[task, "return"]),
            WORDS,
        ),
        "sub_tasks:withdraw": (
            "withdraw_sub_task",
            reverse("sub_tasks:withdraw", args=[task]),
            {f"sub_task{task}-reason": "Gerek kalmadı."},
        ),
        "alarms:confirm": ("confirm_alarm", reverse("alarms:confirm", args=[flag]), {}),
        "alarms:dismiss": ("dismiss_alarm", reverse("alarms:dismiss", args=[flag]), WORDS),
    }
    return found | _of_desk(room)


def _of_desk(room: Room) -> dict[str, Post]:
    """Return the steps of the desk, each on the case it fits."""
    answered, relaying = room.answered.tracking_code, room.relay.case.tracking_code
    fits = {"approve": answered, "send-back": answered, "call": relaying, "confirmation": relaying}
    fits["join"] = room.flag.case.tracking_code
    typed = {
        "forward": {"unit": "yol-ve-bakim"},
        "call": {"result": "told"},
        "join": {"code": room.other.tracking_code},
        "pass-on": {"unit": cast.outside_body().slug},
        "confirmation": {"solved": "yes"},
    }
    return {
        f"center:act/{step}": (
            verb,
            reverse("center:act", args=[fits.get(step, room.case.tracking_code), step]),
            WORDS | typed.get(step, {}),
        )
        for step, verb in OF_STEPS.items()
    }


def test_every_step_and_every_address_of_a_case_is_asked() -> None:
    assert set(OF_STEPS) == set(STEPS)
    with_code = {
        address.name for address in OURS if "482109373" in address.path and ":" in address.name
    }
    # Of systems, by their key: every one of them is asked in `web/api/test_refusing`
    with_code = {name for name in with_code if not name.startswith("api:")}
    assert with_code == ASKED | CHANGE_NOTHING


def written() -> int:
    """Count what was done: events, and a message about no event of its own."""
    return Event.objects.count() + Message.objects.count()


def opens(by: User, path: str) -> bool:
    """Tell whether the address itself is open to somebody."""
    return any(by.may(permission) for permission in resolve(path).func.requires)


@pytest.mark.django_db
@pytest.mark.usefixtures("bare_refusals")
@pytest.mark.parametrize(
    "name",
    [
        "selin",
        "elif",
        "agent of roads",
        "agent of parks",
        "reader of roads",
        "reader managing parks",
    ],
)
def test_no_address_does_what_the_policy_refuses(client: Client, name: str) -> None:
    room, by = rights.room(), cast.anybody(name)
    client.force_login(by)
    # Who signs stands at a counter
    Case.objects.filter(pk=room.case.pk).update(channel=Channel.COUNTER)
    wrong = {}
    for address, (verb, path, typed) in posts(room).items():
        may = rights.expected(verb, by) and opens(by, path)
        with transaction.atomic():
            before = written()
            client.post(path, dict(typed))
            done = written() != before
            transaction.set_rollback(True)
        if address == "center:act/approve" and by.username == "selin":
            may = False  # She wrote that answer: four eyes see it
        if done and not may:
            wrong[address] = "done"
        elif may and not done and address.removeprefix("center:act/") not in TRIED_IN_VAIN:
            wrong[address] = "not done"
    assert wrong == {}

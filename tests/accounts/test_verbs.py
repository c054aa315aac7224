"""Everybody tries each verb outside of cases that asks for a permission: the action itself asks.

Of cases: `tests/cases/policy/test_everybody.py`.
"""

import inspect
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import timedelta
from importlib import import_module

import pytest
from django.db import transaction
from tests import cast
from tests.architecture import tree

from alo153.accounts.actions import set_skills
from alo153.accounts.models import User
from alo153.accounts.permissions import SET_SKILLS
from alo153.accounts.policy import NotPermitted, permit
from alo153.accounts.registry import Permission
from alo153.calls import actions as calls
from alo153.calls.call_words import AgentState, MonitoringMode
from alo153.calls.models import BlockPolicy, Call
from alo153.calls.models.monitoring import GuestSeat
from alo153.calls.permissions import ANSWER_CALLS, SUPERVISE_CALLS
from alo153.calls.supervision.closings import actions as closings
from alo153.calls.supervision.guest_seats import actions as seats
from alo153.calls.supervision.monitoring import actions as monitoring
from alo153.citizens import actions as citizens
from alo153.citizens.channel import Channel
from alo153.citizens.models import Citizen, Interaction
from alo153.citizens.permissions import SEE_CITIZEN
from alo153.city import actions as city
from alo153.city import numbers, queries
from alo153.city.permissions import EDIT_ROUTING
from alo153.core.actor import CITIZEN, SWITCHBOARD, SYSTEM, Actor
from alo153.core.clock import now
from alo153.core.models import Event
from alo153.knowledge import actions as knowledge
from alo153.knowledge.models import Announcement
from alo153.knowledge.permissions import ANNOUNCE

HOUR = timedelta(hours=1)
# Done by the program alone, at the terminal, or by whoever loads a city
AT_THE_TERMINAL = {
    "accounts.set_roles",
    "accounts.enroll",
    "accounts.admit_guest",
    "accounts.end_sign_ins",
    "accounts.dismiss",
    "city.load_city",
    "city.follow_file",
    "city.join_unit",
    "city.leave_unit",
    "suggestions.keep",
}
# To one's own session
OF_ONES_OWN = {
    "accounts.note_sign_in",
    "accounts.note_password_change",
    "accounts.note_second_factor",
    "accounts.end_sign_in",
}
# Of a contact, for those above who know and ask: the switchboard, the intake, a case
OF_A_CONTACT = {
    "calls.command",
    "calls.change_skills",
    "citizens.recognize",
    "citizens.remember_apart",
    "citizens.erase_person",
    "citizens.start_interaction",
    "citizens.record_contact",
    "citizens.rate_interaction",
    "citizens.dispose",
    "citizens.answer_interaction",
    "citizens.hand_over_interaction",
    "citizens.add_to_note",
    "citizens.end_interaction",
    "suggestions.note_choice",
}


@dataclass
class Room:
    """What the verbs act on."""

    announcement: Announcement
    seat: GuestSeat
    call: Call
    agent: User
    mentor: User
    citizen: Citizen
    contact: Interaction


@pytest.fixture
def room(db: None) -> Room:
    hakan, citizen = cast.staff("hakan"), cast.citizen("Ayşe Işık")
    invited = seats.Invited(
        full_name="Deniz", mentor=cast.staff("elif"), from_at=now(), until=now() + HOUR
    )
    seat, _ = seats.open_seat(invited=invited, language="tr", by=hakan, at=now())
    return Room(
        announcement=announced(hakan),
        seat=seat,
        call=Call(number="+905320000101"),
        agent=cast.staff("elif"),
        mentor=cast.staff("murat"),
        citizen=citizen,
        contact=citizens.record_contact(
            channel=Channel.PHONE, address="+905320000101", agent=None, by=SYSTEM, at=now()
        ),
    )


def announced(by: User) -> Announcement:
    return knowledge.announce(
        text="Su kesik.",
        district=None,
        begins_at=now(),
        ends_at=now() + HOUR,
        spoken=False,
        on_portal=False,
        by=by,
        at=now(),
    )


def _blocked(by: User) -> object:
    return calls.block_number(
        number=numbers.parse("+905320000101"),
        policy=BlockPolicy.REFUSE,
        reason="Rahatsız ediyor.",
        until=now() + HOUR,
        by=by,
        at=now(),
    )


def _rules() -> list[object]:
    version = queries.version_in_force()
    assert version
    return list(queries.rules_of(version))


def _actor(by: User) -> Actor:
    return Actor.staff(by.pk)


Try = Callable[[Room, User], object]
VERBS: Mapping[str, tuple[Permission, Try]] = {
    "knowledge.announce": (ANNOUNCE, lambda _, by: announced(by)),
    "knowledge.change": (
        ANNOUNCE,
        lambda room, by: knowledge.change(
            announcement=room.announcement,
            text="Su geldi.",
            wordings={},
            district=None,
            ends_at=now() + HOUR,
            spoken=False,
            on_portal=False,
            by=by,
            at=now(),
        ),
    ),
    "knowledge.end": (
        ANNOUNCE,
        lambda room, by: knowledge.end(announcement=room.announcement, by=_actor(by), at=now()),
    ),
    "city.save_rules": (
        EDIT_ROUTING,
        lambda _, by: city.save_rules(_rules(), reason="Deneme.", by=by, at=now()),
    ),
    "city.keep_rules": (EDIT_ROUTING, lambda _, by: city.keep_rules(_rules(), by=by, at=now())),
    "city.discard_rules": (EDIT_ROUTING, lambda _, by: city.discard_rules(by=by)),
    "citizens.log_information": (
        SEE_CITIZEN,
        lambda room, by: citizens.log_information(
            interaction=room.contact, topic=cast.topic("agac-budama"), by=_actor(by), at=now()
        ),
    ),
    "citizens.log_out_of_scope": (
        SEE_CITIZEN,
        lambda room, by: citizens.log_out_of_scope(
            interaction=room.contact,
            redirected_to=cast.outside_body(),
            topic=None,
            by=_actor(by),
            at=now(),
        ),
    ),
    "citizens.log_silent": (
        SEE_CITIZEN,
        lambda room, by: citizens.log_silent(interaction=room.contact, by=_actor(by), at=now()),
    ),
    "citizens.write_note": (
        SEE_CITIZEN,
        lambda room, by: citizens.write_note(
            interaction=room.contact, text="Not.", by=_actor(by), at=now()
        ),
    ),
    "citizens.keep_note": (
        SEE_CITIZEN,
        lambda room, by: citizens.keep_note(
            citizen=room.citizen, note="Not.", by=_actor(by), at=now()
        ),
    ),
    "citizens.add_identity": (
        SEE_CITIZEN,
        lambda room, by: citizens.add_identity(
            citizen=room.citizen,
            kind=Channel.EMAIL,
            value="ayse@example.org",
            by=_actor(by),
            at=now(),
        ),
    ),
    "accounts.set_skills": (
        SET_SKILLS,
        lambda room, by: set_skills(user=room.agent, skills={"water": 1}, by=_actor(by), at=now()),
    ),
    "calls.supervise": (
        SUPERVISE_CALLS,
        lambda room, by: monitoring.supervise(
            agent=room.agent, mode=MonitoringMode.LISTEN, by=by, at=now()
        ),
    ),
    "calls.take_over": (ANSWER_CALLS, lambda _, by: monitoring.take_over(by=by, at=now())),
    "calls.stop_supervising": (
        ANSWER_CALLS,
        lambda _, by: monitoring.stop_supervising(by=by, at=now()),
    ),
    "calls.set_state": (
        SUPERVISE_CALLS,
        lambda room, by: monitoring.set_state(
            agent=room.agent, state=AgentState.OFFLINE, by=by, at=now()
        ),
    ),
    "calls.direct_call": (
        SUPERVISE_CALLS,
        lambda room, by: monitoring.direct_call(call=room.call, by=by, at=now()),
    ),
    "calls.close_lines": (
        SUPERVISE_CALLS,
        lambda _, by: closings.close_lines(reason="Yangın.", by=by, at=now()),
    ),
    "calls.open_lines": (SUPERVISE_CALLS, lambda _, by: closings.open_lines(by=by, at=now())),
    "calls.open_seat": (
        SUPERVISE_CALLS,
        lambda room, by: seats.open_seat(
            invited=seats.Invited(
                full_name="Ege", mentor=room.mentor, from_at=now(), until=now() + HOUR
            ),
            language="tr",
            by=by,
            at=now(),
        ),
    ),
    "calls.reissue_code": (
        SUPERVISE_CALLS,
        lambda room, by: seats.reissue_code(seat=room.seat, by=by, at=now()),
    ),
    "calls.close_seat": (
        SUPERVISE_CALLS,
        lambda room, by: seats.close_seat(seat=room.seat, by=by, at=now()),
    ),
    "calls.block_number": (SUPERVISE_CALLS, lambda _, by: _blocked(by)),
    "calls.unblock_number": (
        SUPERVISE_CALLS,
        lambda _, by: calls.unblock_number(
            blocked=calls.BlockedNumber(number="+905320000101"), by=by, at=now()
        ),
    ),
    "calls.sign_in_phone": (
        ANSWER_CALLS,
        lambda _, by: calls.sign_in_phone(user=by, at=now()),
    ),
}
CAPABILITIES = ("accounts", "calls", "citizens", "city", "knowledge", "suggestions")


def _verbs() -> set[str]:
    """Return the public functions of the actions that say who does it."""
    found = set()
    for path in tree.with_suffix(".py", below=tree.SOURCE):
        parts = path.relative_to(tree.SOURCE).with_suffix("").parts
        if parts[0] in CAPABILITIES and "actions" in parts:
            module = import_module(".".join(("alo153", *parts)).removesuffix(".__init__"))
            for name, verb in inspect.getmembers(module, inspect.isfunction):
                ours = verb.__module__ == module.__name__ and not name.startswith("_")
                if ours and "by" in inspect.signature(verb).parameters:
                    found.add(f"{parts[0]}.{name}")
    return found


def test_every_verb_that_says_who_does_it_is_tried_or_named() -> None:
    named = AT_THE_TERMINAL | OF_ONES_OWN | OF_A_CONTACT
    assert _verbs() | {"calls.sign_in_phone"} == set(VERBS) | named
    assert not set(VERBS) & named


def refused(verb: Try, room: Room, by: User) -> bool:
    """Try a verb, and undo it; tell whether it was refused, and then that nothing changed."""
    with transaction.atomic():
        before = Event.objects.count()
        try:
            verb(room, by)
        except NotPermitted:
            assert Event.objects.count() == before
            return True
        finally:
            transaction.set_rollback(True)
    return False


@pytest.mark.parametrize("name", cast.everybody())
def test_a_verb_is_refused_to_whom_its_permission_is_not_given(room: Room, name: str) -> None:
    by = cast.anybody(name)
    tried = {verb: not refused(attempt, room, by) for verb, (_, attempt) in VERBS.items()}
    assert tried == {verb: by.may(right) for verb, (right, _) in VERBS.items()}


@pytest.mark.django_db
def test_the_program_the_switchboard_and_citizens_are_not_asked() -> None:
    for by in (SYSTEM, SWITCHBOARD, CITIZEN):
        permit(ANNOUNCE, by=by)
    with pytest.raises(NotPermitted) as refusal:
        permit(ANNOUNCE, by=cast.actor("selin"))
    assert refusal.value.words.startswith("Bunun için yetkiniz yok.")

"""Everybody tries each verb outside of cases that asks for a permission: the action itself asks.

Of cases: `tests/cases/policy/test_everybody.py`.
"""

import inspect
from importlib import import_module

import pytest
from django.db import transaction
from tests import cast
from tests.accounts import verbs
from tests.accounts.verbs import VERBS, Room, Try
from tests.architecture import tree

from alo153.accounts.models import User
from alo153.accounts.policy import NotPermitted, permit
from alo153.core.actor import CITIZEN, SWITCHBOARD, SYSTEM
from alo153.core.models import Event
from alo153.knowledge.permissions import ANNOUNCE

# Done by the program alone, at the terminal, or by whoever loads a city
AT_THE_TERMINAL = {
    "accounts.set_roles",
    "accounts.enroll",
    "accounts.note_email_change",
    "accounts.admit_guest",
    "accounts.admit_system",
    "accounts.end_sign_ins",
    "accounts.dismiss",
    "accounts.set_grants",
    "city.load_city",
    "city.load_streets",
    "city.follow_file",
    "city.follow_files",
    "city.publish_due_documents",
    "city.join_unit",
    "city.staff",
    "city.let_go",
    "city.leave_unit",
    "city.leave_team",
    "suggestions.keep",
    "knowledge.load_articles",
    "alarms.begin_with_rules",
    # `city.change_person` asks
    "accounts.forget_identities",
}
# To one's own session, telephone or notices, which anybody may have
OF_ONES_OWN = {
    "accounts.note_failure",
    "accounts.note_lock_out",
    "accounts.note_second_factor_failure",
    "accounts.note_sign_in",
    "accounts.note_password_change",
    "accounts.note_second_factor",
    "accounts.end_sign_in",
    "calls.sign_out_phone",
    "calls.revoke_account",
    "calls.keep",
    "contacts.decline",
    "contacts.note_typing",
    "notices.read_notices",
    "notices.choose_ways",
    # By whom the alarm concerns
    "alarms.acknowledge",
    "care.answer_suggestion",
    "care.answer_survey",
    "care.ask_visit",
    "care.cancel_visit",
    "care.state",
    "quality.acknowledge",
    "quality.note_seen",
    "quality.appeal",
    "quality.mark_step_done",
    "quality.answer_moment",
    "quality.hear_moment",
    "quality.withdraw_moment",
}
# Written by the program of what it does itself: who is told, who looked
BESIDE = {
    "alarms.clear",
    "notices.give_notice",
    "citizens.log_access",
    "citizens.log_accesses",
    "citizens.log_listening",
}
# Of a contact, for those above who know and ask: the switchboard, the intake, a case
OF_A_CONTACT = {
    "calls.command",
    "contacts.withdraw",
    # Asked by `reply`, `invite` and `take_reply_back`, behind the lock of the conversation
    "contacts.answered",
    "contacts.show",
    "contacts.hand_over_files",
    "contacts.take_files_back",
    "contacts.recall",
    "calls.change_skills",
    "calls.spare_agent",
    "calls.hold_recording",
    "care.hold",
    "care.note_hard",
    "calls.release_recording",
    "citizens.recognize",
    "citizens.remember_apart",
    "citizens.verify_identity",
    "citizens.erase_person",
    "contacts.start_interaction",
    "contacts.record_contact",
    "contacts.rate_interaction",
    "contacts.dispose",
    "contacts.answer_interaction",
    "contacts.hand_over_interaction",
    "contacts.add_to_note",
    "contacts.end_interaction",
    # By the citizen of a case that the page let them see
    "contacts.follow",
    "contacts.unfollow",
    "contacts.unfollow_all",
    "suggestions.note_choice",
    "intake.take_file",
    "intake.take_in",
}
# The verb of a case within asks: `tests/partners`, `tests/web/api/test_partners`
OF_A_CASE = {"partners.tell_by_hand", "partners.bring_one"}
# Of a post that somebody has approved: `tests/publishing`
OF_A_POST = {"knowledge.announce_approved"}
# Of an incident whose end was permitted: `tests/cases/together/test_incidents`
OF_AN_INCIDENT = {"knowledge.end_approved", "knowledge.move_end_approved"}
# Steps of verbs that have asked, of a member of staff
OF_STAFF = {"city.ask", "city.overtake"}
# Steps of verbs that have asked: one more way into a draft, and out of it
OF_A_ROSTER = {
    "workforce.copy_of",
    "workforce.put_in_force",
    "workforce.set_shift",
    "workforce.take_place",
    "workforce.without_absent",
}
# Of cases: `tests/cases/policy`. The others have no verbs of staff.
ELSEWHERE = {"cases", "web", "switchboard", "core", "config", "launch"}


def _verbs() -> set[str]:
    """Return the public functions of the actions that say who of the staff does it."""
    found = set()
    for path in tree.with_suffix(".py", below=tree.SOURCE):
        parts = path.relative_to(tree.SOURCE).with_suffix("").parts
        if parts[0] not in ELSEWHERE and "actions" in parts:
            module = import_module(".".join(("alo153", *parts)).removesuffix(".__init__"))
            for name, verb in inspect.getmembers(module, inspect.isfunction):
                ours = verb.__module__ == module.__name__ and not name.startswith("_")
                if ours and {"by", "user"} & inspect.signature(verb).parameters.keys():
                    found.add(f"{parts[0]}.{name}")
    return found


def test_every_verb_that_says_who_does_it_is_tried_or_named() -> None:
    named = AT_THE_TERMINAL | OF_ONES_OWN | OF_A_CONTACT | OF_A_CASE | OF_A_POST | OF_A_ROSTER
    named |= BESIDE | OF_STAFF | OF_AN_INCIDENT
    assert _verbs() == set(VERBS) | named
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


@pytest.mark.django_db
def test_a_verb_is_refused_to_whom_its_permission_is_not_given() -> None:
    # One room for all: it takes a second of a core, and each attempt is undone
    room = verbs.room()
    for name in cast.everybody():
        by = cast.anybody(name)
        tried = {verb: not refused(attempt, room, by) for verb, (_, attempt) in VERBS.items()}
        assert tried == {verb: by.may(right) for verb, (right, _) in VERBS.items()}, name


@pytest.mark.django_db
def test_the_program_the_switchboard_and_citizens_are_not_asked() -> None:
    for by in (SYSTEM, SWITCHBOARD, CITIZEN):
        permit(ANNOUNCE, by=by)
    with pytest.raises(NotPermitted) as refusal:
        permit(ANNOUNCE, by=cast.actor("selin"))
    assert refusal.value.words.startswith("Bunun için yetkiniz yok.")

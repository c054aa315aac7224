"""Every verb of care that asks for a permission, and how it is tried."""

from collections.abc import Callable, Mapping
from contextlib import suppress
from datetime import timedelta
from typing import Protocol

from tests import cast
from tests.web.desk.calls import ringing

from alo153.accounts.models import User
from alo153.accounts.registry import Permission
from alo153.calls.models import BlockPolicy
from alo153.calls.permissions import ANSWER_CALLS, SUPERVISE_CALLS
from alo153.care import actions
from alo153.care.models import AbuseReport, ComplaintFile, Hardness, Offence, Room, Step, Visit
from alo153.care.permissions import COUNSEL_STAFF, FILE_COMPLAINTS, HOLD_SURVEYS, SUGGEST_CARE
from alo153.contacts.models import Conversation
from alo153.contacts.permissions import ANSWER_MESSAGES
from alo153.core.clock import now


class WithCare(Protocol):
    """Where the verbs of all capabilities are tried."""

    visit: Visit
    report: AbuseReport
    conversation: Conversation


def visit() -> Visit:
    """Return the wish of somebody to see the psychologist."""
    return actions.ask_visit(room=Room.PSYCHOLOGIST, wish="", by=cast.staff("elif"), at=now())


def report() -> AbuseReport:
    """Return a report of abuse with its statement, of a call whose number is known."""
    call = ringing.let_ring()
    ringing.talks(call)
    found = actions.end_by_right(threat=False, by=cast.staff("elif"), at=cast.AT)
    return actions.state(report=found, words="Küfretti.", by=cast.staff("elif"), at=cast.AT)


def _in_a_contact(do: Callable[[User], object]) -> Callable[[WithCare, User], object]:
    """Try what ends where the one who may is in no contact."""

    def tried(_: WithCare, by: User) -> None:
        with suppress(actions.NoContact):
            do(by)

    return tried


def _in_a_conversation(
    do: Callable[[Conversation, User], object],
) -> Callable[[WithCare, User], object]:
    """Try what ends where the conversation has no contact."""

    def tried(room: WithCare, by: User) -> None:
        with suppress(actions.NoContact):
            do(room.conversation, by)

    return tried


def _planned(room: WithCare, by: User) -> None:
    with suppress(actions.TimeTaken):
        begins = now() + timedelta(days=1)
        actions.plan(visit=room.visit, begins_at=begins, minutes=30, by=by, at=now())


def _released(room: WithCare, by: User) -> None:
    with suppress(ComplaintFile.DoesNotExist):
        actions.release_evidence(report=room.report, by=by, at=now())


def _held_again(room: WithCare, by: User) -> None:
    with suppress(ComplaintFile.DoesNotExist):
        actions.hold_evidence(report=room.report, by=by, at=now())


VERBS: Mapping[str, tuple[Permission, Callable[[WithCare, User], object]]] = {
    "care.mark_hard": (
        ANSWER_CALLS,
        lambda _, by: actions.mark_hard(hardness=Hardness.ABUSE, by=by, at=now()),
    ),
    "care.warn": (
        ANSWER_CALLS,
        _in_a_contact(lambda by: actions.warn(step=Step.ASKED, by=by, at=now())),
    ),
    "care.end_by_right": (
        ANSWER_CALLS,
        _in_a_contact(lambda by: actions.end_by_right(threat=False, by=by, at=now())),
    ),
    "care.warn_in_writing": (
        ANSWER_MESSAGES,
        _in_a_conversation(
            lambda talk, by: actions.warn_in_writing(conversation=talk, by=by, at=now())
        ),
    ),
    "care.end_in_writing": (
        ANSWER_MESSAGES,
        _in_a_conversation(
            lambda talk, by: actions.end_in_writing(
                conversation=talk, threat=False, reason="Küfretti.", by=by, at=now()
            )
        ),
    ),
    "care.let_through": (
        SUPERVISE_CALLS,
        lambda room, by: actions.let_through(conversation=room.conversation, by=by, at=now()),
    ),
    "care.leave_closed": (
        SUPERVISE_CALLS,
        lambda room, by: actions.leave_closed(conversation=room.conversation, by=by, at=now()),
    ),
    "care.block_caller": (
        SUPERVISE_CALLS,
        lambda room, by: actions.block_caller(
            report=room.report, policy=BlockPolicy.LAST, reason="Küfür", days=1, by=by, at=now()
        ),
    ),
    "care.settle": (
        SUPERVISE_CALLS,
        lambda room, by: actions.settle(report=room.report, by=by, at=now()),
    ),
    "care.file_complaint": (
        FILE_COMPLAINTS,
        lambda room, by: actions.file_complaint(
            report=room.report, offence=Offence.INSULT, by=by, at=now()
        ),
    ),
    "care.hold_evidence": (FILE_COMPLAINTS, _held_again),
    "care.release_evidence": (FILE_COMPLAINTS, _released),
    "care.suggest": (
        SUGGEST_CARE,
        lambda _, by: actions.suggest(room=Room.INFIRMARY, person=cast.staff("elif"), by=by),
    ),
    "care.open_survey": (
        HOLD_SURVEYS,
        lambda _, by: actions.open_survey(
            statements=["İyiyim."], closes_at=now() + timedelta(days=9), by=by, at=now()
        ),
    ),
    "care.plan": (COUNSEL_STAFF, _planned),
    "care.call_off": (
        COUNSEL_STAFF,
        lambda room, by: actions.call_off(visit=room.visit, by=by, at=now()),
    ),
    "care.write_note": (
        COUNSEL_STAFF,
        lambda room, by: actions.write_note(visit=room.visit, words="Not.", by=by, at=now()),
    ),
    "care.look": (
        COUNSEL_STAFF,
        lambda room, by: actions.look(visit=room.visit, by=by, at=now()),
    ),
}

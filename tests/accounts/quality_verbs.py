"""Every verb of quality management that asks for a permission, and how it is tried."""

from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass
from datetime import timedelta
from typing import Protocol

from tests import cast
from tests.cases.life import confirmations
from tests.quality import made
from tests.web.desk.calls import ringing

from alo153.accounts.models import User
from alo153.accounts.registry import Permission
from alo153.calls.models import Call, Recording
from alo153.calls.permissions import ANSWER_CALLS, SUPERVISE_CALLS
from alo153.contacts.models import Interaction
from alo153.core.clock import now
from alo153.quality import actions
from alo153.quality.media import CardMedium
from alo153.quality.models import (
    Appeal,
    Calibration,
    CardVersion,
    ClosingCheck,
    ContactFeedback,
    Draw,
    Evaluation,
    LearningCard,
    Reason,
)
from alo153.quality.permissions import DECIDE_APPEALS, EVALUATE_CONTACTS, MANAGE_QUALITY
from alo153.quality.policy import NotAllowed
from alo153.quality.rules.learning import Question


@dataclass
class Work:
    """What the verbs act on: a draft of a card, a contact, work of Derya, an appeal."""

    draft: CardVersion
    contact: Interaction
    dealt: Evaluation
    scored: Evaluation
    appeal: Appeal
    check: ClosingCheck
    heard: Call
    feedback: ContactFeedback
    learning: LearningCard
    calibration: Calibration


def work() -> Work:
    """Bring it, by those who may."""
    derya = cast.staff("derya")
    made.card()
    given = made.given(made.asked())
    return Work(
        draft=actions.write_draft(medium=CardMedium.CHAT, card=made.CARD, by=derya, at=cast.AT),
        contact=made.contact("zeynep"),
        dealt=made.asked("murat"),
        scored=actions.keep(
            evaluation=made.asked("zeynep"),
            answers=made.GOOD,
            remarks={},
            summary="",
            seen=1,
            by=derya,
        ),
        appeal=actions.appeal(
            evaluation=given, reason="Adımı söyledim.", by=given.agent, at=cast.AT
        ),
        check=_check(),
        heard=_heard(),
        feedback=_feedback(),
        learning=_learning(),
        calibration=_round(derya),
    )


def _round(by: User) -> Calibration:
    return actions.open_calibration(
        medium=CardMedium.COUNTER,
        contacts=1,
        evaluators=[cast.staff("derya"), cast.staff("hakan")],
        by=by,
        at=cast.AT + timedelta(days=1),
    )


def _check() -> ClosingCheck:
    closing = confirmations.closed().closings.get()
    day = cast.AT.date()
    draw = Draw.objects.create(day=day, seed="153", each=0, candidates=0, made_at=cast.AT)
    return ClosingCheck.objects.create(
        closing=closing, draw=draw, unit=closing.unit, of=1, drawn=1, closed_at=cast.AT
    )


def _heard() -> Call:
    """Return a call of which a recording is kept, as far as rows say so."""
    call = ringing.let_ring()
    ringing.talks(call)
    Recording.objects.update_or_create(
        call=call,
        defaults={
            "started_at": cast.AT,
            "state": "kept",
            "seconds": 20.0,
            "size": 1,
            "file": "x",
            "sha256": "x",
        },
    )
    return Call.objects.select_related("recording", "interaction").get(pk=call.pk)


def _feedback() -> ContactFeedback:
    return ContactFeedback.objects.create(
        interaction=made.contact(), words="Dinlemediler.", number="+905320000101", at=cast.AT
    )


def _learning() -> LearningCard:
    return actions.write_card(
        title="Su", text="Adres.", questions=[ASKED], by=cast.staff("derya"), at=cast.AT
    )


ASKED = Question("İlk soru?", ("Adres", "Kimlik"), 0)


class WithQuality(Protocol):
    """Where the verbs of all capabilities are tried."""

    quality: Work


Tried = tuple[Permission, Callable[[WithQuality, User], object]]


def _tried(permission: Permission, do: Callable[[Work, User], object]) -> Tried:
    """Try what is refused for other reasons to some of those who may."""

    def tried(room: WithQuality, by: User) -> None:
        with suppress(NotAllowed, actions.SeveralSpeak):
            do(room.quality, by)

    return permission, tried


VERBS: Mapping[str, Tried] = {
    "quality.write_draft": _tried(
        MANAGE_QUALITY,
        lambda _, by: actions.write_draft(medium=CardMedium.PHONE, card=made.CARD, by=by, at=now()),
    ),
    "quality.put_in_use": _tried(
        MANAGE_QUALITY,
        lambda work, by: actions.put_in_use(version=work.draft, by=by, at=now()),
    ),
    "quality.set_plan": _tried(
        MANAGE_QUALITY,
        lambda _, by: actions.set_plan(each=1, twice_percent=10, appeal_days=7, by=by, at=now()),
    ),
    "quality.open_calibration": _tried(
        MANAGE_QUALITY,
        lambda _, by: _round(by),
    ),
    "quality.agree": _tried(
        MANAGE_QUALITY,
        lambda work, by: actions.agree(
            calibration=work.calibration,
            interaction=work.calibration.evaluations.all()[0].interaction,
            answers=made.GOOD,
            by=by,
            at=now(),
        ),
    ),
    "quality.close_contact": _tried(
        MANAGE_QUALITY,
        lambda work, by: actions.close_contact(
            calibration=work.calibration,
            interaction=work.calibration.evaluations.all()[0].interaction,
            reason="Kaydı silindi.",
            by=by,
            at=now(),
        ),
    ),
    "quality.ask": _tried(
        EVALUATE_CONTACTS,
        lambda work, by: actions.ask(
            interaction=work.contact, reason=Reason.OTHER, by=by, at=now()
        ),
    ),
    "quality.check_closing": _tried(
        EVALUATE_CONTACTS,
        lambda work, by: actions.check_closing(
            check=work.check,
            result=ClosingCheck.Result.DONE,
            way=ClosingCheck.Way.CALL,
            words="",
            by=by,
            at=now(),
        ),
    ),
    "quality.propose_moment": _tried(
        EVALUATE_CONTACTS,
        lambda work, by: actions.propose_moment(
            recording=work.heard.recording,
            part=(1.0, 2.0),
            silent=[],
            title="x",
            why="x",
            by=by,
            at=now(),
        ),
    ),
    "quality.write_by_hand": _tried(
        MANAGE_QUALITY,
        lambda work, by: actions.write_by_hand(
            recording=work.heard.recording, citizen="a", agent="", by=by, at=now()
        ),
    ),
    "quality.handle_feedback": _tried(
        SUPERVISE_CALLS,
        lambda work, by: actions.handle_feedback(
            feedback=work.feedback, result="Arandı.", by=by, at=now()
        ),
    ),
    "quality.write_card": _tried(
        EVALUATE_CONTACTS,
        lambda _, by: actions.write_card(title="x", text="x", questions=[ASKED], by=by, at=now()),
    ),
    "quality.answer_card": _tried(
        ANSWER_CALLS,
        lambda work, by: actions.answer_card(card=work.learning, answers={}, by=by, at=now()),
    ),
    "quality.retire_card": _tried(
        EVALUATE_CONTACTS,
        lambda work, by: actions.retire_card(card=work.learning, by=by, at=now()),
    ),
    "quality.coach": _tried(
        EVALUATE_CONTACTS,
        lambda work, by: actions.coach(
            agent=work.appeal.evaluation.agent, note="Konuştuk.", steps=[], by=by, at=now()
        ),
    ),
    "quality.keep": _tried(
        EVALUATE_CONTACTS,
        lambda work, by: actions.keep(
            evaluation=work.dealt, answers={}, remarks={}, summary="", seen=1, by=by
        ),
    ),
    "quality.give": _tried(
        EVALUATE_CONTACTS,
        lambda work, by: actions.give(evaluation=work.scored, seen=2, by=by, at=now()),
    ),
    "quality.drop": _tried(
        EVALUATE_CONTACTS,
        lambda work, by: actions.drop(evaluation=work.dealt, by=by, at=now()),
    ),
    "quality.recuse": _tried(
        EVALUATE_CONTACTS,
        lambda work, by: actions.recuse(evaluation=work.dealt, by=by, at=now()),
    ),
    "quality.decide": _tried(
        DECIDE_APPEALS,
        lambda work, by: actions.decide(
            appeal=work.appeal, answers=None, decision="Kaldı.", by=by, at=now()
        ),
    ),
}

"""Ask the citizen something, and continue with their answer or without it."""

from datetime import datetime, timedelta
from typing import Final

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from alo153.accounts.models import User
from alo153.cases.events.telling import (
    CaseQuestionAnswered,
    CaseQuestionAsked,
    CaseQuestionExpired,
    CaseQuestionVoid,
)
from alo153.cases.events.time import CaseClockPaused, CaseClockResumed
from alo153.cases.life.actions.alarming import raise_alarms
from alo153.cases.models import Case, Clock, Question
from alo153.cases.policy.erased import refuse_erased
from alo153.cases.policy.permitting import permit
from alo153.cases.policy.refusals import ReasonMissing
from alo153.cases.rules.clocks import State
from alo153.cases.rules.lifecycle import NotPossible
from alo153.cases.rules.lifecycle import State as CaseState
from alo153.cases.rules.verbs import Verb
from alo153.cases.telling.conversations import opened_from
from alo153.cases.verbs.moving import locked, refresh, tell
from alo153.cases.verbs.timing import clock_of, in_words, write
from alo153.citizens.channel import Channel
from alo153.citizens.models import Identity
from alo153.city import queries as unit_queries
from alo153.core.actor import SYSTEM, Actor
from alo153.core.text import plain_words

MOST_AT_ONCE: Final = 500
_WITH_UNIT: Final = frozenset({CaseState.FORWARDED, CaseState.ACCEPTED})
_ASKED: Final = _("The citizen was asked something.")
_ANSWERED: Final = _("The citizen answered.")
_EXPIRED: Final = _("The citizen did not answer in time.")
_VOID: Final = _("The application went on before the citizen answered.")


class AlreadyAsked(Exception):
    """One question waits for the citizen already."""


class NobodyToAsk(Exception):
    """Nobody knows who brought the case, or how to reach them."""


class NotAsked(Exception):
    """No question waits for an answer any more."""


@transaction.atomic
def ask(*, case: Case, text: str, by: User, at: datetime) -> Question:
    """Ask the citizen on their chosen channel; the clock pauses if its kind allows that.

    Who wished a call is called by the center, which writes the answer down.

    Raises:
        ReasonMissing: there are no words.
        NotTheirs: another unit works on the case, or none.
        NotPossible: it is answered, or goes with another case.
        AlreadyAsked: a question waits already.
        NobodyToAsk: the citizen cannot be reached.
    """
    if not text.strip():
        raise ReasonMissing
    current = locked(case)
    permit(Verb.ASK, current, by=by)
    if current.lead_id or current.state not in _WITH_UNIT:
        raise NotPossible(Verb.ANSWER, CaseState(current.state))
    if current.questions.filter(state=Question.State.OPEN).exists():
        raise AlreadyAsked
    way, contact = way_to_ask(current)
    actor = Actor.staff(by.pk)
    asked = Question.objects.create(
        case=current,
        text=text.strip(),
        way=way,
        contact=contact,
        asked_by=by,
        asked_at=at,
        expires_at=at + timedelta(days=unit_queries.city().question_days),
        holds_clock=_hold(current, actor, at),
    )
    tell(current, CaseQuestionAsked(question=asked.pk, way=way), by=actor, at=at)
    refresh(case, current)
    return asked


@transaction.atomic
def reply(*, case: Case, text: str, channel: Channel, by: Actor, at: datetime) -> Question:
    """Keep what the citizen answers; the unit works on, and the clock runs again.

    Raises:
        ReasonMissing: there are no words.
        NotTheirs: staff who do not write down what citizens say.
        PersonErased: nothing is written in their name any more.
        NotAsked: no question waits any more.
    """
    said = plain_words(text).strip()
    if not said:
        raise ReasonMissing
    current = locked(case)
    permit(Verb.REPLY, current, by=by)
    refuse_erased(current)
    asked = current.questions.filter(state=Question.State.OPEN).first()
    if not asked:
        raise NotAsked
    asked.reply, asked.reply_channel = said, channel
    _end(asked, current, Question.State.ANSWERED, by=by, at=at)
    tell(current, CaseQuestionAnswered(question=asked.pk, channel=channel), by=by, at=at)
    raise_alarms(current, asked.reply, at=at)
    refresh(case, current)
    return asked


def process_due_questions(*, at: datetime) -> int:
    """Give the cases back to their units whose citizens did not answer in time; returns how many.

    Running twice, or twice at once, changes nothing: each is looked at again behind its lock.
    """
    over = Question.objects.filter(state=Question.State.OPEN, expires_at__lte=at)
    keys = list(over.order_by("expires_at").values_list("pk", "case_id")[:MOST_AT_ONCE])
    return sum(_expire(key, case, at) for key, case in keys)


@transaction.atomic
def _expire(key: int, case_id: int, at: datetime) -> bool:
    case = locked(Case(pk=case_id))
    asked = case.questions.filter(pk=key, state=Question.State.OPEN).first()
    if not asked:
        return False
    _end(asked, case, Question.State.EXPIRED, by=SYSTEM, at=at)
    tell(case, CaseQuestionExpired(question=asked.pk), by=SYSTEM, at=at)
    return True


def make_void(*, case: Case, by: Actor, at: datetime) -> None:
    """End the question of a locked case that moved on without its answer, if there is one."""
    asked = case.questions.filter(state=Question.State.OPEN).first()
    if asked:
        _end(asked, case, Question.State.VOID, by=by, at=at)
        tell(case, CaseQuestionVoid(question=asked.pk), by=by, at=at)


def way_to_ask(case: Case) -> tuple[Channel, Identity | None]:
    """Return how the citizen of a case is asked, and where.

    Raises:
        NobodyToAsk: they cannot be reached.
    """
    if case.contact and case.contact_wish in {Channel.SMS, Channel.EMAIL}:
        return Channel(case.contact_wish), case.contact
    if case.contact_wish == Channel.NONE and (case.reporter or opened_from(case)):
        return Channel.NONE, None
    if case.reporter is None:
        raise NobodyToAsk
    phones = case.reporter.identities.filter(kind=Channel.PHONE)
    number = case.contact or phones.first()
    if not number:
        raise NobodyToAsk
    return Channel.PHONE, number


def _hold(case: Case, by: Actor, at: datetime) -> bool:
    """Pause the clock if its kind allows it and it runs; a legal deadline continues."""
    clock = clock_of(case)
    late = clock.due_at is not None and clock.due_at <= at
    if not case.kind.hold or clock.state != State.RUNNING or late:
        return False
    line = write(clock, Verb.PAUSE, reason=in_words(_ASKED), by=by, at=at)
    tell(case, CaseClockPaused(entry=line.pk), by=by, at=at)
    return True


_WHY: Final = {
    Question.State.ANSWERED: _ANSWERED,
    Question.State.EXPIRED: _EXPIRED,
    Question.State.VOID: _VOID,
}


def _end(asked: Question, case: Case, state: Question.State, *, by: Actor, at: datetime) -> None:
    asked.state, asked.ended_at = state, at
    asked.save(update_fields=["state", "ended_at", "reply", "reply_channel"])
    clock = clock_of(case)
    unpaid = case.clocks.filter(purpose=Clock.Purpose.PAYMENT).exclude(state=State.STOPPED)
    if asked.holds_clock and clock.state == State.PAUSED and not unpaid.exists():
        line = write(clock, Verb.RESUME, reason=in_words(_WHY[state]), by=by, at=at)
        tell(case, CaseClockResumed(entry=line.pk), by=by, at=at)

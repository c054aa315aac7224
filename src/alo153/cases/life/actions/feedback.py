"""The citizen says whether it is solved; reminders, and the end of the question."""

from datetime import datetime
from typing import Final

from django.db import transaction

from alo153.accounts.models import User
from alo153.cases.events.feedback import (
    CaseConfirmationAskedAgain,
    CaseConfirmationLapsed,
    CaseConfirmed,
    CaseFoundUnsolved,
)
from alo153.cases.life.actions.alarming import raise_alarms
from alo153.cases.life.actions.objecting import open_objection
from alo153.cases.models import Case, Closing
from alo153.cases.policy.erased import refuse_erased
from alo153.cases.policy.permitting import permit
from alo153.cases.policy.refusals import ReasonMissing
from alo153.cases.rules.lifecycle import NotPossible, State
from alo153.cases.rules.verbs import Verb
from alo153.cases.verbs.moving import locked, refresh, tell
from alo153.citizens.channel import Channel
from alo153.city import queries as unit_queries
from alo153.core.actor import SYSTEM, Actor
from alo153.core.payloads import Payload
from alo153.core.text import plain_words

Confirmation = Closing.Confirmation
MOST_AT_ONCE: Final = 500


class AlreadySaid(Exception):
    """The citizen said before what came of this closing."""


@transaction.atomic
def record_confirmation(
    *,
    case: Case,
    solved: bool,
    words: str = "",
    channel: Channel,
    heard_by: User | None = None,
    by: Actor,
    at: datetime,
) -> Closing:
    """Write down whether the citizen calls it solved; "not solved" opens an objection.

    A citizen who said "solved", or gave no answer in time, may say "not solved" later; nothing
    else is said twice.

    Raises:
        ReasonMissing: not solved, and not a word why.
        NotTheirs: staff who do not write down what citizens say.
        PersonErased: nothing is written in their name any more.
        NotPossible: the case is not closed, or was not answered.
        AlreadySaid: this was said before.
    """
    words = plain_words(words).strip()
    if not solved and not words:
        raise ReasonMissing
    current = locked(case)
    permit(Verb.RECORD_CONFIRMATION, current, by=by)
    refuse_erased(current)
    closing = _last(current)
    said = closing.confirmation
    if said == Confirmation.NOT_SOLVED or (solved and said == Confirmation.SOLVED):
        raise AlreadySaid
    closing.confirmation = Confirmation.SOLVED if solved else Confirmation.NOT_SOLVED
    closing.confirmation_at, closing.confirmation_channel = at, channel
    closing.heard_by, closing.words, closing.ask_next_at = heard_by, words, None
    closing.save()
    what = CaseConfirmed if solved else CaseFoundUnsolved
    tell(current, what(closing=closing.pk, channel=channel.value), by=by, at=at)
    if not solved:
        open_objection(current, closing, by=by, at=at)
        raise_alarms(current, closing.words, at=at)
    refresh(case, current)
    return closing


def _last(case: Case) -> Closing:
    if case.state != State.CLOSED:
        raise NotPossible(Verb.OBJECT, State(case.state))
    closing: Closing = case.closings.latest("id")
    if closing.answer_id is None:
        raise NotPossible(Verb.OBJECT, State.CLOSED)
    return closing


def process_due_confirmations(*, at: datetime) -> int:
    """Remind citizens who did not say yet, or let their question run out; returns of how many.

    Running twice, or twice at once, changes nothing: the case's row is locked, and the closing is
    read again behind the lock.
    """
    waiting = Closing.objects.filter(confirmation=Confirmation.WAITING, ask_next_at__lte=at)
    keys = list(waiting.order_by("ask_next_at").values_list("pk", "case_id")[:MOST_AT_ONCE])
    for key, case in keys:
        _process(key, case, at)
    return len(keys)


@transaction.atomic
def _process(key: int, case_id: int, at: datetime) -> None:
    case = locked(Case(pk=case_id))
    closing = Closing.objects.get(pk=key)
    if closing.ask_next_at is None or closing.ask_next_at > at:
        return
    policy = unit_queries.closing_policy()
    if at >= policy.ends(closing.closed_at) or closing.reminders >= policy.reminders:
        closing.confirmation, closing.ask_next_at = Confirmation.NO_ANSWER, None
        what: Payload[Case] = CaseConfirmationLapsed(closing=closing.pk)
    else:
        closing.reminders += 1
        asked_at, times = closing.closed_at, closing.reminders
        closing.ask_next_at = policy.ask_next(asked_at, times, by_message=True)
        what = CaseConfirmationAskedAgain(closing=closing.pk)
    closing.save(update_fields=["confirmation", "ask_next_at", "reminders"])
    tell(case, what, by=SYSTEM, at=at)

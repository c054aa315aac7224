"""The result of a message about a case: a sent answer closes it, a lost one is noted."""

from typing import Final, cast

from alo153.cases.life.actions.noting import message_lost
from alo153.cases.models import Case, Relay, RelayAttempt
from alo153.cases.telling.actions.relaying import record_attempt
from alo153.cases.telling.actions.sending import ANSWER, NEWS, NOTICE, RECEIPT, tell_notices_ended
from alo153.channels.push.notice import KEY_CHANGED
from alo153.contacts.events import (
    MessageFailed,
    MessageNotDelivered,
    MessageSent,
    MessageTryFailed,
    MessageUnclear,
    OfMessage,
    OfMessageNotSent,
)
from alo153.contacts.models import Message
from alo153.core.actor import SYSTEM
from alo153.core.models import Event

Result = RelayAttempt.Result
# What a citizen waits for without knowing; an answer is tried again by its relay
_MISSED: Final = (RECEIPT, NOTICE)


def message_sent(event: Event, what: MessageSent) -> None:
    """The citizen of an answer was told."""
    _record(event, what, Result.TOLD, final=True)


def try_failed(event: Event, what: MessageTryFailed) -> None:
    """A try of an answer failed, and another will follow."""
    _record(event, what, Result.FAILED, code=what.code, final=False)


def message_not_sent(event: Event, what: OfMessageNotSent) -> None:
    """A message did not reach the citizen, or nobody knows."""
    _record(event, what, _result(what), code=what.code, final=True)
    if what.purpose in _MISSED and what.about_type == Case._meta.label_lower:
        case = Case.objects.get(pk=what.about_id)
        message_lost(case=case, purpose=what.purpose, at=event.at)
    elif what.purpose == NEWS and what.code == KEY_CHANGED:
        tell_notices_ended(case=Case.objects.get(pk=what.about_id), at=event.at)


def message_not_delivered(event: Event, what: MessageNotDelivered) -> None:
    """A message left and did not arrive: the center sees it, whatever it told."""
    if what.purpose in (*_MISSED, ANSWER) and what.about_type == Case._meta.label_lower:
        case = Case.objects.get(pk=what.about_id)
        message_lost(case=case, purpose=what.purpose, at=event.at)


def _result(what: OfMessageNotSent) -> RelayAttempt.Result:
    match what:
        case MessageUnclear():
            return Result.UNCLEAR
        case MessageFailed(wrong_address=True):
            return Result.WRONG_NUMBER
        case _:
            return Result.FAILED


def _record(
    event: Event, what: OfMessage, result: RelayAttempt.Result, *, code: str = "", final: bool
) -> None:
    if what.purpose != ANSWER:
        return
    relay = _relay_of(cast(Message, event.subject))
    if relay is None:
        return  # a person had it written again after its relay had ended
    record_attempt(relay=relay, result=result, detail=code, final=final, by=SYSTEM, at=event.at)


def _relay_of(message: Message) -> Relay | None:
    return Relay.objects.select_related("case").filter(message=message).first()

"""Tell the citizen, keep every attempt, and only then close."""

from datetime import datetime

from django.db import transaction

from alo153.accounts.models import User
from alo153.cases.events.telling import CaseRelayExhausted, CaseRelayTried
from alo153.cases.life.actions.closing import begin_relay, finish_relay
from alo153.cases.models import Case, Note, Relay, RelayAttempt
from alo153.cases.policy.permitting import permit
from alo153.cases.policy.refusals import ReasonMissing
from alo153.cases.rules.verbs import Verb
from alo153.cases.verbs.moving import locked, move, refresh, tell
from alo153.citizens.channel import Channel
from alo153.citizens.models import Identity
from alo153.core.actor import Actor

MAX_ATTEMPTS = 3


@transaction.atomic
def record_attempt(
    *,
    relay: Relay,
    result: RelayAttempt.Result,
    detail: str = "",
    final: bool | None = None,
    by_user: User | None = None,
    by: Actor,
    at: datetime,
) -> None:
    """Keep the result of one try. A citizen who was told closes the case.

    After a wrong address or the last try the relay is exhausted and
    people at the center are told. An attempt on a finished relay changes nothing.

    Args:
        final: whether nobody will try again by this relay, as the outbox knows of a message; left
            out, people have `MAX_ATTEMPTS`.

    Raises:
        NotTheirs: staff who do not tell citizens their answers.
    """
    case = locked(relay.case)
    permit(Verb.CALL, case, by=by)
    current = Relay.objects.select_for_update().get(pk=relay.pk)
    current.case = case
    if current.state != Relay.State.PENDING:
        return
    number = current.attempts.count() + 1
    RelayAttempt.objects.create(
        relay=current, number=number, at=at, by_user=by_user, result=result, detail=detail[:300]
    )
    tell(
        case,
        CaseRelayTried(channel=current.channel, number=number, result=result.value),
        by=by,
        at=at,
    )
    if result == RelayAttempt.Result.TOLD:
        finish_relay(case, current, Relay.State.TOLD, by, at)
    elif _is_last(number, final) or result == RelayAttempt.Result.WRONG_NUMBER:
        _exhaust(case, current, by, at)


def _is_last(number: int, final: bool | None) -> bool:
    return number >= MAX_ATTEMPTS if final is None else final


def _exhaust(case: Case, relay: Relay, by: Actor, at: datetime) -> None:
    relay.state = Relay.State.EXHAUSTED
    relay.finished_at = at
    relay.save(update_fields=["state", "finished_at"])
    tell(case, CaseRelayExhausted(channel=relay.channel), by=by, at=at)


@transaction.atomic
def relay_again(
    *, case: Case, channel: Channel, contact: Identity | None, by: User, at: datetime
) -> None:
    """Try another way after the first one failed.

    Raises:
        NotTheirs: this person does not tell citizens their answers.
        NotPossible: the answer is not being passed on.
        Relay.DoesNotExist: no way has failed, or another one is being tried.
    """
    current = locked(case)
    permit(Verb.RELAY_AGAIN, current, by=by)
    move(current, Verb.RELAY_AGAIN)
    last = _last_exhausted(current)
    begin_relay(current, last.answer, channel, contact=contact, by=Actor.staff(by.pk), at=at)
    refresh(case, current)


@transaction.atomic
def close_unreached(*, case: Case, reason: str, by: User, at: datetime) -> None:
    """Close a case whose citizen could not be reached, on a person's word.

    Raises:
        ReasonMissing: no reason was given.
        NotTheirs: this person does not tell citizens their answers.
        Relay.DoesNotExist: no way has failed, or another one is being tried.
    """
    if not reason.strip():
        raise ReasonMissing
    current = locked(case)
    permit(Verb.GIVE_UP, current, by=by)
    Note.objects.create(case=current, text=reason.strip(), by_user=by, at=at)
    finish_relay(current, _last_exhausted(current), Relay.State.GIVEN_UP, Actor.staff(by.pk), at)
    refresh(case, current)


def _last_exhausted(case: Case) -> Relay:
    """Return the way that failed, unless another one is being tried or was found since."""
    last = Relay.objects.select_for_update().filter(case=case).latest("id")
    if last.state != Relay.State.EXHAUSTED:
        raise Relay.DoesNotExist
    return last

"""Tell the citizen, keep every attempt, and only then close."""

from datetime import datetime

from django.db import transaction

from alo153.accounts.models import User
from alo153.cases.actions.closing import close
from alo153.cases.actions.handing_over import ReasonMissing
from alo153.cases.actions.moving import locked, move, refresh, tell
from alo153.cases.actions.permitting import permit
from alo153.cases.lifecycle import Verb
from alo153.cases.models import Answer, Case, ContactWish, Note, Relay, RelayAttempt
from alo153.cases.permitted import Deed
from alo153.citizens.models import Identity
from alo153.core.actor import Actor

MAX_ATTEMPTS = 3


def begin_relay(
    case: Case,
    answer: Answer,
    channel: str,
    *,
    contact: Identity | None,
    by: Actor,
    at: datetime,
) -> None:
    """Ask for the citizen to be told. Who wished no message is told by the tracking page."""
    silent = channel == ContactWish.NONE or contact is None
    relay = Relay.objects.create(
        case=case,
        answer=answer,
        channel=ContactWish.NONE if silent else channel,
        contact=None if silent else contact,
        asked_at=at,
    )
    tell(case, "case.relay_asked", by=by, at=at, relay=relay.pk, channel=relay.channel)
    if silent:
        _finish(case, relay, Relay.State.TOLD, by, at)


@transaction.atomic
def record_attempt(
    *,
    relay: Relay,
    result: RelayAttempt.Result,
    detail: str = "",
    final: bool = False,
    by_user: User | None = None,
    by: Actor,
    at: datetime,
) -> None:
    """Keep the result of one try. A citizen who was told closes the case.

    After a wrong address, an unclear result or the last failed try the relay is exhausted and
    people at the center are told. An attempt on a finished relay changes nothing.

    Args:
        final: nobody will try again by this relay, even if it failed for the first time.

    Raises:
        NotTheirs: staff who do not tell citizens their answers.
    """
    case = locked(relay.case)
    permit(Deed.RELAY, case, by=by)
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
        "case.relay_tried",
        by=by,
        at=at,
        channel=current.channel,
        number=number,
        result=result.value,
    )
    if result == RelayAttempt.Result.TOLD:
        _finish(case, current, Relay.State.TOLD, by, at)
    elif final or number >= MAX_ATTEMPTS or result in _HOPELESS:
        _exhaust(case, current, by, at)


_HOPELESS = {RelayAttempt.Result.WRONG_NUMBER, RelayAttempt.Result.UNCLEAR}


def _exhaust(case: Case, relay: Relay, by: Actor, at: datetime) -> None:
    relay.state = Relay.State.EXHAUSTED
    relay.finished_at = at
    relay.save(update_fields=["state", "finished_at"])
    tell(case, "case.relay_exhausted", by=by, at=at, channel=relay.channel)


def _finish(case: Case, relay: Relay, state: Relay.State, by: Actor, at: datetime) -> None:
    relay.state = state
    relay.finished_at = at
    relay.save(update_fields=["state", "finished_at"])
    close(case, relay, told=state == Relay.State.TOLD, by=by, at=at)


@transaction.atomic
def relay_again(
    *, case: Case, channel: ContactWish, contact: Identity | None, by: User, at: datetime
) -> None:
    """Try another way after the first one failed.

    Raises:
        NotTheirs: this person does not tell citizens their answers.
        NotPossible: the answer is not being passed on.
        Relay.DoesNotExist: no way has failed, or another one is being tried.
    """
    current = locked(case)
    permit(Deed.RELAY, current, by=by)
    move(current, Verb.RELAY)
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
    permit(Deed.RELAY, current, by=by)
    Note.objects.create(case=current, text=reason.strip(), by_user=by, at=at)
    _finish(current, _last_exhausted(current), Relay.State.GIVEN_UP, Actor.staff(by.pk), at)
    refresh(case, current)


def _last_exhausted(case: Case) -> Relay:
    """Return the way that failed, unless another one is being tried or was found since."""
    last = Relay.objects.select_for_update().filter(case=case).latest("id")
    if last.state != Relay.State.EXHAUSTED:
        raise Relay.DoesNotExist
    return last

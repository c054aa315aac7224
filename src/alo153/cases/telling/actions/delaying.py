"""Let what leaves the municipality wait some seconds, so that its writer can take it back."""

from collections.abc import Callable, Mapping
from datetime import datetime, timedelta
from typing import Final

from django.db import transaction

from alo153.accounts.models import User
from alo153.cases.events.telling import CaseSendDelayed, CaseSendRefused, CaseSendWithdrawn
from alo153.cases.models import Case, DelayedSend
from alo153.cases.policy.permitting import permit
from alo153.cases.rules.verbs import Verb
from alo153.cases.telling.actions.drafts import save_draft
from alo153.cases.verbs.moving import locked, tell
from alo153.core.actor import Actor
from alo153.core.jobs import enqueue

SEND_JOB: Final = "web.send_delayed"
# A job may wait a moment for a worker
GRACE: Final = timedelta(seconds=15)
_REFUSED_LENGTH: Final = 300


class AlreadyLeaving(Exception):
    """Something else about this case is about to leave."""


class NothingToTakeBack(Exception):
    """It has left, or somebody else wrote it."""


class Refused(Exception):
    """It cannot be done any more; the message says why, in words for its writer."""


@transaction.atomic
def delay_send(
    *,
    case: Case,
    verb: Verb,
    fields: Mapping[str, str],
    receiver: str,
    seconds: int,
    by: User,
    at: datetime,
) -> DelayedSend:
    """Keep a step as it was typed, to be done after some seconds.

    The step itself asks more when it is done.

    Raises:
        NotTheirs: this person does not work on the case.
        AlreadyLeaving: another one of this case waits already.
    """
    current = locked(case)
    permit(Verb.NOTE, current, by=by)
    if current.delayed_sends.filter(refused="").exists():
        raise AlreadyLeaving
    current.delayed_sends.filter(by_user=by).delete()
    due = at + timedelta(seconds=seconds)
    waiting = DelayedSend(
        case=current, by_user=by, verb=verb, receiver=receiver, made_at=at, due_at=due
    )
    waiting.fields = fields
    waiting.save()
    tell(current, CaseSendDelayed(verb=verb), by=Actor.staff(by.pk), at=at)
    enqueue(SEND_JOB, wait_seconds=seconds, key=waiting.pk)
    return waiting


@transaction.atomic
def withdraw_send(*, key: int, by: User, at: datetime) -> DelayedSend:
    """Take back what has not left yet; what was typed is a draft again.

    Raises:
        NothingToTakeBack: it has left, or it is somebody else's.
    """
    waiting = _of(key)
    if waiting is None or waiting.by_user_id != by.pk:
        raise NothingToTakeBack
    save_draft(
        user=by, key=draft_key(waiting.case, Verb(waiting.verb)), fields=waiting.fields, at=at
    )
    waiting.delete()
    actor = Actor.staff(by.pk)
    tell(waiting.case, CaseSendWithdrawn(verb=waiting.verb, send=key), by=actor, at=at)
    return waiting


@transaction.atomic
def release_send(
    *, key: int, do: Callable[[DelayedSend], None], at: datetime, early: bool = False
) -> None:
    """Do what waited, once: its row goes with the deed, in one transaction.

    Args:
        do: does it, or raises `Refused`; then the words stay for their writer.
        early: before its time, because nothing is to wait.
    """
    waiting = _of(key)
    if waiting is None or waiting.refused:
        return
    if waiting.due_at > at and not early:
        enqueue(SEND_JOB, wait_seconds=1, key=key)
        return
    try:
        with transaction.atomic():
            do(waiting)
            DelayedSend.objects.filter(pk=key).delete()
    except Refused as why:
        waiting.refused = str(why)[:_REFUSED_LENGTH]
        waiting.save(update_fields=["refused"])
        actor = Actor.staff(waiting.by_user_id)
        tell(waiting.case, CaseSendRefused(verb=waiting.verb), by=actor, at=at)


def send_overdue(*, at: datetime) -> None:
    """Queue again what a dead worker or a lost job left waiting."""
    over = DelayedSend.objects.filter(refused="", due_at__lt=at - GRACE)
    for key in over.values_list("pk", flat=True):
        enqueue(SEND_JOB, key=key)


def draft_key(case: Case, verb: Verb) -> str:
    """Return the name of the draft that what was taken back becomes."""
    kind = "plain" if verb is Verb.APPROVE else verb
    return f"{kind}:{case.tracking_code}"


def _of(key: int) -> DelayedSend | None:
    """Return a waiting row and hold it; the case first, as every verb does."""
    found = DelayedSend.objects.filter(pk=key).first()
    if found is None:
        return None
    case = locked(Case(pk=found.case_id))
    held = DelayedSend.objects.select_for_update().filter(pk=key).first()
    if held is not None:
        held.case = case
    return held

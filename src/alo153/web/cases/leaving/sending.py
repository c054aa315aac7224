"""Let a step that tells the citizen something leave after some seconds."""

from collections.abc import Callable, Mapping
from datetime import datetime

from django.conf import settings
from django.db import transaction

from alo153.accounts.models import User
from alo153.cases import actions, queries
from alo153.cases.models import Case, DelayedSend
from alo153.cases.rules.verbs import Verb
from alo153.core import clock
from alo153.core.database.sealed_text import reading

Do = Callable[[Case, Mapping[str, str], User, datetime], None]


class _Undo(Exception):
    pass


def leave(
    *, case: Case, verb: Verb, fields: Mapping[str, str], receiver: str, by: User, do: Do
) -> None:
    """Keep a step until its time comes; what would be refused then is refused now.

    Raises:
        AlreadyLeaving: something of this case waits already.
        Exception: whatever the step itself raises.
    """
    now, seconds = clock.now(), settings.SEND_DELAY_SECONDS
    if seconds:
        _try(case, fields, by, now, do)
    with transaction.atomic():
        waiting = actions.delay_send(
            case=case,
            verb=verb,
            fields=fields,
            receiver=receiver,
            seconds=seconds,
            by=by,
            at=now,
        )
        if not seconds:
            release(waiting.pk, do, now, early=True)
            case.refresh_from_db()


def _try(case: Case, fields: Mapping[str, str], by: User, at: datetime, do: Do) -> None:
    """Do the step and undo all of it: nothing of a transaction that fails is ever seen."""
    try:
        with transaction.atomic():
            do(queries.fresh(case), fields, by, at)
            raise _Undo
    except _Undo:
        pass


def release(key: int, do: Do, at: datetime, *, early: bool = False) -> None:
    """Do a step whose time has come, as its writer, who had the case open."""

    def carry_out(waiting: DelayedSend) -> None:
        with reading(waiting.case, writes=True):
            do(waiting.case, waiting.fields, waiting.by_user, at)

    actions.release_send(key=key, do=carry_out, at=at, early=early)

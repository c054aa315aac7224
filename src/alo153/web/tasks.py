"""Work of the pages: what waited leaves, and what visitors left half-typed does not stay."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from importlib import import_module
from typing import Final

from django.conf import settings
from django.utils.translation import gettext as _

from alo153.accounts import actions as accounts
from alo153.accounts.models import User
from alo153.cases import actions
from alo153.cases.actions import (
    AlreadyAsked,
    NobodyToAsk,
    NotOfThisKind,
    NotTheirs,
    NotYourObjection,
)
from alo153.cases.models import Case, Relay
from alo153.cases.rules.clocks import ClockRefused
from alo153.cases.rules.lifecycle import NotPossible
from alo153.cases.rules.outcomes import Incomplete
from alo153.cases.rules.verbs import Verb
from alo153.cases.telling import leaving
from alo153.cases.telling.actions.delaying import SEND_JOB
from alo153.core import clock
from alo153.core.jobs import job, periodic
from alo153.web.cases.leaving import sending
from alo153.web.center.casework import outgoing
from alo153.web.portal.apply import staging
from alo153.web.unit.answering.asking import put_question

_MOVED_ON: Final = (
    AlreadyAsked,
    ClockRefused,
    Incomplete,
    NobodyToAsk,
    NotOfThisKind,
    NotPossible,
    NotTheirs,
    NotYourObjection,
    Relay.DoesNotExist,
)


@job(name=SEND_JOB, attempts=3)
def send_delayed(key: int) -> None:
    """Do a step whose words waited to leave; what cannot be done any more is said to its writer."""
    verb = leaving.verb_of(key)
    if verb is None:
        return
    do = put_question if verb is Verb.ASK else outgoing.doing(verb)

    def carry_out(case: Case, fields: Mapping[str, str], by: User, at: datetime) -> None:
        try:
            do(case, fields, by, at)
        except _MOVED_ON as error:
            raise actions.Refused(_("Meanwhile this application went on.")) from error

    sending.release(key, carry_out, clock.now())


@periodic(name="web.send_overdue", cron="* * * * *")
def send_overdue() -> None:
    """Queue what waits to leave and has no job any more, every minute."""
    actions.send_overdue(at=clock.now())


# No session lives longer than half a day
_SIGN_INS_KEPT: Final = timedelta(days=2)


@periodic(name="web.sweep", cron="17 * * * *")
def sweep() -> None:
    """Delete expired sessions and the photos of applications never sent, every hour.

    A session of the portal holds what was typed but not sent: personal data of somebody who
    changed their mind.
    """
    import_module(settings.SESSION_ENGINE).SessionStore.clear_expired()
    accounts.forget_sign_ins(before=clock.now() - _SIGN_INS_KEPT)
    staging.sweep(clock.now())

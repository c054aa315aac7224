"""Why the telephone did not do what an agent asked: each code of the switchboard in words."""

from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

from alo153.accounts.models import User
from alo153.calls import queries as telephone
from alo153.calls.call_words import CallDirection, CallOutcome, LegResult
from alo153.calls.floor.company import Company
from alo153.calls.models import Call
from alo153.calls.numbers.dialing import Barred, NumberBarred
from alo153.city import numbers
from alo153.web.kit.telephone.directory import name_of

if TYPE_CHECKING:
    from django_stubs_ext import StrPromise

SHOWN_FOR = timedelta(seconds=20)
WORDS: "dict[str, StrPromise]" = {
    "no_call": _("Not done: you have no call."),
    "in_a_call": _("Not called: you are in a call."),
    "unreachable": _("Not done: your telephone is not connected."),
    "too_late": _("Not done: the switchboard heard of it too late. Try again."),
    "no_telephone": _("Not done: the switchboard does not reach the telephone line just now."),
    "in_consultation": _("Not done: you are asking somebody already."),
    "no_consultation": _("Not done: nobody is being asked."),
    "not_answered_yet": _("Not yet: the other side has not answered."),
    "no_member": _("Not done: they have left already."),
    "nobody_there": _("Not done: nobody else is in the call. Hang up, or transfer it."),
    "agent_busy": _("Not called: your colleague is in a call."),
    "window_full": _("Not promised: these hours are full or have begun. Choose others."),
    "promised_already": _("Not promised again: a call to this number is promised already."),
    "promise_over": _("Not taken back: the citizen is being called just now, or was."),
    "agent_away": _("Not called: your colleague takes no calls now."),
}
BARRED: "dict[Barred, StrPromise]" = {
    Barred.GUEST: _("Not called: guests call nobody outside. Ask your mentor."),
    Barred.FOREIGN: _("Not called: only a supervisor calls numbers abroad."),
    Barred.SURCHARGED: _("Not called: numbers with a surcharge are not called from here."),
}
OTHER = _("The telephone did not do it.")
NOT_REACHED: "dict[str, StrPromise]" = {
    LegResult.BUSY: _("%(who)s is busy."),
    LegResult.NO_ANSWER: _("%(who)s does not answer."),
    LegResult.REJECTED: _("%(who)s turned the call down."),
    LegResult.UNREACHABLE: _("%(who)s cannot be reached."),
}

CITIZEN_NOT_REACHED: "dict[str, StrPromise]" = {
    CallOutcome.BUSY: _("%(number)s was not reached: busy."),
    CallOutcome.NO_ANSWER: _("%(number)s was not reached: no answer."),
    CallOutcome.FAILED: _("%(number)s was not reached: the telephone line made no connection."),
}


def barred_words(error: NumberBarred) -> str:
    """Say why a number is not called."""
    return str(BARRED[error.why])


def says_no_call(notice: str) -> bool:
    """Say whether a notice tells that the switchboard knows no call of the agent."""
    return notice == str(WORDS["no_call"])


def notice(user: User, company: Company | None, now: datetime) -> str:
    """Say in words what was refused, or who could not be reached, a moment ago; else nothing."""
    refused = telephone.last_refusal(user, now - SHOWN_FOR)
    if refused is not None:
        return str(WORDS.get(refused.error, OTHER))
    missed = company.missed(now - SHOWN_FOR) if company else None
    words = NOT_REACHED.get(missed.result) if missed else None
    return str(words % {"who": name_of(missed)}) if missed and words else ""


def not_reached(call: Call | None) -> str:
    """Say that a call of the center reached nobody, and why; else nothing."""
    if call is None or call.direction != CallDirection.OUT or call.answered_at:
        return ""
    words = CITIZEN_NOT_REACHED.get(call.outcome or "")
    return str(words % {"number": numbers.display(call.number)}) if words else ""

"""What callers ask the voice menu, answered by those who know: cases and announcements."""

from collections.abc import Callable, Mapping
from typing import Final

from django.core.cache import cache
from django.db import close_old_connections

from alo153.calls.menu.lookups import Question, Reply
from alo153.calls.menu.walk import NOT_SENT, SENT, UNKNOWN
from alo153.cases import queries as cases
from alo153.cases.models import Case
from alo153.cases.rules import codes
from alo153.cases.telling import callers, timeline
from alo153.channels import actions as channels
from alo153.city import numbers
from alo153.city import queries as units
from alo153.city.rules.phone import PhoneError
from alo153.core import clock
from alo153.core.database.row_key import row_key
from alo153.knowledge import queries as announcements

HOUR: Final = 3600
WRONG_CODES_A_NUMBER: Final = 10
WRONG_CODES_WITHHELD: Final = 30
WRONG_CODES_IN_ALL: Final = 300
"""Wrong codes an hour; beyond, the menu says that it cannot tell right now.

With a million cases one right guess needs some ninety tries: nobody reads through the cases.
"""
TOO_MANY: Final = "too_many"
CASE: Final = "case:"
"""A case, where only those above the switchboard know what it is."""

WORDS: Mapping[str, str] = {
    "case.opened": "received",
    "case.forwarded": "at_unit",
    "case.accepted": "in_work",
    "case.returned": "received",
    "case.answered": "being_checked",
    "case.answer_approved": "ready",
    "case.notice_given": "in_work",
    "case.question_asked": "in_work",
    "case.question_answered": "in_work",
    "case.question_expired": "in_work",
    "case.costs_paid": "in_work",
    "case.joined": "in_work",
    "case.split_off": "received",
    "case.withdrawn": "concluded",
    "case.closed": "concluded",
    "case.confirmed": "concluded",
    "case.found_unsolved": "concluded",
    "case.objected_to": "in_work",
    "case.plan_passed": "in_work",
}
"""The last step of the tracking page, in the words of the voice menu."""


class CityLookups:
    """Answers the questions of the voice menu; called in a thread of the switchboard."""

    def answer(self, question: Question) -> Reply:
        """Answer one question; a kind that is not known stays without an answer."""
        close_old_connections()
        asked = _QUESTIONS.get(question.question)
        return asked(question) if asked else Reply()


def _announcements(question: Question) -> Reply:
    """Name the sounds of what is announced where the caller's latest case is, and to all."""
    district = callers.district_of(_number(question)) if question.number else None
    language = "" if question.language == units.city().language else question.language
    return Reply(sounds=tuple(announcements.spoken(district, clock.now(), language)))


def _own_case(question: Question) -> Reply:
    """Name the latest open case of a proved number, for the menu to say that there is one."""
    if not question.proved or not question.number:
        return Reply()
    found = callers.open_case_of(_number(question))
    return Reply("open", about=_named(found)) if found else Reply()


def _status(question: Question) -> Reply:
    """Say how a case stands: nothing of whose it is, whoever calls from whatever number."""
    found = _case(question)
    if isinstance(found, Reply):
        return found
    return Reply(WORDS.get(timeline.standing(found), "received"), about=_named(found))


def _details(question: Question) -> Reply:
    """Send the details to the number registered with the case; the caller's own counts nothing."""
    found = _case(question)
    if isinstance(found, Reply):
        return Reply(NOT_SENT)
    return Reply(SENT if channels.queue_status(case=found, at=clock.now()) else NOT_SENT)


def _case(question: Question) -> Case | Reply:
    """Find the case at hand, or that of a typed code; else say why. A wrong code is counted."""
    if question.about:
        named = callers.by_key(row_key(question.about.removeprefix(CASE)) or 0)
        return named or Reply()
    try:
        code = codes.normalize(question.code)
    except codes.CodeError:
        return Reply(UNKNOWN)  # a slip of the finger; nobody guesses like that
    if _too_many(question.number):
        return Reply(TOO_MANY)
    case = cases.by_code(code)
    if case is None:
        _count(question.number)
        return Reply(UNKNOWN)
    return case


def _named(case: Case) -> str:
    return f"{CASE}{case.pk}"


def _number(question: Question) -> str:
    """Write the caller's number as E.164 where it can be understood."""
    try:
        return numbers.parse(question.number).value
    except PhoneError:
        return question.number


def _limits(number: str) -> dict[str, int]:
    own = (number, WRONG_CODES_A_NUMBER) if number else ("withheld", WRONG_CODES_WITHHELD)
    hour = int(clock.now().timestamp()) // HOUR
    return {
        f"menu-code:{hour}:{own[0]}": own[1],
        f"menu-code:{hour}:all": WRONG_CODES_IN_ALL,
    }


def _too_many(number: str) -> bool:
    limits = _limits(number)
    counts = cache.get_many(limits)
    return any(counts.get(key, 0) >= limit for key, limit in limits.items())


def _count(number: str) -> None:
    for key in _limits(number):
        # Not `incr`: on a cache in the database it gives the count Django's 300 seconds to live.
        cache.set(key, cache.get(key, 0) + 1, HOUR)


_QUESTIONS: Mapping[str, Callable[[Question], Reply]] = {
    "announcements": _announcements,
    "own_case": _own_case,
    "status": _status,
    "details": _details,
}

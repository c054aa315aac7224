"""Answers to the voice menu's questions about cases, announcements and articles."""

from collections.abc import Callable, Mapping
from typing import Final

from django.db import close_old_connections

from alo153.calls.menu.lookup_contract import Question, Reply
from alo153.calls.menu.lookup_nodes import FOUND, NOT_SENT, SENT, UNKNOWN
from alo153.calls.supervision.call_lists import standing
from alo153.cases import queries as cases
from alo153.cases.life import closings
from alo153.cases.models import Case
from alo153.cases.rules import codes
from alo153.cases.telling import callers, timeline
from alo153.cases.telling.actions import sending
from alo153.citizens.channel import Channel
from alo153.city import numbers
from alo153.city import queries as units
from alo153.city.rules.phone import PhoneError
from alo153.core import clock
from alo153.core.database.row_key import row_key
from alo153.intake import departures, wrong_codes
from alo153.knowledge import queries as announcements
from alo153.knowledge.articles import actions as articles
from alo153.knowledge.articles import spoken

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
    """Name the sounds of what is announced where the caller's latest case is, and to all.

    To whom a list calls, what was approved with it and nothing that was announced since.
    """
    district = callers.district_of(_number(question)) if question.number else None
    language = "" if question.language == units.city().language else question.language
    only = standing.sayable(question.call)
    return Reply(sounds=tuple(announcements.spoken(district, clock.now(), language, only=only)))


def _own_case(question: Question) -> Reply:
    """Name the latest open case of a proved number, for the menu to say that there is one."""
    if not question.proved or not question.number:
        return Reply()
    found = callers.open_case_of(_number(question))
    return Reply("open", about=_named(found)) if found else Reply()


def _status(question: Question) -> Reply:
    """Say the state of a case, and nothing about its citizen, to every caller."""
    found = _case(question)
    if isinstance(found, Reply):
        return found
    return Reply(_word_of(found), about=_named(found))


def _word_of(case: Case) -> str:
    """Return how a case is told in the menu: what is only planned is still in work."""
    word = WORDS.get(timeline.standing(case), "received")
    return "in_work" if word == "concluded" and closings.is_planned(case.lead or case) else word


def _details(question: Question) -> Reply:
    """Send the details to the number registered with the case; the caller's own counts nothing."""
    found = _case(question)
    if isinstance(found, Reply):
        return Reply(NOT_SENT)
    return Reply(SENT if sending.send_status(case=found, at=clock.now()) else NOT_SENT)


def _case(question: Question) -> Case | Reply:
    """Find the case at hand, or that of a typed code; else say why. A wrong code is counted."""
    if question.about:
        named = callers.by_key(row_key(question.about.removeprefix(CASE)) or 0)
        return named or Reply()
    try:
        code = codes.normalize(question.code)
    except codes.CodeError:
        return Reply(UNKNOWN)  # a slip of the finger; nobody guesses like that
    if wrong_codes.are_too_many(_number(question), way=Channel.PHONE):
        return Reply(TOO_MANY)
    case = cases.by_code(code)
    if case is None:
        wrong_codes.count(_number(question), way=Channel.PHONE)
        return Reply(UNKNOWN)
    return case


def _departures(question: Question) -> Reply:
    """Say when a line leaves a stop."""
    return departures.spoken(question, at=clock.now())


def _answer(question: Question) -> Reply:
    """Name the sound of an article in the caller's language, and count that it was heard."""
    language, at = question.language or units.city().language, clock.now()
    found = spoken.heard(question.article, language=language, at=at)
    if found is None:
        return Reply()
    articles.note_shown(articles=[found.article], channel=Channel.PHONE, at=at)
    return Reply(FOUND, sounds=(found.sound,))


def _named(case: Case) -> str:
    return f"{CASE}{case.pk}"


def _number(question: Question) -> str:
    """Write the caller's number as E.164 where it can be understood."""
    try:
        return numbers.parse(question.number).value
    except PhoneError:
        return question.number


_QUESTIONS: Mapping[str, Callable[[Question], Reply]] = {
    "announcements": _announcements,
    "own_case": _own_case,
    "status": _status,
    "details": _details,
    "departures": _departures,
    "answer": _answer,
}

"""The length of a text to a citizen as an SMS: a text that is too long is refused, never cut."""

from django.utils.translation import gettext as _

from alo153.cases.models import Answer, Case, Notice, Question, Relay
from alo153.cases.telling import compose
from alo153.cases.together import linked_reports
from alo153.channels.sms.length import MAX_PARTS, measure
from alo153.citizens.channel import Channel
from alo153.contacts.written import Written


def too_long(written: Written | None) -> str:
    """Say how long an SMS is and how much shorter it must be; empty if it fits or there is none."""
    if written is None or not written.excess:
        return ""
    words = _(
        "As SMS this is %(parts)s messages; at most %(most)s go. "
        "Make it about %(excess)s characters shorter."
    )
    parts = measure(written.body).parts
    return words % {"parts": parts, "most": MAX_PARTS, "excess": written.excess}


def answer(case: Case, text: str) -> Written | None:
    """Write an answer as the SMS it becomes, for the case or the first that is told with it."""
    told = case if case.contact_wish == Channel.SMS else linked_reports.told_by_sms(case)
    if told is None:
        return None
    last = case.answers.last()
    planned = {"outcome": last.outcome, "planned_date": last.planned_date} if last else {}
    given = Answer(case=told, plain_text=text, **planned)
    return compose.answer(Relay(case=told, answer=given), Channel.SMS)


def notice(case: Case, way: str, text: str) -> Written | None:
    """Write a notice as the SMS it becomes, if it goes by SMS."""
    by_sms = way == Channel.SMS
    return compose.notice(Notice(case=case, text=text, way=way)) if by_sms else None


def question(case: Case, way: str, text: str) -> Written | None:
    """Write a question as the SMS it becomes, if it goes by SMS."""
    by_sms = way == Channel.SMS
    return compose.question(Question(case=case, text=text), way) if by_sms else None

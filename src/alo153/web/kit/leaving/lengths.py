"""How long words to a citizen are as an SMS: a text that is too long is refused, never cut."""

from django.utils.translation import gettext as _

from alo153.cases.models import Answer, Case, ContactWish, Notice, Question, Relay
from alo153.cases.together import linked_reports
from alo153.channels import compose
from alo153.channels.compose import MAX_SMS_PARTS, Written
from alo153.channels.sms.length import measure


def too_long(written: Written | None) -> str:
    """Say how long an SMS is and how much shorter it must be; empty if it fits or there is none."""
    if written is None or not written.excess:
        return ""
    words = _(
        "As SMS this is %(parts)s messages; at most %(most)s go. "
        "Make it about %(excess)s characters shorter."
    )
    parts = measure(written.body).parts
    return words % {"parts": parts, "most": MAX_SMS_PARTS, "excess": written.excess}


def answer(case: Case, text: str) -> Written | None:
    """Write an answer as the SMS it becomes, for the case or the first that is told with it."""
    told = case if case.contact_wish == ContactWish.SMS else linked_reports.told_by_sms(case)
    if told is None:
        return None
    last = case.answers.last()
    planned = {"outcome": last.outcome, "planned_date": last.planned_date} if last else {}
    given = Answer(case=told, plain_text=text, **planned)
    return compose.answer(Relay(case=told, answer=given, channel=ContactWish.SMS))


def notice(case: Case, way: str, text: str) -> Written | None:
    """Write a notice as the SMS it becomes, if it goes by SMS."""
    by_sms = way == Notice.Way.SMS
    return compose.notice(Notice(case=case, text=text, way=way)) if by_sms else None


def question(case: Case, way: str, text: str) -> Written | None:
    """Write a question as the SMS it becomes, if it goes by SMS."""
    by_sms = way == Question.Way.SMS
    return compose.question(Question(case=case, text=text, way=way)) if by_sms else None

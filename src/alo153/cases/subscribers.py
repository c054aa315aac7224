"""Reactions of cases to their own events, and their messages."""

from datetime import timedelta
from typing import Final, cast

from alo153.cases import actions
from alo153.cases.events.feedback import CaseConfirmationAskedAgain
from alo153.cases.events.life import CaseAnswerApproved, CaseClosed, CaseForwarded, CaseOpened
from alo153.cases.events.of_case import OfCase
from alo153.cases.events.telling import CaseNoticeGiven, CaseQuestionAsked, CaseRelayAsked
from alo153.cases.models import Case, Notice, Question, Relay
from alo153.cases.telling.actions import sending
from alo153.cases.telling.actions.asking import make_void
from alo153.core.actor import SYSTEM
from alo153.core.models import Event

_SAME_NEWS: Final = timedelta(minutes=10)


def end_question(event: Event, what: OfCase) -> None:
    """Nobody waits for the citizen's answer any more."""
    if isinstance(what, CaseForwarded) and event.actor == SYSTEM:
        return  # it is being opened
    case = Case.objects.select_for_update().get(pk=event.subject_id)
    make_void(case=case, by=event.actor, at=event.at)


def answer_linked(event: Event, _: CaseAnswerApproved) -> None:
    """Begin to answer everybody who reported the same, and end the incident."""
    lead_id = int(event.subject_id)
    actions.begin_answering(lead_id=lead_id)
    actions.end_with_answer(lead_id=lead_id, at=event.at)


def send_receipt(event: Event, _: CaseOpened) -> None:
    """Tell the citizen the tracking code, if a message was wished."""
    sending.send_receipt(case=cast(Case, event.subject), at=event.at)


def send_answer(event: Event, asked: CaseRelayAsked) -> None:
    """Put the answer on its way; calls are dialed at the desk."""
    relay = Relay.objects.select_related("answer", "contact", "case__reporter__person").get(
        pk=asked.relay
    )
    sending.send_answer(relay=relay, at=event.at)


def send_notice(event: Event, given: CaseNoticeGiven) -> None:
    """Send it, where it goes as a message; a letter is no work of ours."""
    notice = Notice.objects.select_related("contact", "case__reporter__person").get(pk=given.notice)
    sending.send_notice(notice=notice, at=event.at)


def send_question(event: Event, asked: CaseQuestionAsked) -> None:
    """Send it, where it goes as a message; calls are made at the desk."""
    question = Question.objects.select_related("contact", "case__reporter__person").get(
        pk=asked.question
    )
    sending.send_question(question=question, at=event.at)


def tell_news(event: Event, what: OfCase) -> None:
    """Tell the browsers that follow it; a closing minutes after its answer is the same news."""
    case = cast(Case, event.subject)
    since = event.at - _SAME_NEWS if isinstance(what, CaseClosed) else None
    sending.tell_news(case=case, at=event.at, unless_since=since)


def ask_again(event: Event, again: CaseConfirmationAskedAgain) -> None:
    """Ask the citizen once more whether it is solved."""
    relay = (
        Relay.objects.select_related("contact", "case__reporter__person")
        .filter(answer__closings=again.closing, state=Relay.State.TOLD)
        .latest("id")
    )
    sending.ask_again(relay=relay, at=event.at)

"""What channels do when something happened to a case: write to the outbox, nothing else."""

from typing import cast

from alo153.cases.events.feedback import CaseConfirmationAskedAgain
from alo153.cases.events.life import CaseOpened
from alo153.cases.events.telling import CaseNoticeGiven, CaseQuestionAsked, CaseRelayAsked
from alo153.cases.models import (
    Case,
    Notice,
    Question,
    Relay,
)
from alo153.channels import actions
from alo153.core.models import Event
from alo153.notices.events import NoticeGiven
from alo153.notices.models import StaffNotice


def send_receipt(event: Event, _: CaseOpened) -> None:
    """Tell the citizen the tracking code, if a message was wished."""
    actions.queue_receipt(case=cast(Case, event.subject), at=event.at)


def send_answer(event: Event, asked: CaseRelayAsked) -> None:
    """Put the answer on its way; calls are dialed at the desk."""
    relay = Relay.objects.select_related("answer", "contact", "case__reporter__person").get(
        pk=asked.relay
    )
    actions.queue_answer(relay=relay, at=event.at)


def send_notice(event: Event, given: CaseNoticeGiven) -> None:
    """Send it, where it goes as a message; a letter is no work of ours."""
    notice = Notice.objects.select_related("contact", "case__reporter__person").get(pk=given.notice)
    actions.queue_notice(notice=notice, at=event.at)


def send_question(event: Event, asked: CaseQuestionAsked) -> None:
    """Send it, where it goes as a message; calls are made at the desk."""
    question = Question.objects.select_related("contact", "case__reporter__person").get(
        pk=asked.question
    )
    actions.queue_question(question=question, at=event.at)


def ask_again(event: Event, again: CaseConfirmationAskedAgain) -> None:
    """Ask the citizen once more whether it is solved."""
    relay = (
        Relay.objects.select_related("contact", "case__reporter__person")
        .filter(answer__closings=again.closing, state=Relay.State.TOLD)
        .latest("id")
    )
    actions.queue_confirmation(relay=relay, at=event.at)


def send_to_staff(event: Event, _: NoticeGiven) -> None:
    """Write to the reader, if they want more than to find it in their list."""
    actions.queue_to_staff(notice=cast(StaffNotice, event.subject), at=event.at)

"""What channels do when something happened to a case: write to the outbox, nothing else."""

from typing import cast

from alo153.cases.events.feedback import CaseConfirmationAskedAgain
from alo153.cases.events.life import CaseAlarmOverdue, CaseOpened
from alo153.cases.events.telling import CaseNoticeGiven, CaseQuestionAsked, CaseRelayAsked
from alo153.cases.events.time import CaseEscalated, CaseReminded
from alo153.cases.events.together import CasePartEscalated, CasePartReminded
from alo153.cases.models import (
    Case,
    ClockTelling,
    Notice,
    PartTelling,
    Question,
    RaisedAlarm,
    Relay,
)
from alo153.channels import actions
from alo153.core.models import Event


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


def send_to_staff(event: Event, due: CaseReminded | CaseEscalated) -> None:
    """Write to those told who have an address."""
    told = ClockTelling.objects.select_related("clock__case").get(pk=due.telling)
    actions.queue_to_staff(told=told, at=event.at)


def send_of_part(event: Event, due: CasePartReminded | CasePartEscalated) -> None:
    """Write to those told who have an address."""
    told = PartTelling.objects.select_related("part__case").get(pk=due.telling)
    actions.queue_of_part(told=told, at=event.at)


def send_of_alarm(event: Event, overdue: CaseAlarmOverdue) -> None:
    """Write to those told who have an address."""
    flag = RaisedAlarm.objects.select_related("case").get(pk=overdue.flag)
    actions.queue_of_alarm(flag=flag, at=event.at)

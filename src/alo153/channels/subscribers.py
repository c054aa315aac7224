"""What channels do when something happened to a case: write to the outbox, nothing else."""

from typing import cast

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


def send_receipt(event: Event) -> None:
    """``case.opened``: tell the citizen the tracking code, if a message was wished."""
    actions.queue_receipt(case=cast(Case, event.subject), at=event.at)


def send_answer(event: Event) -> None:
    """``case.relay_asked``: put the answer on its way; calls are dialed at the desk."""
    relay = Relay.objects.select_related("answer", "contact", "case__reporter__person").get(
        pk=event.data["relay"]
    )
    actions.queue_answer(relay=relay, at=event.at)


def send_notice(event: Event) -> None:
    """``case.notice_given``: send it, where it goes as a message; a letter is no work of ours."""
    notice = Notice.objects.select_related("contact", "case__reporter__person").get(
        pk=event.data["notice"]
    )
    actions.queue_notice(notice=notice, at=event.at)


def send_question(event: Event) -> None:
    """``case.question_asked``: send it, where it goes as a message; calls are made at the desk."""
    asked = Question.objects.select_related("contact", "case__reporter__person").get(
        pk=event.data["question"]
    )
    actions.queue_question(question=asked, at=event.at)


def ask_again(event: Event) -> None:
    """``case.confirmation_asked_again``: ask the citizen once more whether it is solved."""
    relay = (
        Relay.objects.select_related("contact", "case__reporter__person")
        .filter(answer__closings=event.data["closing"], state=Relay.State.TOLD)
        .latest("id")
    )
    actions.queue_confirmation(relay=relay, at=event.at)


def send_to_staff(event: Event) -> None:
    """``case.reminded``, ``case.escalated``: write to those told who have an address."""
    told = ClockTelling.objects.select_related("clock__case").get(pk=event.data["telling"])
    actions.queue_to_staff(told=told, at=event.at)


def send_of_part(event: Event) -> None:
    """``case.part_reminded``, ``case.part_escalated``: write to those told who have an address."""
    told = PartTelling.objects.select_related("part__case").get(pk=event.data["telling"])
    actions.queue_of_part(told=told, at=event.at)


def send_of_alarm(event: Event) -> None:
    """``case.alarm_overdue``: write to those told who have an address."""
    flag = RaisedAlarm.objects.select_related("case").get(pk=event.data["flag"])
    actions.queue_of_alarm(flag=flag, at=event.at)

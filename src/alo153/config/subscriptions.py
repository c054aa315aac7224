"""Who reacts to what: the one list. A subscriber runs in the event's own transaction.

It may write rows and defer jobs, never call the outside.
"""

from collections.abc import Mapping, Sequence

from alo153.calls import subscribers as switchboard
from alo153.cases import subscribers as cases
from alo153.channels import subscribers as channels
from alo153.config.tasks import follow_answer, follow_calendar
from alo153.core.events import Subscriber

SUBSCRIPTIONS: Mapping[str, Sequence[Subscriber]] = {
    "staff.skill_granted": [switchboard.follow_skills],
    "staff.skill_removed": [switchboard.follow_skills],
    "city.loaded": [follow_calendar],
    "case.forwarded": [cases.end_question],
    "case.opened": [channels.send_receipt],
    "case.answer_approved": [follow_answer],
    "case.relay_asked": [channels.send_answer],
    "case.notice_given": [channels.send_notice],
    "case.question_asked": [channels.send_question],
    "case.unrouted": [cases.end_question],
    "case.answered": [cases.end_question],
    "case.returned": [cases.end_question],
    "case.withdrawn": [cases.end_question],
    "case.confirmation_asked_again": [channels.ask_again],
    "case.reminded": [channels.send_to_staff],
    "case.escalated": [channels.send_to_staff],
    "case.alarm_overdue": [channels.send_of_alarm],
    "case.part_reminded": [channels.send_of_part],
    "case.part_escalated": [channels.send_of_part],
}

"""Who reacts to what: the one list. A subscriber runs in the event's own transaction.

It may write rows and defer jobs, never call the outside. What can wait a minute is a consumer.
"""

from collections.abc import Sequence

from alo153.accounts.events import StaffSkillGranted, StaffSkillRemoved
from alo153.calls import subscribers as switchboard
from alo153.cases import subscribers as cases
from alo153.cases.events.feedback import CaseConfirmationAskedAgain
from alo153.cases.events.life import (
    CaseAnswerApproved,
    CaseAnswered,
    CaseForwarded,
    CaseOpened,
    CaseReturned,
    CaseUnrouted,
)
from alo153.cases.events.telling import CaseNoticeGiven, CaseQuestionAsked, CaseRelayAsked
from alo153.cases.events.time import CaseWithdrawn
from alo153.channels import subscribers as channels
from alo153.config.tasks import follow_answer
from alo153.core.events import Subscription, on
from alo153.notices.events import NoticeGiven

SUBSCRIPTIONS: Sequence[Subscription] = [
    on(StaffSkillGranted, switchboard.follow_skills),
    on(StaffSkillRemoved, switchboard.follow_skills),
    on(CaseForwarded, cases.end_question),
    on(CaseOpened, channels.send_receipt),
    on(CaseAnswerApproved, follow_answer),
    on(CaseRelayAsked, channels.send_answer),
    on(CaseNoticeGiven, channels.send_notice),
    on(CaseQuestionAsked, channels.send_question),
    on(CaseUnrouted, cases.end_question),
    on(CaseAnswered, cases.end_question),
    on(CaseReturned, cases.end_question),
    on(CaseWithdrawn, cases.end_question),
    on(CaseConfirmationAskedAgain, channels.ask_again),
    on(NoticeGiven, channels.send_to_staff),
]

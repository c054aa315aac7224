"""The subscribers of each event: the one list. A subscriber runs in the event's own transaction.

It may write rows and defer jobs, never call the outside. What can wait a minute is a consumer.
"""

from collections.abc import Sequence

from alo153.accounts.events import (
    StaffDismissed,
    StaffEmailChanged,
    StaffSkillGranted,
    StaffSkillRemoved,
)
from alo153.calls import subscribers as switchboard
from alo153.calls.events.recording import CallRecordingDeleted, CallRecordingKept
from alo153.calls.events.way import CallEnded, CallPromiseMissed
from alo153.calls.numbers import promises
from alo153.care import subscribers as care
from alo153.cases import subscribers as cases
from alo153.cases.events.feedback import CaseConfirmationAskedAgain
from alo153.cases.events.life import (
    CaseAnswerApproved,
    CaseAnswered,
    CaseClosed,
    CaseForwarded,
    CaseOpened,
    CaseReturned,
    CaseUnrouted,
)
from alo153.cases.events.telling import CaseNoticeGiven, CaseQuestionAsked, CaseRelayAsked
from alo153.cases.events.time import CaseWithdrawn
from alo153.cases.telling import calls_about, incoming, results
from alo153.cases.telling.staff import mentions
from alo153.city.events import (
    CityLoaded,
    DocumentPublished,
    DocumentRefused,
    StaffChangeAsked,
    StaffChangeLapsed,
    StaffChangeRefused,
)
from alo153.config.tasks import follow_document
from alo153.contacts.conversations.results import reply_not_sent, reply_sent, told_of
from alo153.contacts.events import (
    ConversationClosed,
    ConversationHeld,
    ConversationNoted,
    ConversationReplyTakenBack,
    InteractionRated,
    MessageDelivered,
    MessageFailed,
    MessageNotDelivered,
    MessageRead,
    MessageReceived,
    MessageSent,
    MessageTryFailed,
    MessageUnclear,
    MessageWithheld,
)
from alo153.core.events import Subscription, on
from alo153.intake import keywords
from alo153.knowledge.events import AnnouncementEnded
from alo153.notices import city_news, sending
from alo153.notices.events import NoticeGiven
from alo153.partners import subscribers as partners
from alo153.publishing import subscribers as publishing
from alo153.quality import notices as quality_notices
from alo153.quality import subscribers as quality
from alo153.quality.events import EvaluationGiven
from alo153.workforce.actions import contracts
from alo153.workforce.events import (
    BreakMoved,
    ContractSet,
    DeviationTold,
    LeaveGranted,
    LeaveReferred,
    LeaveRefused,
    LeaveWithdrawn,
    OpenShiftAwarded,
    OpenShiftPosted,
    OpenShiftUnfilled,
    OpenShiftWithdrawn,
    OvertimeAgreed,
    OvertimeAsked,
    OvertimeDeclined,
    OvertimeLapsed,
    OvertimeWithdrawn,
    RosterPublished,
    SwapOffered,
    SwapRefused,
)
from alo153.workforce.telling import bids, leaves, shifts, unlawful

SUBSCRIPTIONS: Sequence[Subscription] = [
    on(StaffSkillGranted, switchboard.follow_skills),
    on(StaffSkillRemoved, switchboard.follow_skills),
    on(CallPromiseMissed, promises.tell_late),
    on(CallEnded, promises.tell_missed, calls_about.link_confidential, quality.call_ended),
    on(CaseForwarded, cases.end_question),
    on(CaseOpened, cases.send_receipt),
    on(CaseAnswerApproved, cases.answer_linked),
    on(CaseRelayAsked, cases.send_answer, cases.tell_news, partners.answer_waits),
    on(CaseClosed, cases.tell_news, partners.answer_ended),
    on(CityLoaded, partners.desks_loaded),
    on(DocumentPublished, follow_document),
    on(AnnouncementEnded, publishing.announcement_ended),
    on(CaseNoticeGiven, cases.send_notice, cases.tell_news),
    on(CaseQuestionAsked, cases.send_question, cases.tell_news),
    on(CaseUnrouted, cases.end_question),
    on(CaseAnswered, cases.end_question),
    on(CaseReturned, cases.end_question),
    on(CaseWithdrawn, cases.end_question),
    on(CaseConfirmationAskedAgain, cases.ask_again),
    on(ConversationNoted, mentions.tell_mentioned),
    on(DocumentRefused, city_news.tell_document_refused),
    on(StaffChangeAsked, city_news.ask_second_person),
    on(StaffChangeRefused, city_news.tell_refused),
    on(StaffChangeLapsed, city_news.tell_lapsed),
    on(StaffEmailChanged, city_news.tell_former_address),
    on(InteractionRated, quality.rated),
    on(ConversationClosed, quality.conversation_closed),
    on(EvaluationGiven, quality_notices.tell_given),
    on(CallRecordingKept, care.recording_kept),
    on(ConversationHeld, care.conversation_held),
    on(ConversationReplyTakenBack, care.reply_taken_back),
    on(CallRecordingDeleted, quality.recording_deleted),
    on(NoticeGiven, sending.send_to_reader),
    on(RosterPublished, shifts.tell_published),
    on(SwapOffered, shifts.tell_offered),
    on(SwapRefused, shifts.tell_refused),
    on(OvertimeAsked, shifts.tell_asked),
    on(OvertimeAgreed, shifts.tell_answered),
    on(OvertimeDeclined, shifts.tell_answered),
    on(OvertimeLapsed, shifts.tell_answered),
    on(OvertimeWithdrawn, shifts.tell_withdrawn),
    on(OpenShiftPosted, bids.tell_posted),
    on(OpenShiftAwarded, bids.tell_bidders, unlawful.tell_after_award),
    on(OpenShiftUnfilled, bids.tell_bidders, bids.tell_unfilled),
    on(OpenShiftWithdrawn, bids.tell_bidders),
    on(BreakMoved, shifts.tell_moved),
    on(DeviationTold, shifts.tell_let_go),
    on(StaffDismissed, contracts.end_contract),
    on(ContractSet, shifts.tell_left, unlawful.tell_of_contract),
    on(LeaveGranted, leaves.tell_leave),
    on(LeaveReferred, leaves.tell_waiting),
    on(LeaveRefused, leaves.tell_leave),
    on(LeaveWithdrawn, leaves.tell_leave),
    on(MessageSent, results.message_sent, reply_sent),
    on(MessageTryFailed, results.try_failed),
    on(MessageFailed, results.message_not_sent, reply_not_sent),
    on(MessageUnclear, results.message_not_sent, reply_not_sent),
    on(MessageWithheld, results.message_not_sent, reply_not_sent),
    on(MessageReceived, incoming.message_received, keywords.answer),
    on(MessageDelivered, told_of),
    on(MessageRead, told_of),
    on(MessageNotDelivered, results.message_not_delivered, reply_not_sent),
]

"""Tables of cases. State is small; everything else that happened is a row."""

from alo153.cases.models.alarm import RaisedAlarm
from alo153.cases.models.attachment import Attachment
from alo153.cases.models.case import (
    Answer,
    Case,
    Forwarding,
    Note,
    ReporterRole,
)
from alo153.cases.models.clock import Clock, ClockEntry, ClockTelling
from alo153.cases.models.closing import Closing, Objection
from alo153.cases.models.fieldwork.contractor import (
    ContractorLink,
    ContractorOpening,
    ContractorReport,
)
from alo153.cases.models.fieldwork.field import FieldPhoto, FieldReport
from alo153.cases.models.formal import Notice, Particulars, RegisterEntry, TopicAnswer
from alo153.cases.models.handback import HandBack
from alo153.cases.models.objection_offer import ObjectionOffer
from alo153.cases.models.personal_file import PersonalFile
from alo153.cases.models.reclassification import Reclassification
from alo153.cases.models.search.views import SavedView
from alo153.cases.models.search.word import KnownWord
from alo153.cases.models.sums import ClosingSums, HandBackSums
from alo153.cases.models.telling.conversation import CaseConversation
from alo153.cases.models.telling.delayed import DelayedSend
from alo153.cases.models.telling.draft import Draft
from alo153.cases.models.telling.question import Question
from alo153.cases.models.telling.relay import Relay, RelayAttempt
from alo153.cases.models.telling.template import AnswerTemplate, AnswerTemplateVersion
from alo153.cases.models.together.incident import Incident
from alo153.cases.models.together.linked_report import LinkedReport
from alo153.cases.models.together.presence import Presence
from alo153.cases.models.together.subtask import SubTask, SubTaskTelling

__all__ = [
    "Answer",
    "AnswerTemplate",
    "AnswerTemplateVersion",
    "Attachment",
    "Case",
    "CaseConversation",
    "Clock",
    "ClockEntry",
    "ClockTelling",
    "Closing",
    "ClosingSums",
    "ContractorLink",
    "ContractorOpening",
    "ContractorReport",
    "DelayedSend",
    "Draft",
    "FieldPhoto",
    "FieldReport",
    "Forwarding",
    "HandBack",
    "HandBackSums",
    "Incident",
    "KnownWord",
    "LinkedReport",
    "Note",
    "Notice",
    "Objection",
    "ObjectionOffer",
    "Particulars",
    "PersonalFile",
    "Presence",
    "Question",
    "RaisedAlarm",
    "Reclassification",
    "RegisterEntry",
    "Relay",
    "RelayAttempt",
    "ReporterRole",
    "SavedView",
    "SubTask",
    "SubTaskTelling",
    "TopicAnswer",
]

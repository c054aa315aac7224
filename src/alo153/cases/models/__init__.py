"""Tables of cases. State is small; everything else that happened is a row."""

from alo153.cases.models.alarm import RaisedAlarm
from alo153.cases.models.attachment import Attachment
from alo153.cases.models.case import (
    Answer,
    Case,
    ContactWish,
    Forwarding,
    Note,
    Relay,
    RelayAttempt,
    ReporterRole,
)
from alo153.cases.models.clock import Clock, ClockEntry, ClockTelling
from alo153.cases.models.closing import Closing, Contest
from alo153.cases.models.confidential import ConfidentialMatter
from alo153.cases.models.contractor import (
    ContractorLink,
    ContractorOpening,
    ContractorReport,
)
from alo153.cases.models.delayed import DelayedSend
from alo153.cases.models.draft import Draft
from alo153.cases.models.field import FieldPhoto, FieldReport
from alo153.cases.models.following import Following
from alo153.cases.models.formal import Notice, Particulars, RegisterEntry
from alo153.cases.models.handback import HandBack
from alo153.cases.models.incident import Incident
from alo153.cases.models.presence import Presence
from alo153.cases.models.question import Question
from alo153.cases.models.subtask import PartTelling, SubTask
from alo153.cases.models.template import AnswerTemplate
from alo153.cases.models.views import SavedView
from alo153.cases.models.word import KnownWord

__all__ = [
    "Answer",
    "AnswerTemplate",
    "Attachment",
    "Case",
    "Clock",
    "ClockEntry",
    "ClockTelling",
    "Closing",
    "ConfidentialMatter",
    "ContactWish",
    "Contest",
    "ContractorLink",
    "ContractorOpening",
    "ContractorReport",
    "DelayedSend",
    "Draft",
    "FieldPhoto",
    "FieldReport",
    "Following",
    "Forwarding",
    "HandBack",
    "Incident",
    "KnownWord",
    "Note",
    "Notice",
    "PartTelling",
    "Particulars",
    "Presence",
    "Question",
    "RaisedAlarm",
    "RegisterEntry",
    "Relay",
    "RelayAttempt",
    "ReporterRole",
    "SavedView",
    "SubTask",
]

"""Facts that reports add up, and what the roll-up must remember to count them."""

from alo153.reports.models.contacts import ContactDay, ContactHalfHour
from alo153.reports.models.imported import ImportedCall, ImportedList
from alo153.reports.models.matters import MatterDay
from alo153.reports.models.saved import SavedReport
from alo153.reports.models.sums import ContactOfDay, ContactSums
from alo153.reports.models.tracks import AgentTrack, CaseTrack, ContactTrack, RollUpMark

__all__ = [
    "AgentTrack",
    "CaseTrack",
    "ContactDay",
    "ContactHalfHour",
    "ContactOfDay",
    "ContactSums",
    "ContactTrack",
    "ImportedCall",
    "ImportedList",
    "MatterDay",
    "RollUpMark",
    "SavedReport",
]

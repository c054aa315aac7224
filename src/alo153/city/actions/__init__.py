"""Actions on the city's data: load it, and set units, staff and routing."""

from alo153.city.actions.city import AnotherCityError, load_city
from alo153.city.actions.documents import (
    DocumentChangedSince,
    DocumentGivesToOneself,
    DocumentLocksOut,
    DocumentReasonMissing,
    DocumentTimePassed,
    DocumentTooLong,
    discard_document,
    follow_files,
    keep_document,
    publish_document,
    publish_due_documents,
    withdraw_document,
)
from alo153.city.actions.drafts import discard_rules, keep_rules
from alo153.city.actions.membership import join_unit, leave_team, leave_unit
from alo153.city.actions.people import admit_person, change_person, dismiss_person
from alo153.city.actions.rules import RulesChangedSince, RulesReasonMissing, save_rules
from alo153.city.actions.staff_changes import (
    NameTaken,
    Oneself,
    OwnStaffChange,
    StaffChangeDecided,
    StaffChangeOutdated,
    confirm_staff_change,
    forget_staff_changes,
    lapse_staff_changes,
    refuse_staff_change,
)
from alo153.city.actions.streets import load_streets
from alo153.city.actions.teams import (
    TeamEndedBefore,
    TeamNameTaken,
    change_team,
    end_team,
    form_team,
    move_to_team,
)

__all__ = [
    "AnotherCityError",
    "DocumentChangedSince",
    "DocumentGivesToOneself",
    "DocumentLocksOut",
    "DocumentReasonMissing",
    "DocumentTimePassed",
    "DocumentTooLong",
    "NameTaken",
    "Oneself",
    "OwnStaffChange",
    "RulesChangedSince",
    "RulesReasonMissing",
    "StaffChangeDecided",
    "StaffChangeOutdated",
    "TeamEndedBefore",
    "TeamNameTaken",
    "admit_person",
    "change_person",
    "change_team",
    "confirm_staff_change",
    "discard_document",
    "discard_rules",
    "dismiss_person",
    "end_team",
    "follow_files",
    "forget_staff_changes",
    "form_team",
    "join_unit",
    "keep_document",
    "keep_rules",
    "lapse_staff_changes",
    "leave_team",
    "leave_unit",
    "load_city",
    "load_streets",
    "move_to_team",
    "publish_document",
    "publish_due_documents",
    "refuse_staff_change",
    "save_rules",
    "withdraw_document",
]

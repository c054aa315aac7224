"""The news of applications that staff can hear of; each person chooses by which ways, or none."""

from typing import Final

from django.utils.translation import gettext_lazy as _

from alo153.cases.permissions import SETTLE_OBJECTION, WORK_ON_UNIT_CASES
from alo153.citizens.permissions import READ_CONFIDENTIAL
from alo153.notices.registry import Way, notice_kind

_LISTED: Final = frozenset({Way.LIST})

# The news of a confidential application reaches its readers: `wording.may_know`
_UNIT: Final = (WORK_ON_UNIT_CASES, READ_CONFIDENTIAL)

WORK_GIVEN = notice_kind("work_given", _("An application is given to me"), *_UNIT, optional=True)
NEW_CASE = notice_kind(
    "new_case", _("A new application comes to my unit"), *_UNIT, optional=True, ways=_LISTED
)
RECLASSIFIED = notice_kind(
    "reclassified",
    _("The topic, kind or place of my unit's application is changed"),
    *_UNIT,
    optional=True,
    ways=_LISTED,
)
CITIZEN_ANSWERED = notice_kind(
    "citizen_answered", _("A citizen answers my unit's question"), *_UNIT, optional=True
)
CONTRACTOR_REPORTED = notice_kind(
    "contractor_reported", _("A contractor reports on my unit's work"), *_UNIT, optional=True
)
OBJECTION = notice_kind(
    "objection", _("A citizen objects to a result"), *_UNIT, SETTLE_OBJECTION, optional=True
)
PLAN_BACK = notice_kind(
    "plan_back", _("The date of a plan of my unit has passed"), *_UNIT, optional=True
)

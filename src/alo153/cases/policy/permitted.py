"""The permission rules of a case, one for each verb. Pure.

A verb is allowed to the center by a permission, or to the people of the unit that has the case.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from django.utils.translation import gettext_lazy as _

from alo153.accounts.registry import Permission
from alo153.cases.permissions import (
    APPROVE_ANSWER,
    EXPORT_CASE,
    FORWARD_CASE,
    OPEN_CASE,
    SEE_EVERY_CASE,
    WORK_ON_UNIT_CASES,
)
from alo153.citizens.permissions import READ_CONFIDENTIAL


class Denied(StrEnum):
    """Why somebody may not act on a case."""

    NO_RIGHT = "no_right"
    OTHER_UNIT = "other_unit"
    CONFIDENTIAL = "confidential"
    COLLEAGUE = "colleague"
    OWN_ANSWER = "own_answer"


DENIED_WORDS: Final = {
    Denied.NO_RIGHT: _("You do not have the right for this. If you need it, ask your supervisor."),
    Denied.OTHER_UNIT: _("This application is not with your unit."),
    Denied.CONFIDENTIAL: _("This application is confidential: only named staff work on it."),
    Denied.COLLEAGUE: _("Your colleague does not work in the unit that has this application."),
    Denied.OWN_ANSWER: _(
        "You wrote this answer yourself. Another agent or supervisor of the center must approve it."
    ),
}


class Deed(StrEnum):
    """An action of staff on a case; each verb of `cases.actions` asks for one.

    ``DO_SUB_TASK`` is asked of the unit that has the sub-task, every other one of the case's unit.
    """

    FORWARD = "forward"
    RECLASSIFY = "reclassify"
    ACCEPT = "accept"
    ASSIGN = "assign"
    RETURN = "return"
    ANSWER = "answer"
    TAKE_BACK = "take_back"
    SEND_BACK = "send_back"
    APPROVE = "approve"
    ASK = "ask"
    REPLY = "reply"
    ASK_UNIT = "ask_unit"
    DO_SUB_TASK = "do_sub_task"
    GIVE_WORK = "give_work"
    REPORT = "report"
    HOLD = "hold"
    EXTEND = "extend"
    TAKE_PAYMENT = "take_payment"
    RELAY = "relay"
    RECORD_CONFIRMATION = "record_confirmation"
    TAKE_OBJECTION = "take_objection"
    JOIN = "join"
    NOTE = "note"
    ATTACH = "attach"
    KEEP_SIGNED_PAPER = "keep_signed_paper"
    KEEP_PERSONAL_FILE = "keep_personal_file"
    LINK_CONTACT = "link_contact"
    SETTLE_ALARM = "settle_alarm"
    EXPLAIN = "explain"
    EXPORT = "export"


@dataclass(frozen=True, kw_only=True)
class Standing:
    """The facts that decide whether a person may act on a case.

    Args:
        permissions: of the roles held in the whole city.
        in_unit: of the roles that reach the unit that has the case.
        inside: whether a unit of the municipality has the case, not the center or another body.
    """

    permissions: frozenset[Permission]
    in_unit: frozenset[Permission]
    inside: bool
    confidential: bool


@dataclass(frozen=True, kw_only=True)
class Rule:
    """The permitted side: the center by a permission, the unit that has the case, or both.

    ``only_outside``: the center may only while no unit of the municipality has the case.
    """

    center: Permission | None = None
    unit: bool = False
    only_outside: bool = False


_UNIT: Final = Rule(unit=True)
_OPENS: Final = Rule(center=OPEN_CASE)
_APPROVES: Final = Rule(center=APPROVE_ANSWER)
RULES: Final[Mapping[Deed, Rule]] = {
    Deed.FORWARD: Rule(center=FORWARD_CASE),
    Deed.RECLASSIFY: Rule(center=FORWARD_CASE, unit=True),
    Deed.ACCEPT: _UNIT,
    Deed.ASSIGN: _UNIT,
    Deed.RETURN: _UNIT,
    Deed.ANSWER: Rule(center=APPROVE_ANSWER, unit=True, only_outside=True),
    Deed.TAKE_BACK: _UNIT,
    Deed.SEND_BACK: _APPROVES,
    Deed.APPROVE: _APPROVES,
    Deed.ASK: _UNIT,
    Deed.REPLY: _OPENS,
    Deed.ASK_UNIT: Rule(center=FORWARD_CASE, unit=True),
    Deed.DO_SUB_TASK: _UNIT,
    Deed.GIVE_WORK: _UNIT,
    Deed.REPORT: _UNIT,
    Deed.HOLD: Rule(center=FORWARD_CASE, unit=True),
    Deed.EXTEND: _APPROVES,
    Deed.TAKE_PAYMENT: Rule(center=FORWARD_CASE),
    Deed.RELAY: _APPROVES,
    Deed.RECORD_CONFIRMATION: _OPENS,
    Deed.TAKE_OBJECTION: _APPROVES,
    Deed.JOIN: _OPENS,
    Deed.NOTE: Rule(center=OPEN_CASE, unit=True),
    Deed.ATTACH: Rule(center=OPEN_CASE, unit=True),
    Deed.KEEP_SIGNED_PAPER: _OPENS,
    Deed.KEEP_PERSONAL_FILE: _OPENS,
    Deed.LINK_CONTACT: _OPENS,
    Deed.SETTLE_ALARM: Rule(center=FORWARD_CASE, unit=True),
    Deed.EXPLAIN: Rule(center=SEE_EVERY_CASE, unit=True),
    Deed.EXPORT: Rule(center=EXPORT_CASE),
}


def denied(deed: Deed, who: Standing) -> Denied | None:
    """Return why somebody may not do it to a case; nothing if they may."""
    rule = RULES[deed]
    if who.confidential and READ_CONFIDENTIAL not in who.permissions:
        return Denied.CONFIDENTIAL
    if rule.center in who.permissions and not (rule.only_outside and who.inside):
        return None
    if not rule.unit:
        return Denied.NO_RIGHT
    return None if WORK_ON_UNIT_CASES in who.in_unit else Denied.OTHER_UNIT

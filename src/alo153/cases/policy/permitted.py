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
from alo153.cases.rules.verbs import Verb
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
_FORWARDS_OR_UNIT: Final = Rule(center=FORWARD_CASE, unit=True)
RULES: Final[Mapping[Verb, Rule]] = {
    Verb.FORWARD: Rule(center=FORWARD_CASE),
    Verb.RECLASSIFY: _FORWARDS_OR_UNIT,
    Verb.ACCEPT: _UNIT,
    Verb.ASSIGN: _UNIT,
    Verb.RETURN: _UNIT,
    Verb.ANSWER: Rule(center=APPROVE_ANSWER, unit=True, only_outside=True),
    Verb.TAKE_BACK: _UNIT,
    Verb.SEND_BACK: _APPROVES,
    Verb.APPROVE: _APPROVES,
    Verb.PASS_ON: _APPROVES,
    Verb.CALL: _APPROVES,
    Verb.RELAY_AGAIN: _APPROVES,
    Verb.GIVE_UP: _APPROVES,
    Verb.ASK: _UNIT,
    Verb.REPLY: _OPENS,
    Verb.RECORD_CONFIRMATION: _OPENS,
    Verb.TAKE_OBJECTION: _APPROVES,
    Verb.PAUSE: _FORWARDS_OR_UNIT,
    Verb.RESUME: _FORWARDS_OR_UNIT,
    Verb.EXTEND: _APPROVES,
    Verb.TELL_INTERIM: _APPROVES,
    Verb.TELL_COSTS: _APPROVES,
    Verb.RECORD_PAYMENT: Rule(center=FORWARD_CASE),
    Verb.JOIN: _OPENS,
    Verb.SPLIT_OFF: _OPENS,
    Verb.ASK_UNIT: _FORWARDS_OR_UNIT,
    Verb.WITHDRAW_SUB_TASK: _FORWARDS_OR_UNIT,
    # Asked of the unit that has the sub-task, all others of the unit that has the case
    Verb.FINISH_SUB_TASK: _UNIT,
    Verb.RETURN_SUB_TASK: _UNIT,
    Verb.GIVE_WORK: _UNIT,
    Verb.REPORT: _UNIT,
    Verb.NOTE: Rule(center=OPEN_CASE, unit=True),
    Verb.ATTACH: Rule(center=OPEN_CASE, unit=True),
    Verb.KEEP_SIGNED_PAPER: _OPENS,
    Verb.KEEP_PERSONAL_FILE: _OPENS,
    Verb.LINK_CONTACT: _OPENS,
    Verb.SETTLE_ALARM: _FORWARDS_OR_UNIT,
    Verb.EXPLAIN: Rule(center=SEE_EVERY_CASE, unit=True),
    Verb.EXPORT: Rule(center=EXPORT_CASE),
}
"""The verbs of staff. The other verbs are of the program or the citizen: nobody asks for them."""


def denied(verb: Verb, who: Standing) -> Denied | None:
    """Return why somebody may not do it to a case; nothing if they may."""
    rule = RULES[verb]
    if who.confidential and READ_CONFIDENTIAL not in who.permissions:
        return Denied.CONFIDENTIAL
    if rule.center in who.permissions and not (rule.only_outside and who.inside):
        return None
    if not rule.unit:
        return Denied.NO_RIGHT
    return None if WORK_ON_UNIT_CASES in who.in_unit else Denied.OTHER_UNIT

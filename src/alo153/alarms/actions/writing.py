"""Write a rule, or retire it."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import transaction

from alo153.accounts.models import User
from alo153.accounts.policy import permit
from alo153.alarms.actions.checking import facts
from alo153.alarms.actions.ending import clear
from alo153.alarms.events import AlarmRuleRetired, AlarmRuleWritten
from alo153.alarms.models import AlarmRule
from alo153.alarms.permissions import MANAGE_ALARMS
from alo153.alarms.rules.figures import Figure
from alo153.alarms.rules.judging import Limits
from alo153.alarms.rules.refusing import Fault, faults
from alo153.alarms.rules.severity import Severity
from alo153.core import events
from alo153.core.actor import Actor
from alo153.notices.registry import Way


class Refused(Exception):
    """A rule can never ring, would always ring, never clears or tells nobody."""

    def __init__(self, faults: Mapping[str, Fault]) -> None:
        super().__init__(", ".join(faults.values()))
        self.faults = faults


class RuleEnded(ValueError):
    """Somebody changed or ended the rule since: the other one watches."""


@dataclass(frozen=True, kw_only=True)
class RuleWords:
    """The content of a rule.

    Args:
        of: the key of what the figure is of; empty: of all, or of each.
        audience, escalate_to: of `audience`; the people concerned, and the people told after the
            term.
        escalate_minutes: the term; None: nobody else is told.
    """

    name: str
    figure: Figure
    of: str = ""
    rings_at: float
    clears_at: float
    calm_minutes: int = 2
    severity: Severity = Severity.WARNING
    audience: str
    ways: Collection[Way] = ()
    escalate_minutes: int | None = None
    escalate_to: str = ""

    @property
    def limits(self) -> Limits:
        """Return where it rings and clears."""
        return Limits(
            side=self.figure.side,
            rings_at=self.rings_at,
            clears_at=self.clears_at,
            calm=timedelta(minutes=self.calm_minutes),
        )

    def faults(self) -> Mapping[str, Fault]:
        """Return what is wrong by field; at most four queries."""
        escalate_to = None if self.escalate_minutes is None else self.escalate_to
        known = facts(self.figure, self.of, audience=self.audience, escalate_to=escalate_to)
        return faults(self.figure, self.limits, known)


@transaction.atomic
def write_rule(
    *, words: RuleWords, by: User, at: datetime, instead_of: AlarmRule | None = None
) -> AlarmRule:
    """Let a rule watch from now on. Records ``alarm_rule.written``.

    Args:
        instead_of: the rule that it follows, whose alarms clear; it stays as history.

    Raises:
        NotPermitted: this person edits no rules.
        Refused: it could not ring, or nobody would hear it.
        RuleEnded: `instead_of` watches no more; two rules would ring twice.
    """
    permit(MANAGE_ALARMS, by=by)
    if found := words.faults():
        raise Refused(found)
    if instead_of and not _retire(instead_of, by=Actor.staff(by.pk), at=at):
        raise RuleEnded(instead_of.pk)
    rule = _create(words, written_by=by, at=at)
    written = AlarmRuleWritten(figure=rule.figure, instead_of=instead_of.pk if instead_of else None)
    events.record(written, subject=rule, by=Actor.staff(by.pk), at=at)
    return rule


@transaction.atomic
def begin_with_rules(*, rules: Sequence[RuleWords], by: Actor, at: datetime) -> int:
    """Let a city that never had a rule begin with these, and return how many it got.

    Records ``alarm_rule.written`` for each. Rules that concern nobody yet are written all the
    same: the people of a new city come later.
    """
    if AlarmRule.objects.exists():
        return 0
    for words in rules:
        rule = _create(words, written_by=None, at=at)
        written = AlarmRuleWritten(figure=rule.figure, instead_of=None)
        events.record(written, subject=rule, by=by, at=at)
    return len(rules)


def _create(words: RuleWords, *, written_by: User | None, at: datetime) -> AlarmRule:
    return AlarmRule.objects.create(
        name=words.name,
        figure=words.figure.key,
        of=words.of,
        rings_at=words.rings_at,
        clears_at=words.clears_at,
        calm_minutes=words.calm_minutes,
        severity=words.severity,
        audience=words.audience,
        ways=sorted(words.ways),
        escalate_minutes=words.escalate_minutes,
        escalate_to=words.escalate_to if words.escalate_minutes is not None else "",
        written_by=written_by,
        written_at=at,
    )


@transaction.atomic
def retire_rule(*, rule: AlarmRule, by: User, at: datetime) -> None:
    """Let a rule watch no longer; its alarms clear. Records ``alarm_rule.retired``, once.

    Raises:
        NotPermitted: this person edits no rules.
    """
    permit(MANAGE_ALARMS, by=by)
    _retire(rule, by=Actor.staff(by.pk), at=at)


def _retire(rule: AlarmRule, *, by: Actor, at: datetime) -> bool:
    """Retire a rule; False if somebody did before."""
    held = AlarmRule.objects.select_for_update().get(pk=rule.pk)
    if held.retired_at:
        return False
    held.retired_at = at
    held.save(update_fields=["retired_at"])
    for alarm in held.alarms.filter(cleared_at=None):
        clear(alarm, by=by, at=at)
    events.record(AlarmRuleRetired(), subject=held, by=by, at=at)
    return True

"""Rules are written and tried; alarms ring, are acknowledged, escalate and clear."""

from alo153.alarms.actions.acknowledging import acknowledge
from alo153.alarms.actions.evaluating import evaluate
from alo153.alarms.actions.writing import (
    Refused,
    RuleEnded,
    RuleWords,
    begin_with_rules,
    retire_rule,
    write_rule,
)

__all__ = [
    "Refused",
    "RuleEnded",
    "RuleWords",
    "acknowledge",
    "begin_with_rules",
    "evaluate",
    "retire_rule",
    "write_rule",
]

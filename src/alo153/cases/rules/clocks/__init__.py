"""The clocks of a case: a ledger of entries, and when it is due by them. Pure."""

from alo153.cases.rules.clocks.ledger import (
    VERB_LABELS,
    ClockRefused,
    Entry,
    Refusal,
    State,
    Verb,
    check,
    counted_anew,
    due,
    left,
    state,
)
from alo153.cases.rules.clocks.telling import STEP_LABELS, Policy, Step, tell_at

__all__ = [
    "STEP_LABELS",
    "VERB_LABELS",
    "ClockRefused",
    "Entry",
    "Policy",
    "Refusal",
    "State",
    "Step",
    "Verb",
    "check",
    "counted_anew",
    "due",
    "left",
    "state",
    "tell_at",
]

"""The clocks of a case: a ledger of entries, and when it is due by them. Pure."""

from alo153.cases.rules.clocks.ledger import (
    VERB_LABELS,
    ClockRefused,
    Entry,
    Refusal,
    State,
    check,
    counted_anew,
    due,
    left,
    state,
)
from alo153.cases.rules.clocks.telling import STEP_LABELS, Policy, Step, tell_at
from alo153.cases.rules.clocks.theirs import Due, due_there, earlier

__all__ = [
    "STEP_LABELS",
    "VERB_LABELS",
    "ClockRefused",
    "Due",
    "Entry",
    "Policy",
    "Refusal",
    "State",
    "Step",
    "check",
    "counted_anew",
    "due",
    "due_there",
    "earlier",
    "left",
    "state",
    "tell_at",
]

"""Everything that can be done in care.

No verb of a room records an event: the event table is kept for ever, and others read it.
"""

from alo153.care.actions.hard_calls import mark_hard
from alo153.care.actions.referring import answer_suggestion, ask_visit, cancel_visit, suggest
from alo153.care.actions.visiting import NoKey, TimeTaken, look, plan, write_note

__all__ = [
    "NoKey",
    "TimeTaken",
    "answer_suggestion",
    "ask_visit",
    "cancel_visit",
    "look",
    "mark_hard",
    "plan",
    "suggest",
    "write_note",
]

"""Everything that can be done in care.

No verb of a room or a survey records an event: that table is kept for ever, and others read it.
"""

from alo153.care.actions.hard_calls import mark_hard
from alo153.care.actions.referring import answer_suggestion, ask_visit, cancel_visit, suggest
from alo153.care.actions.surveying import (
    Answered,
    AskedThisYear,
    NotOpen,
    answer_survey,
    open_survey,
)
from alo153.care.actions.visiting import NoKey, TimeTaken, VisitOver, look, plan, write_note

__all__ = [
    "Answered",
    "AskedThisYear",
    "NoKey",
    "NotOpen",
    "TimeTaken",
    "VisitOver",
    "answer_suggestion",
    "answer_survey",
    "ask_visit",
    "cancel_visit",
    "look",
    "mark_hard",
    "open_survey",
    "plan",
    "suggest",
    "write_note",
]

"""Everything that can be done in care.

No verb of a room or a survey records an event: that table is kept for ever, and others read it.
"""

from alo153.care.actions.hard_calls import mark_hard
from alo153.care.actions.referring import (
    WishTooLong,
    answer_suggestion,
    ask_visit,
    cancel_visit,
    suggest,
)
from alo153.care.actions.surveying import (
    Answered,
    AskedThisYear,
    NotOpen,
    answer_survey,
    count_closed_surveys,
    open_survey,
)
from alo153.care.actions.visiting import (
    NoKey,
    TimeTaken,
    VisitOver,
    call_off,
    look,
    plan,
    write_note,
)

__all__ = [
    "Answered",
    "AskedThisYear",
    "NoKey",
    "NotOpen",
    "TimeTaken",
    "VisitOver",
    "WishTooLong",
    "answer_suggestion",
    "answer_survey",
    "ask_visit",
    "call_off",
    "cancel_visit",
    "count_closed_surveys",
    "look",
    "mark_hard",
    "open_survey",
    "plan",
    "suggest",
    "write_note",
]

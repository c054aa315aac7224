"""All actions of care.

No verb of a room or a survey records an event: that table is kept for ever, and other people read
it.
"""

from alo153.care.actions.abuse import (
    CallerErased,
    NoNumber,
    NoStatement,
    NotTheirs,
    Settled,
    WordsSealed,
    block_caller,
    end_by_right,
    file_complaint,
    settle,
    state,
    warn,
)
from alo153.care.actions.evidence import NothingToHold, hold_evidence, release_evidence
from alo153.care.actions.forgetting import forget_reports
from alo153.care.actions.hard_calls import mark_hard
from alo153.care.actions.referring import (
    WishTooLong,
    answer_suggestion,
    ask_visit,
    cancel_visit,
    suggest,
)
from alo153.care.actions.sparing import spare_after_call, spare_due
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
from alo153.care.actions.writing import (
    NoReason,
    end_in_writing,
    fixed_words,
    last_words,
    leave_closed,
    let_through,
    warn_in_writing,
    warning,
)
from alo153.care.contact import ContactOver, NoContact

__all__ = [
    "Answered",
    "AskedThisYear",
    "CallerErased",
    "ContactOver",
    "NoContact",
    "NoKey",
    "NoNumber",
    "NoReason",
    "NoStatement",
    "NotOpen",
    "NotTheirs",
    "NothingToHold",
    "Settled",
    "TimeTaken",
    "VisitOver",
    "WishTooLong",
    "WordsSealed",
    "answer_suggestion",
    "answer_survey",
    "ask_visit",
    "block_caller",
    "call_off",
    "cancel_visit",
    "count_closed_surveys",
    "end_by_right",
    "end_in_writing",
    "file_complaint",
    "fixed_words",
    "forget_reports",
    "hold_evidence",
    "last_words",
    "leave_closed",
    "let_through",
    "look",
    "mark_hard",
    "open_survey",
    "plan",
    "release_evidence",
    "settle",
    "spare_after_call",
    "spare_due",
    "state",
    "suggest",
    "warn",
    "warn_in_writing",
    "warning",
    "write_note",
]

"""Everything that can be done in quality management."""

from alo153.quality.actions.appealing import acknowledge, appeal, decide, note_seen
from alo153.quality.actions.calibrating import (
    NoReason,
    TooFewContacts,
    TooFewEvaluators,
    agree,
    close_contact,
    open_calibration,
)
from alo153.quality.actions.cards import CardFaulty, put_in_use, write_draft
from alo153.quality.actions.closings import check_closing
from alo153.quality.actions.coaching import Agreed, coach, mark_step_done
from alo153.quality.actions.drawing import draw_day, draw_due, set_plan
from alo153.quality.actions.evaluating import (
    ChangedMeanwhile,
    Incomplete,
    NoCard,
    ask,
    drop,
    give,
    keep,
)
from alo153.quality.actions.feedback import (
    FeedbackGivenBefore,
    expire_feedback,
    give_feedback,
    handle_feedback,
    rate_contact,
    reference_of,
)
from alo153.quality.actions.learning import NoQuestions, answer_card, retire_card, write_card
from alo153.quality.actions.measuring import measure_due
from alo153.quality.actions.moments import (
    NoSound,
    NoSuchPart,
    SeveralSpeak,
    answer_moment,
    hear_moment,
    propose_moment,
    withdraw_moment,
)
from alo153.quality.actions.recusing import recuse
from alo153.quality.actions.transcribing import (
    RecordingGone,
    forget_hidden,
    transcribe_due,
    write_by_hand,
)

__all__ = [
    "Agreed",
    "CardFaulty",
    "ChangedMeanwhile",
    "FeedbackGivenBefore",
    "Incomplete",
    "NoCard",
    "NoQuestions",
    "NoReason",
    "NoSound",
    "NoSuchPart",
    "RecordingGone",
    "SeveralSpeak",
    "TooFewContacts",
    "TooFewEvaluators",
    "acknowledge",
    "agree",
    "answer_card",
    "answer_moment",
    "appeal",
    "ask",
    "check_closing",
    "close_contact",
    "coach",
    "decide",
    "draw_day",
    "draw_due",
    "drop",
    "expire_feedback",
    "forget_hidden",
    "give",
    "give_feedback",
    "handle_feedback",
    "hear_moment",
    "keep",
    "mark_step_done",
    "measure_due",
    "note_seen",
    "open_calibration",
    "propose_moment",
    "put_in_use",
    "rate_contact",
    "recuse",
    "reference_of",
    "retire_card",
    "set_plan",
    "transcribe_due",
    "withdraw_moment",
    "write_by_hand",
    "write_card",
    "write_draft",
]

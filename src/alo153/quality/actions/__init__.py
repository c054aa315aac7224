"""Everything that can be done in quality management."""

from alo153.quality.actions.appealing import acknowledge, appeal, decide
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
from alo153.quality.actions.measuring import measure_due

__all__ = [
    "Agreed",
    "CardFaulty",
    "ChangedMeanwhile",
    "Incomplete",
    "NoCard",
    "acknowledge",
    "appeal",
    "ask",
    "check_closing",
    "coach",
    "decide",
    "draw_day",
    "draw_due",
    "drop",
    "give",
    "keep",
    "mark_step_done",
    "measure_due",
    "put_in_use",
    "set_plan",
    "write_draft",
]

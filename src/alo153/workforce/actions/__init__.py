"""Everything that can be done with shifts."""

from alo153.workforce.actions.calendars import open_calendar, revoke_calendar
from alo153.workforce.actions.changing import NothingToUndo, assign, undo
from alo153.workforce.actions.contracts import add_shift_type, retire_shift_type, set_contract
from alo153.workforce.actions.drafting import DraftExists, discard, draft, require, revise
from alo153.workforce.actions.leaving import ask_leave, record_leave, withdraw_leave
from alo153.workforce.actions.publishing import publish
from alo153.workforce.actions.refusals import NotADraft, PastDay, Unlawful
from alo153.workforce.actions.running import RunOpen, cancel_run, keep_best, plan_run, start_run
from alo153.workforce.actions.swapping import (
    NotYours,
    SwapImpossible,
    accept_swap,
    offer_swap,
    refuse_swap,
    withdraw_swap,
)

__all__ = [
    "DraftExists",
    "NotADraft",
    "NotYours",
    "NothingToUndo",
    "PastDay",
    "RunOpen",
    "SwapImpossible",
    "Unlawful",
    "accept_swap",
    "add_shift_type",
    "ask_leave",
    "assign",
    "cancel_run",
    "discard",
    "draft",
    "keep_best",
    "offer_swap",
    "open_calendar",
    "plan_run",
    "publish",
    "record_leave",
    "refuse_swap",
    "require",
    "retire_shift_type",
    "revise",
    "revoke_calendar",
    "set_contract",
    "start_run",
    "undo",
    "withdraw_leave",
    "withdraw_swap",
]

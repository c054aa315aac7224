"""Everything that can be done with shifts."""

from alo153.workforce.actions.attendance.deviating import (
    OwnExplanation,
    answer_deviation,
    explain,
    let_go,
)
from alo153.workforce.actions.attendance.kept_days import keep_day, keep_days
from alo153.workforce.actions.attendance.leaving import (
    AwayAlready,
    LeaveBegun,
    OwnLeave,
    ask_leave,
    decide_leave,
    lapse_leave,
    record_leave,
    withdraw_leave,
)
from alo153.workforce.actions.bids.awarding import award_due
from alo153.workforce.actions.bids.bidding import BidsEnded, bid, withdraw_bid
from alo153.workforce.actions.bids.posting import (
    LineTooLong,
    NoRoster,
    NoTimeForBids,
    ShiftTypeGone,
    post_open_shift,
    withdraw_open_shift,
)
from alo153.workforce.actions.branching import BranchExists, NotABranch, adopt, branch
from alo153.workforce.actions.breaking import BreakImpossible, move_break
from alo153.workforce.actions.calendars import open_calendar, revoke_calendar
from alo153.workforce.actions.call_backs import close_call_backs, open_call_backs
from alo153.workforce.actions.changing import (
    NothingToRedo,
    NothingToUndo,
    Place,
    Seen,
    assign,
    move,
    redo,
    undo,
)
from alo153.workforce.actions.confirming import confirm_rule, reopen_rule
from alo153.workforce.actions.contracts import add_shift_type, retire_shift_type, set_contract
from alo153.workforce.actions.drafting import (
    DaysPublished,
    DraftExists,
    discard,
    draft,
    require,
    revise,
)
from alo153.workforce.actions.forecasting import (
    add_event,
    import_history,
    keep_forecast,
    remove_event,
    renew_forecast,
)
from alo153.workforce.actions.holding import hold_written, release_written
from alo153.workforce.actions.importing import import_shifts
from alo153.workforce.actions.own_shifts.overtiming import (
    AskedAlready,
    agree_overtime,
    ask_overtime,
    decline_overtime,
    withdraw_overtime,
)
from alo153.workforce.actions.own_shifts.swapping import (
    SwapImpossible,
    accept_swap,
    offer_swap,
    refuse_swap,
    withdraw_swap,
)
from alo153.workforce.actions.own_shifts.wishing import NoPointsLeft, WishTooLate, drop_wish, wish
from alo153.workforce.actions.publishing import publish
from alo153.workforce.actions.refusals import (
    ChangedMeanwhile,
    ChangesBeside,
    NoSuchShift,
    NotADraft,
    NotYours,
    Outdated,
    PastDay,
    Unlawful,
)
from alo153.workforce.actions.replacing import publish_replacement, replace, replan
from alo153.workforce.actions.running import RunOpen, cancel_run, keep_best, plan_run, start_run

__all__ = [
    "AskedAlready",
    "AwayAlready",
    "BidsEnded",
    "BranchExists",
    "BreakImpossible",
    "ChangedMeanwhile",
    "ChangesBeside",
    "DaysPublished",
    "DraftExists",
    "LeaveBegun",
    "LineTooLong",
    "NoPointsLeft",
    "NoRoster",
    "NoSuchShift",
    "NoTimeForBids",
    "NotABranch",
    "NotADraft",
    "NotYours",
    "NothingToRedo",
    "NothingToUndo",
    "Outdated",
    "OwnExplanation",
    "OwnLeave",
    "PastDay",
    "Place",
    "RunOpen",
    "Seen",
    "ShiftTypeGone",
    "SwapImpossible",
    "Unlawful",
    "WishTooLate",
    "accept_swap",
    "add_event",
    "add_shift_type",
    "adopt",
    "agree_overtime",
    "answer_deviation",
    "ask_leave",
    "ask_overtime",
    "assign",
    "award_due",
    "bid",
    "branch",
    "cancel_run",
    "close_call_backs",
    "confirm_rule",
    "decide_leave",
    "decline_overtime",
    "discard",
    "draft",
    "drop_wish",
    "explain",
    "hold_written",
    "import_history",
    "import_shifts",
    "keep_best",
    "keep_day",
    "keep_days",
    "keep_forecast",
    "lapse_leave",
    "let_go",
    "move",
    "move_break",
    "offer_swap",
    "open_calendar",
    "open_call_backs",
    "plan_run",
    "post_open_shift",
    "publish",
    "publish_replacement",
    "record_leave",
    "redo",
    "refuse_swap",
    "release_written",
    "remove_event",
    "renew_forecast",
    "reopen_rule",
    "replace",
    "replan",
    "require",
    "retire_shift_type",
    "revise",
    "revoke_calendar",
    "set_contract",
    "start_run",
    "undo",
    "wish",
    "withdraw_bid",
    "withdraw_leave",
    "withdraw_open_shift",
    "withdraw_overtime",
    "withdraw_swap",
]

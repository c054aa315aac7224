"""Tables of shifts."""

from alo153.workforce.models.bids import Bid, OpenShift
from alo153.workforce.models.confirmations import RuleConfirmation
from alo153.workforce.models.deviations import Deviation
from alo153.workforce.models.forecasts import (
    ForecastLine,
    ForecastVersion,
    HistoryDay,
    PlannedEvent,
)
from alo153.workforce.models.holds import CallBackOffer, WrittenHold
from alo153.workforce.models.kept_days import KeptDay
from alo153.workforce.models.overtime import Overtime
from alo153.workforce.models.people import CalendarAddress, Contract, Leave
from alo153.workforce.models.rosters import (
    Requirement,
    Roster,
    Shift,
    ShiftBreak,
    ShiftChange,
    ShiftType,
)
from alo153.workforce.models.runs import SolverRun
from alo153.workforce.models.swaps import Swap
from alo153.workforce.models.wishes import Wish

__all__ = [
    "Bid",
    "CalendarAddress",
    "CallBackOffer",
    "Contract",
    "Deviation",
    "ForecastLine",
    "ForecastVersion",
    "HistoryDay",
    "KeptDay",
    "Leave",
    "OpenShift",
    "Overtime",
    "PlannedEvent",
    "Requirement",
    "Roster",
    "RuleConfirmation",
    "Shift",
    "ShiftBreak",
    "ShiftChange",
    "ShiftType",
    "SolverRun",
    "Swap",
    "Wish",
    "WrittenHold",
]

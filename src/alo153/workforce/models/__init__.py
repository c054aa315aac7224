"""Tables of shifts."""

from alo153.workforce.models.people import CalendarAddress, Contract, Leave, Wish
from alo153.workforce.models.rosters import Requirement, Roster, Shift, ShiftChange, ShiftType
from alo153.workforce.models.runs import SolverRun
from alo153.workforce.models.swaps import Swap

__all__ = [
    "CalendarAddress",
    "Contract",
    "Leave",
    "Requirement",
    "Roster",
    "Shift",
    "ShiftChange",
    "ShiftType",
    "SolverRun",
    "Swap",
    "Wish",
]

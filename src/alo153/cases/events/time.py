"""The clocks of a case."""

from alo153.cases.events.of_case import OfCase


class CaseClockPaused(OfCase, name="case.clock_paused"):
    """A clock was paused."""

    entry: int


class CaseClockResumed(OfCase, name="case.clock_resumed"):
    """A clock was resumed."""

    entry: int


class CaseClockExtended(OfCase, name="case.clock_extended"):
    """The time is extended."""

    entry: int


class CaseInterimTold(OfCase, name="case.interim_told"):
    """The citizen is told how it is; the result follows."""

    entry: int


class CaseCostsTold(OfCase, name="case.costs_told"):
    """The citizen is told what it costs."""

    entry: int


class CaseCostsPaid(OfCase, name="case.costs_paid"):
    """The citizen has paid."""

    entry: int


class CaseWithdrawn(OfCase, name="case.withdrawn"):
    """The costs were not paid in time."""


class CaseDateThereMoved(OfCase, name="case.date_there_moved"):
    """Another body wants the answer by another day."""

    # ISO
    due_date: str


class CaseReminded(OfCase, name="case.reminded"):
    """The time of a unit runs out."""

    telling: int
    step: str


class CaseEscalated(OfCase, name="case.escalated"):
    """The time of a unit is over."""

    telling: int
    step: str

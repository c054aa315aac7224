"""What happens to rosters, shifts, leave, swaps and calendars."""

from alo153.core.payloads import Dimensions, Payload
from alo153.workforce.models import CalendarAddress, Contract, Leave, Roster, ShiftType, Swap


class RosterDrafted(Payload[Roster], name="roster.drafted"):
    """Somebody begins a roster, or a new version of a published one."""

    days: int


class RosterRequired(Payload[Roster], name="roster.required"):
    """Somebody says how many people a roster wants."""

    skill: str
    basis: str


class RosterRunAsked(Payload[Roster], name="roster.run_asked"):
    """Somebody asks the solver for a roster."""

    seconds: int


class RosterRunCancelled(Payload[Roster], name="roster.run_cancelled"):
    """Somebody stops the solver; its best so far is kept."""


class RosterRunEnded(Payload[Roster], name="roster.run_ended"):
    """The solver has ended."""

    state: str
    cost: float | None = None


class RosterChanged(Payload[Roster], name="roster.changed"):
    """Somebody gives a person another shift on a day of a draft, or takes it away."""

    user: int
    day: str
    before: int | None = None
    after: int | None = None
    undo: bool = False


class RosterPublished(Payload[Roster], name="roster.published"):
    """A roster is posted, as 4857 art. 67 asks."""

    shifts: int


class RosterDiscarded(Payload[Roster], name="roster.discarded"):
    """Somebody throws a draft away."""


class ShiftTypeAdded(Payload[ShiftType], name="shift_type.added"):
    """A shift can be given from now on."""


class ShiftTypeRetired(Payload[ShiftType], name="shift_type.retired"):
    """A shift is given no more."""


class ContractSet(Payload[Contract], name="contract.set"):
    """What holds for a person's work from a day on."""

    valid_from: str

    def dimensions(self, subject: Contract) -> Dimensions:
        """Return whose it is."""
        return Dimensions(agent=subject.user_id)


class OfLeave(Payload[Leave]):
    """What happens to a leave says its days."""

    first_date: str
    last_date: str

    def dimensions(self, subject: Leave) -> Dimensions:
        """Return whose it is."""
        return Dimensions(agent=subject.user_id)


class LeaveGranted(OfLeave, name="leave.granted"):
    """Somebody has leave: by rule, or by a planner."""


class LeaveRefused(OfLeave, name="leave.refused"):
    """The rule refuses a leave."""

    why: str


class LeaveWithdrawn(OfLeave, name="leave.withdrawn"):
    """Somebody takes a leave back."""


class OfSwap(Payload[Swap]):
    """What happens to a swap says between whom."""

    taker: int

    def dimensions(self, subject: Swap) -> Dimensions:
        """Return who offered it."""
        return Dimensions(agent=subject.giver_id)


class SwapOffered(OfSwap, name="swap.offered"):
    """Somebody offers their shift for another's."""


class SwapDone(OfSwap, name="swap.done"):
    """Both have each other's shift."""


class SwapRefused(OfSwap, name="swap.refused"):
    """The other does not want to, or it is no longer possible."""

    lapsed: bool = False


class SwapWithdrawn(OfSwap, name="swap.withdrawn"):
    """Whoever offered it takes it back."""


class CalendarOpened(Payload[CalendarAddress], name="calendar.opened"):
    """Somebody gets an address for their calendar program."""

    def dimensions(self, subject: CalendarAddress) -> Dimensions:
        """Return whose it is."""
        return Dimensions(agent=subject.user_id)


class CalendarRevoked(Payload[CalendarAddress], name="calendar.revoked"):
    """The address of a calendar opens nothing any more."""

    def dimensions(self, subject: CalendarAddress) -> Dimensions:
        """Return whose it is."""
        return Dimensions(agent=subject.user_id)

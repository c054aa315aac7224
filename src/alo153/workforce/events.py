"""Events of rosters, shifts, leave, swaps and calendars."""

from alo153.core.payloads import Dimensions, Payload
from alo153.workforce.models import (
    Bid,
    CalendarAddress,
    CallBackOffer,
    Contract,
    Deviation,
    ForecastVersion,
    HistoryDay,
    Leave,
    OpenShift,
    Overtime,
    PlannedEvent,
    Roster,
    RuleConfirmation,
    ShiftBreak,
    ShiftType,
    Swap,
    Wish,
    WrittenHold,
)


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
    redo: bool = False


class RosterImported(Payload[Roster], name="roster.imported"):
    """Somebody gives a draft the shifts of a table."""

    shifts: int


class RosterBranched(Payload[Roster], name="roster.branched"):
    """Somebody copies a draft to try something else."""

    shifts: int


class RosterAdopted(Payload[Roster], name="roster.adopted"):
    """A copy for trying out takes the place of a draft."""


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
    """The terms of a person's work from a day on were set."""

    valid_from: str

    def dimensions(self, subject: Contract) -> Dimensions:
        """Return whose it is."""
        return Dimensions(agent=subject.user_id)


class OfLeave(Payload[Leave]):
    """An event of a leave; it contains its days."""

    first_date: str
    last_date: str

    def dimensions(self, subject: Leave) -> Dimensions:
        """Return whose it is."""
        return Dimensions(agent=subject.user_id)


class LeaveGranted(OfLeave, name="leave.granted"):
    """Somebody has leave: by rule, or by a planner."""


class OfRefusal(OfLeave):
    """Why a leave is not granted; of too few people it contains the day and the skill, if any."""

    why: str
    lack_day: str = ""
    lack_skill: str = ""


class LeaveRefused(OfRefusal, name="leave.refused"):
    """The rule or a planner refuses a leave."""


class LeaveReferred(OfRefusal, name="leave.referred"):
    """A day of the leave has too few people even without any leave: a planner decides."""


class LeaveWithdrawn(OfLeave, name="leave.withdrawn"):
    """Somebody takes a leave back."""


class OfSwap(Payload[Swap]):
    """An event of a swap; it contains the two people."""

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
    """The person who offered a shift takes it back."""


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


class OfWish(Payload[Wish]):
    """An event of a wish; it contains its day and its points."""

    day: str
    points: int

    def dimensions(self, subject: Wish) -> Dimensions:
        """Return whose it is."""
        return Dimensions(agent=subject.user_id)


class WishMade(OfWish, name="wish.made"):
    """Somebody wishes a day off, a shift, or not a shift."""


class WishDropped(OfWish, name="wish.dropped"):
    """Somebody takes a wish back."""


class OpenShiftPosted(Payload[OpenShift], name="open_shift.posted"):
    """A planner opens a shift, or a line of days, for bids."""

    first_date: str
    last_date: str


class OpenShiftWithdrawn(Payload[OpenShift], name="open_shift.withdrawn"):
    """A planner takes an open shift back."""


class OpenShiftAwarded(Payload[OpenShift], name="open_shift.awarded"):
    """The rule awards an open shift; a new version of the roster has it."""

    user: int
    reason: str
    bids: int


class OpenShiftUnfilled(Payload[OpenShift], name="open_shift.unfilled"):
    """Bids for an open shift have ended, and nobody got it."""

    bids: int


class OfBid(Payload[Bid]):
    """An event of a bid; it contains the first day of the shift."""

    first_date: str

    def dimensions(self, subject: Bid) -> Dimensions:
        """Return whose it is."""
        return Dimensions(agent=subject.user_id)


class BidMade(OfBid, name="bid.made"):
    """Somebody bids for an open shift."""


class BidWithdrawn(OfBid, name="bid.withdrawn"):
    """Somebody takes a bid back."""


class OfOvertime(Payload[Overtime]):
    """An event of overtime; it contains its day and length."""

    day: str
    minutes: int

    def dimensions(self, subject: Overtime) -> Dimensions:
        """Return who works it."""
        return Dimensions(agent=subject.user_id)


class OvertimeAsked(OfOvertime, name="overtime.asked"):
    """A planner asks somebody to work longer."""


class OvertimeAgreed(OfOvertime, name="overtime.agreed"):
    """Somebody agrees, and the shift is longer from now on."""


class OvertimeDeclined(OfOvertime, name="overtime.declined"):
    """Somebody declines."""


class OvertimeLapsed(OfOvertime, name="overtime.lapsed"):
    """Somebody agrees, but it is no longer possible."""


class OvertimeWithdrawn(OfOvertime, name="overtime.withdrawn"):
    """The planner takes the question back."""


class BreakMoved(Payload[ShiftBreak], name="break.moved"):
    """A planner moves the break of a published shift."""

    day: str

    def dimensions(self, subject: ShiftBreak) -> Dimensions:
        """Return whose it is."""
        return Dimensions(agent=subject.shift.user_id)


class RuleConfirmed(Payload[RuleConfirmation], name="rule.confirmed"):
    """A person of the city has read the source of a rule of working time and confirms it."""


class RuleReopened(Payload[RuleConfirmation], name="rule.reopened"):
    """A confirmation is taken back: the rule is open again."""


class ForecastMade(Payload[ForecastVersion], name="forecast.made"):
    """The calls of the next weeks are forecast, and the forecast is kept."""

    days: int


class HistoryImported(Payload[HistoryDay], name="history.imported"):
    """A planner imports calls from before this program counted them."""

    days: int
    last: str


class PlannedEventAdded(Payload[PlannedEvent], name="planned_event.added"):
    """A planner names days that differ from usual ones."""


class PlannedEventRemoved(Payload[PlannedEvent], name="planned_event.removed"):
    """A planner takes a named event out of the forecasts."""


class OfDeviation(Payload[Deviation]):
    """An event of an explained deviation; it contains its day."""

    day: str

    def dimensions(self, subject: Deviation) -> Dimensions:
        """Return whose it is."""
        return Dimensions(agent=subject.user_id)


class DeviationTold(OfDeviation, name="deviation.told"):
    """Somebody explains why they are not at work as planned, or a planner does."""

    kind: str


class DeviationAnswered(OfDeviation, name="deviation.answered"):
    """A planner accepts an explanation, or does not."""

    accepted: bool


class WrittenHeld(Payload[WrittenHold], name="written_hold.begun"):
    """Nothing written is offered for a while."""

    minutes: int


class WrittenReleased(Payload[WrittenHold], name="written_hold.ended"):
    """Written work is offered again before the planned end."""


class CallBacksOpened(Payload[CallBackOffer], name="callback_offer.opened"):
    """Callers who wait hear first that their place can be kept, for a while."""

    minutes: int


class CallBacksClosed(Payload[CallBackOffer], name="callback_offer.closed"):
    """Callers hear of it last again, before the planned end."""

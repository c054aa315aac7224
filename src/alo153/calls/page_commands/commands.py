"""Every command of a page: its name, what it says, and whose telephone or call it is about."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, ClassVar

from alo153.calls.call_words import AgentState, MonitoringMode
from alo153.calls.page_commands.rows import PageCommand, Target, Unreadable


@dataclass(frozen=True, kw_only=True)
class OfAgent(PageCommand):
    """A command of an agent, or about one."""

    agent: int

    @property
    def whose(self) -> int | None:
        """Return the agent."""
        return self.agent


@dataclass(frozen=True, kw_only=True)
class OfSupervisor(PageCommand):
    """A command about the call that a supervisor listens to."""

    supervisor: int

    @property
    def whose(self) -> int | None:
        """Return the supervisor."""
        return self.supervisor


@dataclass(frozen=True, kw_only=True)
class OfGuest(PageCommand):
    """A command about a guest's hour."""

    at_home: ClassVar = True
    guest: int

    @property
    def whose(self) -> int | None:
        """Return the guest."""
        return self.guest


@dataclass(frozen=True, kw_only=True)
class OfCall(PageCommand):
    """A command about a call by its key."""

    call: str

    @property
    def about(self) -> str:
        """Return the call."""
        return self.call


@dataclass(frozen=True, kw_only=True)
class ProvisionAgent(OfAgent, name="provision_agent"):
    """An agent opened the desk: their telephone is connected. `skills` have levels, 1 to 5.

    Calls spare the agent until `spared_until`, in seconds since the epoch.
    """

    at_home: ClassVar = True
    skills: dict[str, int] = field(default_factory=dict)
    spared_until: int = 0


@dataclass(frozen=True, kw_only=True)
class ProvisionGuest(PageCommand, name="provision_guest"):
    """A citizen's browser is connected."""

    account: str


@dataclass(frozen=True, kw_only=True)
class SignOut(OfAgent, name="sign_out"):
    """An agent closed the desk."""

    at_home: ClassVar = True


@dataclass(frozen=True, kw_only=True)
class Skills(OfAgent, name="skills"):
    """A supervisor changed what an agent can do."""

    at_home: ClassVar = True
    skills: dict[str, int]


@dataclass(frozen=True, kw_only=True)
class Spare(OfAgent, name="spare"):
    """Calls spare an agent until then, in seconds since the epoch; it does not say why."""

    at_home: ClassVar = True
    until: int


@dataclass(frozen=True, kw_only=True)
class Ready(OfAgent, name="ready"):
    """An agent takes calls."""

    at_home: ClassVar = True


@dataclass(frozen=True, kw_only=True)
class Pause(OfAgent, name="pause"):
    """An agent takes a pause, and why."""

    at_home: ClassVar = True
    reason: str


@dataclass(frozen=True, kw_only=True)
class MoreTime(OfAgent, name="more_time"):
    """An agent needs longer for the work after a call, and why."""

    at_home: ClassVar = True
    reason: str


@dataclass(frozen=True, kw_only=True)
class Dial(OfAgent, name="dial"):
    """An agent calls a citizen; `call` is the key it will have, `reference` is opaque."""

    at_home: ClassVar = True
    call: str
    number: str = field(repr=False)
    reference: str = ""


@dataclass(frozen=True, kw_only=True)
class Promise(OfAgent, name="promise"):
    """An agent promises a citizen a call; `call` is the key it will have, `window` a slot's id."""

    at_home: ClassVar = True
    call: str
    number: str = field(repr=False)
    queue: str
    window: str


@dataclass(frozen=True, kw_only=True)
class AskCallBack(PageCommand, name="ask_call_back"):
    """A citizen who proved a number asks to be called; `call` and `window` as in `Promise`.

    `language` is what they read the page in, if it is not the city's.
    """

    call: str
    number: str = field(repr=False)
    queue: str
    window: str
    language: str = ""


@dataclass(frozen=True, kw_only=True)
class WithdrawPromise(OfCall, name="withdraw_promise"):
    """A promised call is not wished any more; `number` is whose it must be."""

    number: str = field(repr=False)


@dataclass(frozen=True, kw_only=True)
class Hold(OfAgent, name="hold"):
    """An agent gives the citizen music."""


@dataclass(frozen=True, kw_only=True)
class Resume(OfAgent, name="resume"):
    """An agent takes the citizen back from the music."""


@dataclass(frozen=True, kw_only=True)
class HangUp(OfAgent, name="hang_up"):
    """An agent ends the call at hand; `by_right` because of abuse or a threat."""

    by_right: bool = False


@dataclass(frozen=True, kw_only=True)
class SkipSurvey(OfCall, name="skip_survey"):
    """Nobody asks the citizen of a call how it was; it does not say why."""


@dataclass(frozen=True, kw_only=True)
class LetIn(OfCall, name="let_in"):
    """A browser behind a link waits to be let into a call; `guest` is its token."""

    guest: str = field(repr=False)


@dataclass(frozen=True, kw_only=True)
class _AsksSomebody(OfAgent):
    target: Target

    def stored(self) -> dict[str, Any]:
        """Return the party that it names in addition to the agent."""
        return {"agent": self.agent} | self.target.stored()

    @classmethod
    def by_field(cls, payload: Mapping[str, Any]) -> Mapping[str, Any]:
        """Read whom it names. Raises Unreadable."""
        target = Target.of_row(payload)
        if target is None:
            raise Unreadable("it names nobody")
        return {**payload, "target": target}


@dataclass(frozen=True, kw_only=True)
class Consult(_AsksSomebody, name="consult"):
    """An agent asks somebody aside while the citizen hears music."""


@dataclass(frozen=True, kw_only=True)
class Invite(_AsksSomebody, name="invite"):
    """An agent asks somebody into the talk."""


@dataclass(frozen=True, kw_only=True)
class Conference(OfAgent, name="conference"):
    """An agent brings the citizen and the one who was asked together."""


@dataclass(frozen=True, kw_only=True)
class Cancel(OfAgent, name="cancel"):
    """An agent lets the one go who was asked, and comes back to the citizen."""


@dataclass(frozen=True, kw_only=True)
class Complete(OfAgent, name="complete"):
    """An agent leaves the citizen with the remaining parties."""


@dataclass(frozen=True, kw_only=True)
class Blind(OfAgent, name="blind"):
    """An agent gives the citizen away without asking; without a target to a queue's line."""

    target: Target | None = None
    queue: str = ""

    def stored(self) -> dict[str, Any]:
        """Return whom it names, or the queue."""
        return {"agent": self.agent, "queue": self.queue} | (self.target or Target()).stored()

    @classmethod
    def by_field(cls, payload: Mapping[str, Any]) -> Mapping[str, Any]:
        """Read whom it names. Raises Unreadable."""
        return {**payload, "target": Target.of_row(payload)}


@dataclass(frozen=True, kw_only=True)
class Drop(OfAgent, name="drop"):
    """An agent takes somebody out of the call."""

    member: str


@dataclass(frozen=True, kw_only=True)
class Keys(OfAgent, name="keys"):
    """An agent presses keys for the far end."""

    keys: str = field(repr=False)


@dataclass(frozen=True, kw_only=True)
class PauseRecording(OfAgent, name="pause_recording"):
    """An agent keeps what is said now out of the recording."""


@dataclass(frozen=True, kw_only=True)
class RecordAgain(OfAgent, name="record_again"):
    """An agent lets the recording continue."""


@dataclass(frozen=True, kw_only=True)
class Supervise(OfAgent, name="supervise"):
    """A supervisor hears an agent's call, or changes how; `monitor` names a new monitor.

    `home` is the node of the supervisor's telephone, if several are named.
    """

    monitor: str
    supervisor: int
    mode: MonitoringMode
    home: str = ""


@dataclass(frozen=True, kw_only=True)
class TakeOver(OfSupervisor, name="take_over"):
    """A supervisor takes the call that is listened to; its agent leaves."""


@dataclass(frozen=True, kw_only=True)
class StopSupervising(OfSupervisor, name="stop_supervising"):
    """A supervisor goes out of the call that is listened to."""


@dataclass(frozen=True, kw_only=True)
class SetState(OfAgent, name="set_state"):
    """A supervisor says what an agent does now: ready, a pause and why, or offline."""

    at_home: ClassVar = True
    supervisor: int
    state: AgentState
    reason: str = ""


@dataclass(frozen=True, kw_only=True)
class RecordPrompt(OfAgent, name="record_prompt"):
    """Somebody reads a prompt into their own telephone; `take` names the recording."""

    at_home: ClassVar = True
    take: str


@dataclass(frozen=True, kw_only=True)
class Direct(OfCall, name="direct"):
    """A supervisor moves a waiting call: into a queue, to an agent, or else to the front."""

    supervisor: int
    queue: str = ""
    agent: int | None = None


@dataclass(frozen=True, kw_only=True)
class OpenSeat(OfGuest, name="open_seat"):
    """A guest has taken the seat; the mentor is to listen to every call."""

    seat: int
    mentor: int


@dataclass(frozen=True, kw_only=True)
class EndSeat(OfGuest, name="end_seat"):
    """A guest's time is over; a running call may finish."""

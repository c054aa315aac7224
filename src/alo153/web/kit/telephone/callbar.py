"""The bar that stays on top: what the agent is doing, since when, and the call at hand."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from django.conf import settings
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from alo153.accounts.models import User
from alo153.calls import queries as telephone
from alo153.calls.call_words import AgentState, CallDirection
from alo153.calls.endpoints import leading
from alo153.calls.floor import city_queues
from alo153.calls.floor import company as companies
from alo153.calls.floor import queries as floor
from alo153.calls.floor.company import Company
from alo153.calls.media.recordings.queries import RecordingNow, recording_now
from alo153.calls.models import AgentSession, Call
from alo153.calls.models.labels import AGENT_STATES
from alo153.calls.models.monitoring import Monitoring
from alo153.calls.signing_in import is_asked
from alo153.web.kit.telephone import directory, incall, menu_way, pauses, refusals
from alo153.web.kit.telephone.agent_badges import BADGES, ON_HOLD
from alo153.web.kit.telephone.incall import InCall

if TYPE_CHECKING:
    from django_stubs_ext import StrPromise

# Why the work after a call takes longer
MORE_TIME_REASONS: "dict[str, StrPromise]" = {
    "record": _("Finishing the record"),
    "asking": _("Asking a colleague or a unit"),
    "slow": _("The system is slow"),
}
DIALING = pgettext_lazy("telephone", "dialing")
# What the switchboard itself gives as a reason
SIGNED_IN = "signed_in"
_OTHER_REASONS: "dict[str, StrPromise]" = {SIGNED_IN: _("just signed in")}
# Why somebody whose telephone is connected is offline all the same
SWITCHBOARD_SILENT = _("The switchboard program does not answer. It is asked again by itself.")
NOT_LET_IN = _("The switchboard has not let you in yet. It is asked again by itself.")
# The leg of a talk was lost, and its caller is kept for this agent
RETURNING = "returning"
# What somebody whose call went on to the next reads about it
_MISSED: "dict[str, StrPromise]" = {
    "no_answer": _("You did not answer. The caller is back in the queue."),
    "rejected": _("You turned the call down. The caller is back in the queue."),
    "unreachable": _("Your telephone could not be reached. The caller is back in the queue."),
    "not_back": _("Your telephone did not come back in time. The caller is back in the queue."),
}


@dataclass(frozen=True, kw_only=True)
class Bar:
    """The state of the agent now."""

    state: AgentState
    since: datetime
    reason: "StrPromise | str"
    reachable: bool
    call: Call | None
    # The limit of this state, if it has one, and whether it has passed
    until: datetime | None = None
    is_over: bool = False
    # No switchboard program leads the telephones: nothing that is asked of it is done
    is_away: bool = False
    # Why the telephone of the page helps nothing
    offline_words: "StrPromise | str" = ""
    # A call was offered in vain: what to say about it
    missed: "StrPromise | str" = ""
    # When the agent was signed off because the telephone was gone
    signed_off_at: datetime | None = None
    # What a supervisor hears now
    monitoring: Monitoring | None = None
    # Somebody listens, and the city wants the agent to know it
    is_heard: bool = False
    # The work after this call was made longer already
    extended: bool = False
    # The caller of a talk that was cut off waits for this agent
    returning: bool = False
    # In the work after a call that was given away: that call, and who has it
    given: str = ""
    taken_by: str = ""
    # The page that holds the telephone
    screen: str = ""
    # What was refused, or who could not be reached, a moment ago
    notice: str = ""
    company: InCall | None = None
    # Since when this agent talks in this call, however often the page was loaded since
    talks_since: datetime | None = None
    # Since when the caller is on hold, while this agent leads the call
    held_since: datetime | None = None
    # How the recording of a talk stands, and when its pause ends by itself
    recording: RecordingNow | None = None
    # Until when calls come later to this agent; nobody else reads the time
    spared_until: datetime | None = None

    @property
    def recording_pause_until(self) -> datetime | None:
        """Return when a pause of the recording ends by itself."""
        since = self.recording.since if self.recording else None
        return since + timedelta(seconds=settings.RECORDING_PAUSE_SECONDS) if since else None

    @property
    def dials(self) -> bool:
        """Tell whether the agent waits until somebody they dialed answers."""
        if self.call is None or self.state is not AgentState.TALKING:
            return False
        return self.call.direction == CallDirection.OUT and self.call.answered_at is None

    @property
    def state_label(self) -> "StrPromise":
        """Return the state as the screen says it."""
        return DIALING if self.dials else AGENT_STATES[self.state]

    @property
    def icon(self) -> str:
        """Return the symbol of the state."""
        return ON_HOLD[0] if self.held_since else BADGES[self.state][0]

    @property
    def tone(self) -> str:
        """Return the color's name of the state."""
        return ON_HOLD[1] if self.held_since else BADGES[self.state][1]

    @property
    def queue_name(self) -> str:
        """Return the word for the queue of the call at hand."""
        return city_queues.name_of(self.call.queue) if self.call else ""

    @property
    def number_name(self) -> str:
        """Return the word for the public number that the caller dialed, where there are several."""
        return city_queues.number_name(self.call.public_number) if self.call else ""

    @property
    def wish(self) -> str:
        """Return what the caller of the call at hand wants, as the voice menu heard it."""
        return menu_way.wish_of(self.call) if self.call else ""

    @property
    def line_words(self) -> str:
        """Return number, queue and wish of the call at hand, as far as each is known."""
        return " · ".join(
            str(each) for each in (self.number_name, self.queue_name, self.wish) if each
        )

    @property
    def wraps_up(self) -> bool:
        """Tell whether the wrap-up of a call continues."""
        return self.state is AgentState.WRAP_UP

    @property
    def more_time_reasons(self) -> "dict[str, StrPromise]":
        """Return the reasons for a longer work after a call; none the second time."""
        return {} if self.extended else MORE_TIME_REASONS

    @property
    def takes_calls(self) -> bool:
        """Tell whether a pause would change anything: the agent is ready or at a call."""
        return self.state in {AgentState.READY, AgentState.RINGING, AgentState.TALKING}

    @property
    def reasons(self) -> "Mapping[str, StrPromise | str]":
        """Return the reasons for a pause."""
        return pauses.reasons()


def of(user: User, now: datetime) -> Bar:
    """Return the bar of an agent; three queries, and one to three more in some states."""
    session = telephone.session_of(user)
    if not session:
        return Bar(
            state=AgentState.OFFLINE,
            since=now,
            reason="",
            reachable=False,
            call=None,
            is_away=_is_away(),
        )
    state = AgentState(session.state)
    last = telephone.last_call(user) if state is AgentState.WRAP_UP else None
    given, taken_by = _given(user, last)
    returning = session.reason == RETURNING
    company = incall.company_of(session)
    talking = state is AgentState.TALKING
    return Bar(
        state=state,
        since=session.since,
        reason=reason_words(session),
        reachable=session.reachable,
        call=session.call or (telephone.call_at_hand(user) if returning else None),
        until=session.until,
        is_over=session.until is not None and session.until <= now,
        is_away=_is_away("" if state is AgentState.OFFLINE else session.node),
        offline_words=_offline_words(user) if state is AgentState.OFFLINE else "",
        missed=_MISSED.get(session.reason, "") if state is AgentState.NOT_ANSWERING else "",
        signed_off_at=telephone.signed_off_at(session) if _may_have_been_off(session) else None,
        extended=bool(session.reason),
        monitoring=floor.monitoring_of(user) if state is AgentState.SUPERVISING else None,
        is_heard=state is AgentState.TALKING and settings.SHOW_MONITORING and floor.is_heard(user),
        returning=returning,
        given=given,
        taken_by=taken_by,
        screen=session.screen,
        notice=refusals.notice(user, company, now) or refusals.not_reached(last),
        company=incall.of(user, company) if company else None,
        talks_since=company.since(user) if company and talking else None,
        held_since=_held_since(session, user, company) if talking else None,
        recording=recording_now(session.call) if talking and session.call else None,
        spared_until=spared_until(session, now),
    )


def spared_until(session: AgentSession, now: datetime) -> datetime | None:
    """Return until when calls come later to an agent; None if they come as usual."""
    until: datetime | None = session.spared_until
    return until if until and until > now else None


def _is_away(node: str = "") -> bool:
    """Say whether no program leads a node; without a node, whether none leads any of them."""
    if not settings.PHONE_SOCKET_URL:
        return False
    return not (leading.is_led(node) if node else leading.is_any_led())


def _offline_words(user: User) -> "StrPromise":
    return SWITCHBOARD_SILENT if is_asked(user) else NOT_LET_IN


def _given(user: User, call: Call | None) -> tuple[str, str]:
    """Return the last call and who took it over, if somebody did.

    Where nobody of the center took it, the party that is left with the caller has it, unrecorded.
    """
    if call is None:
        return "", ""
    company = companies.company_of(call)
    if taken := company.taken_from(user):
        return str(call.pk), directory.name_of(taken)
    left = next((leg for leg in company.others if leg.joined_at), None)
    return "", directory.name_of(left) if left and call.ended_at is None else ""


def _may_have_been_off(session: AgentSession) -> bool:
    return session.state == AgentState.OFFLINE or session.reason == SIGNED_IN


def _held_since(session: AgentSession, user: User, company: Company | None) -> datetime | None:
    leads = company is not None and company.leader == user.pk
    return session.call.held_at if session.call and leads else None


def reason_words(session: AgentSession) -> "StrPromise | str":
    """Say why an agent is in a state, where that has a word."""
    said = pauses.word(session.reason)
    return said or (MORE_TIME_REASONS | _OTHER_REASONS).get(session.reason, "")

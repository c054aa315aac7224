"""The bar that stays on top: what the agent is doing, since when, and the call at hand."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from django.conf import settings
from django.utils.translation import gettext_lazy as _

from alo153.accounts.models import User
from alo153.switchboard import queries as telephone
from alo153.switchboard.models import AgentState, Call

if TYPE_CHECKING:
    from django_stubs_ext import StrPromise

# Why an agent takes no calls: the codes of the menu
PAUSE_REASONS: "dict[str, StrPromise]" = {
    "record": _("Finishing the record"),
    "break": _("Break"),
    "meal": _("Meal"),
    "meeting": _("Meeting"),
    "training": _("Training"),
    "trouble": _("Technical trouble"),
}
# What the switchboard itself gives as a reason
_OTHER_REASONS: "dict[str, StrPromise]" = {"signed_in": _("just signed in")}

# Icon and look of each state; the word comes from the state itself
LOOKS = {
    AgentState.READY: ("check-circle", "good"),
    AgentState.RINGING: ("phone-incoming", "info"),
    AgentState.TALKING: ("phone", "info"),
    AgentState.WRAP_UP: ("edit", "warn"),
    AgentState.PAUSED: ("pause", "warn"),
    AgentState.NOT_ANSWERING: ("alert", "bad"),
    AgentState.OFFLINE: ("phone-off", "off"),
}


@dataclass(frozen=True, kw_only=True)
class Bar:
    """Where the agent stands now."""

    state: AgentState
    since: datetime
    reason: "StrPromise | str"
    reachable: bool
    call: Call | None
    # When wrapping up ends by itself
    ready_at: datetime | None

    @property
    def icon(self) -> str:
        """Return the symbol of the state."""
        return LOOKS[self.state][0]

    @property
    def look(self) -> str:
        """Return the color's name of the state."""
        return LOOKS[self.state][1]

    @property
    def takes_calls(self) -> bool:
        """Tell whether a pause would change anything: the agent is ready or at a call."""
        return self.state in {AgentState.READY, AgentState.RINGING, AgentState.TALKING}

    @property
    def reasons(self) -> "dict[str, StrPromise]":
        """Return the reasons for a pause."""
        return PAUSE_REASONS


def of(user: User, now: datetime) -> Bar:
    """Return the bar of an agent; one query, two while no call is at hand."""
    session = telephone.session_of(user)
    if not session:
        return Bar(
            state=AgentState.OFFLINE,
            since=now,
            reason="",
            reachable=False,
            call=None,
            ready_at=None,
        )
    state = AgentState(session.state)
    wrapping = state is AgentState.WRAP_UP
    limit = timedelta(seconds=settings.WRAP_UP_SECONDS)
    return Bar(
        state=state,
        since=session.since,
        reason=(PAUSE_REASONS | _OTHER_REASONS).get(session.reason, ""),
        reachable=session.reachable,
        call=session.call,
        ready_at=session.since + limit if wrapping else None,
    )

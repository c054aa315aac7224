"""Labels of a call's enums (`calls.call_words`) on screens, as choices of columns."""

from collections.abc import Mapping
from typing import Any

from django.utils.translation import pgettext_lazy

from alo153.calls.call_words import (
    AgentState,
    CallDirection,
    CallOutcome,
    CallParty,
    LegKind,
    LegResult,
    LegRole,
    MonitoringMode,
    OfferResult,
    OfferRule,
)


def choices(labels: Mapping[Any, Any]) -> list[tuple[str, Any]]:
    """Return values and labels, as a column and a migration name them."""
    return [(word.value, label) for word, label in labels.items()]


AGENT_STATES = {
    AgentState.READY: pgettext_lazy("telephone", "ready"),
    AgentState.RINGING: pgettext_lazy("telephone", "ringing"),
    AgentState.TALKING: pgettext_lazy("telephone", "talking"),
    AgentState.WRAP_UP: pgettext_lazy("telephone", "wrapping up"),
    AgentState.PAUSED: pgettext_lazy("telephone", "on a break"),
    AgentState.NOT_ANSWERING: pgettext_lazy("telephone", "not answering"),
    AgentState.SUPERVISING: pgettext_lazy("telephone", "listening to a call"),
    AgentState.OFFLINE: pgettext_lazy("telephone", "offline"),
}

CALL_DIRECTIONS = {
    CallDirection.IN: pgettext_lazy("telephone", "incoming"),
    CallDirection.OUT: pgettext_lazy("telephone", "outgoing"),
}

CALL_OUTCOMES = {
    CallOutcome.ANSWERED: pgettext_lazy("telephone", "answered"),
    CallOutcome.ABANDONED: pgettext_lazy("telephone", "abandoned"),
    CallOutcome.BUSY: pgettext_lazy("telephone", "busy"),
    CallOutcome.NO_ANSWER: pgettext_lazy("telephone", "no answer"),
    CallOutcome.FAILED: pgettext_lazy("telephone", "could not be connected"),
    CallOutcome.CANCELED: pgettext_lazy("telephone", "canceled"),
    CallOutcome.SELF_SERVED: pgettext_lazy("telephone", "served by the voice menu"),
    CallOutcome.CLOSED: pgettext_lazy("telephone", "outside opening hours"),
    CallOutcome.BLOCKED: pgettext_lazy("telephone", "blocked number"),
    CallOutcome.MESSAGE_LEFT: pgettext_lazy("telephone", "left a message"),
}

CALL_PARTIES = {
    CallParty.CITIZEN: pgettext_lazy("telephone", "citizen"),
    CallParty.AGENT: pgettext_lazy("telephone", "agent"),
    CallParty.OUTSIDE: pgettext_lazy("telephone", "outside party"),
    CallParty.SWITCHBOARD: pgettext_lazy("telephone", "switchboard"),
}

LEG_KINDS = {
    LegKind.AGENT: pgettext_lazy("telephone", "agent"),
    LegKind.OUTSIDE: pgettext_lazy("telephone", "outside party"),
    LegKind.SUPERVISOR: pgettext_lazy("telephone", "supervisor"),
    LegKind.GUEST: pgettext_lazy("telephone", "guest"),
}

LEG_ROLES = {
    LegRole.AGENT: pgettext_lazy("telephone", "serves the citizen"),
    LegRole.CONSULTED: pgettext_lazy("telephone", "is asked aside"),
    LegRole.CONFERENCE: pgettext_lazy("telephone", "in the conference"),
    LegRole.LISTENING: pgettext_lazy("telephone", "listens"),
    LegRole.WHISPERING: pgettext_lazy("telephone", "whispers"),
    LegRole.BARGING: pgettext_lazy("telephone", "has barged in"),
}

MONITORING_MODES = {
    MonitoringMode.LISTEN: pgettext_lazy("telephone", "listens"),
    MonitoringMode.WHISPER: pgettext_lazy("telephone", "whispers to the agent"),
    MonitoringMode.BARGE: pgettext_lazy("telephone", "talks with both"),
}

OFFER_RULES = {
    OfferRule.LONGEST_IDLE: pgettext_lazy("telephone", "idle longest"),
    OfferRule.PREFERRED: pgettext_lazy("telephone", "knows the caller"),
    OfferRule.OVERFLOW: pgettext_lazy("telephone", "helps out another queue"),
    OfferRule.KEPT_PLACE: pgettext_lazy("telephone", "idle longest, place was kept"),
    OfferRule.CALL_BACK: pgettext_lazy("telephone", "asked for the call-back"),
    OfferRule.RETURNED: pgettext_lazy("telephone", "was talking with the caller"),
    OfferRule.TRANSFER: pgettext_lazy("telephone", "a colleague gave the call to them"),
    OfferRule.SHIFT: pgettext_lazy("telephone", "for others a break is due, or the night ends"),
}

OFFER_RESULTS = {
    OfferResult.ANSWERED: pgettext_lazy("telephone", "answered"),
    OfferResult.NO_ANSWER: pgettext_lazy("telephone", "no answer"),
    OfferResult.REJECTED: pgettext_lazy("telephone", "rejected"),
    OfferResult.UNREACHABLE: pgettext_lazy("telephone", "telephone not reachable"),
    OfferResult.WITHDRAWN: pgettext_lazy("telephone", "withdrawn"),
}

LEG_RESULTS = {
    LegResult.LEFT: pgettext_lazy("telephone", "left the call"),
    LegResult.HUNG_UP: pgettext_lazy("telephone", "hung up"),
    LegResult.WITHDRAWN: pgettext_lazy("telephone", "taken out"),
    LegResult.BUSY: pgettext_lazy("telephone", "busy"),
    LegResult.NO_ANSWER: pgettext_lazy("telephone", "no answer"),
    LegResult.REJECTED: pgettext_lazy("telephone", "rejected"),
    LegResult.UNREACHABLE: pgettext_lazy("telephone", "telephone not reachable"),
    LegResult.LINE_FAILED: pgettext_lazy("telephone", "line failed, another was tried"),
    LegResult.ENDED: pgettext_lazy("telephone", "the call ended"),
}

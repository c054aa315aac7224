"""Facts for the record about calls that are shown to other nodes."""

from __future__ import annotations

from dataclasses import dataclass

from alo153.switchboard.acd.state.shared_calls import SharedCall
from alo153.switchboard.acd.turn.facts import CallFact


@dataclass(frozen=True, slots=True, kw_only=True)
class CallShared(CallFact):
    """A waiting call may be claimed by another node; what was claimed before is void."""

    shared: SharedCall


@dataclass(frozen=True, slots=True, kw_only=True)
class CallTakenBack(CallFact):
    """A call is not shared any more."""

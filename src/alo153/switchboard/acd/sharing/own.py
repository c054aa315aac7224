"""The side of the node a call came in through: it shows its waiting calls and rings who claims.

It decides alone about its calls. An agent of another node who rings or talks here is a visitor:
known as long as the call lasts, written down by the own node only.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from alo153.switchboard.acd.members.members import is_here, visitor
from alo153.switchboard.acd.ringing.eligibility import reason, waits_for_preferred, wants_agent
from alo153.switchboard.acd.ringing.ringing import ring
from alo153.switchboard.acd.sharing.events import CallClaimed
from alo153.switchboard.acd.sharing.facts import CallShared, CallTakenBack
from alo153.switchboard.acd.state.shared_calls import SharedCall
from alo153.switchboard.acd.state.state import Call, Phase
from alo153.switchboard.acd.turn.turn import Turn


def claimed(turn: Turn, event: CallClaimed) -> None:
    """Ring the agent of another node, unless the call has an agent already.

    If a claim cannot be used, the node shows the call again.
    """
    shown, call = turn.sharing.shown.get(event.call), turn.calls.get(event.call)
    if shown is None or call is None or event.round != call.offers or call.offer is not None:
        return
    if is_here(turn, event.agent):
        turn.record(CallShared(at=turn.at, call=call.id, shared=shown))
        return
    agent = visitor(turn, event.agent, home=event.node, idle_seconds=event.idle_seconds)
    ring(turn, call, agent, reason(turn, call, rank=event.rank, among=event.among))


def follow(turn: Turn, before: Mapping[str, Call]) -> None:
    """Show the calls that no agent here can take, and withdraw calls that are served."""
    if not turn.rules.node:
        return
    shown = dict(turn.sharing.shown)
    for key in _changed(turn, before):
        call = turn.calls.get(key)
        if call is not None and _visited(turn, call):
            continue
        _show(turn, shown, key, _shared(turn, call))
    if shown != turn.sharing.shown:
        turn.sharing = replace(turn.sharing, shown=shown)


def _changed(turn: Turn, before: Mapping[str, Call]) -> set[str]:
    """Name the calls that this turn may have to show to other nodes, or to take back."""
    shown = turn.sharing.shown
    changed = {
        call.id
        for call in turn.calls.values()
        if before.get(call.id) is not call or (call.phase is Phase.WAITING and call.id not in shown)
    }
    return changed | (shown.keys() - turn.calls.keys())


def _visited(turn: Turn, call: Call) -> bool:
    """Say whether an agent of another node rings: until it is known, nothing changes."""
    rings = call.phase is Phase.WAITING and call.offer is not None
    return rings and call.offer is not None and bool(turn.agent(call.offer.agent).home)


def _shared(turn: Turn, call: Call | None) -> SharedCall | None:
    if call is None or call.phase is not Phase.WAITING or call.video or call.queued_at is None:
        return None
    if not wants_agent(turn, call) or waits_for_preferred(turn, call):
        return None
    return SharedCall(
        id=call.id,
        node=turn.rules.node,
        queue=call.queue,
        queued_at=call.queued_at,
        priority=call.priority,
        preferred=call.preferred,
        round=call.offers,
    )


def _show(turn: Turn, shown: dict[str, SharedCall], key: str, shared: SharedCall | None) -> None:
    if shared == shown.get(key):
        return
    if shared is None:
        del shown[key]
        turn.record(CallTakenBack(at=turn.at, call=key))
    else:
        shown[key] = shared
        turn.record(CallShared(at=turn.at, call=key, shared=shared))

"""The leg between two nodes: what Asterisk says of it, and what is asked of Asterisk for it.

The node of a call dials `agent-<id>` at the node of the agent. There the program looks whether the
agent is free, and sends the leg on into the dialplan, which rings: the talk needs no program.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping
from typing import Any

from alo153.calls.call_words import OfferResult
from alo153.calls.endpoints.phone_accounts import agent_name, agent_of
from alo153.switchboard.acd.sharing.commands import Refusal, RefuseShared, RingShared
from alo153.switchboard.acd.sharing.events import (
    SharedLegAnswered,
    SharedLegArrived,
    SharedLegGone,
    SharedLegRefused,
)
from alo153.switchboard.acd.state.leg_ids import call_of_offer
from alo153.switchboard.acd.turn import events as acd
from alo153.switchboard.acd.turn.commands import CallCommand
from alo153.switchboard.asterisk.ari import events as ari
from alo153.switchboard.asterisk.ari.client import AriClient

FROM_NODE = "node"
"""The first argument with which the dialplan brings a leg of another node."""
CONTEXT = "ring-shared"
OFFER_HEADER = "PJSIP_HEADER(add,X-Alo-Offer)"
ANSWERED = "SharedAnswered"
REFUSED = "SharedRefused"
REASONS = {"BUSY": OfferResult.REJECTED, "NOANSWER": OfferResult.NO_ANSWER}
CAUSES = {Refusal.BUSY: 17, Refusal.NO_ANSWER: 19}
"""Of Q.850; the other Asterisk reads them in the SIP answer."""


def arrived(event: ari.StasisStart, at: float) -> acd.Event:
    """Read for whom a leg came; one that does not say so is sent away."""
    _, dialed, offer = (*event.args, "", "")[:3]
    agent, channel = agent_of(dialed), event.channel.id
    if agent is None or not offer:
        return acd.StrayLeg(at=at, channel=channel)
    call = call_of_offer(offer)
    return SharedLegArrived(at=at, channel=channel, call=call, offer=offer, agent=agent)


def gone(event: ari.ChannelDestroyed, at: float) -> acd.Event:
    """Tell that a leg is over."""
    return SharedLegGone(at=at, channel=event.channel.id)


def told(event: ari.ChannelUserevent, at: float) -> acd.Event | None:
    """Read what the dialplan says of our agent."""
    offer = event.fields.get("offer", "")
    if event.name == ANSWERED:
        return SharedLegAnswered(at=at, offer=offer)
    if event.name == REFUSED:
        reason = REASONS.get(event.fields.get("status", ""), OfferResult.UNREACHABLE)
        return SharedLegRefused(at=at, offer=offer, reason=reason)
    return None


async def ring(client: AriClient, command: RingShared) -> None:
    """Send a leg on to ring our agent."""
    await client.channels.go_on(
        command.channel, context=CONTEXT, extension=agent_name(command.agent)
    )


async def refuse(client: AriClient, command: RefuseShared) -> None:
    """Send a leg back with the reason."""
    await client.channels.hangup(command.channel, cause=CAUSES[command.why])


ACTS: Mapping[type[CallCommand], Callable[[AriClient, Any], Awaitable[None]]] = {
    RingShared: ring,
    RefuseShared: refuse,
}

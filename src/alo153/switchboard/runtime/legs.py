"""Translate channels and bridges of Asterisk into the legs of calls, after a restart."""

from collections.abc import Collection

from alo153.calls.endpoints.ids import bridge_of_call, call_of_bridge, call_of_channel
from alo153.calls.endpoints.phone_accounts import agent_of, is_peer
from alo153.switchboard.acd.state.leg_ids import OUR_LEGS, call_of_leg
from alo153.switchboard.acd.state.monitors import SNOOP, SUPERVISOR_LEG
from alo153.switchboard.acd.turn import events as acd
from alo153.switchboard.asterisk.ami.recorder import MARK
from alo153.switchboard.asterisk.ari.model import Bridge, Channel
from alo153.switchboard.asterisk.ari.translate import caller_of


def leg(channel: Channel, bridges: list[Bridge]) -> acd.Leg:
    """Return the leg of a channel.

    It counts as bridged only in a bridge of its own call. `bridges` are all that Asterisk has.
    """
    call = _call_of(channel)
    rooms = (bridge for bridge in bridges if _is_room_of(bridge, channel, call))
    return acd.Leg(
        id=channel.id,
        up=channel.state == "Up",
        bridged=any(channel.id in room.channel_ids for room in rooms),
        agent=agent_of(channel.endpoint),
        **caller_of(channel),
        call=call,
        recorded=bool(channel.variables.get(MARK)),
    )


def _is_room_of(bridge: Bridge, channel: Channel, call: str) -> bool:
    # The id of a supervisor's leg does not name the call that the supervisor took over
    if channel.id.startswith(SUPERVISOR_LEG):
        return call_of_bridge(bridge.id) is not None
    return bridge.id == bridge_of_call(call)


def _call_of(channel: Channel) -> str:
    return call_of_leg(channel.id) if _is_our_leg(channel) else call_of_channel(channel.id)


def is_in_play(channel: Channel, inside: Collection[str]) -> bool:
    """Say whether a channel is a leg that we dialed or a caller's, and not from another node.

    Args:
        inside: the ids of the channels in our application.
    """
    return (channel.id in inside or _is_our_leg(channel)) and not is_peer(channel.endpoint)


def _is_our_leg(channel: Channel) -> bool:
    return channel.id.startswith((*OUR_LEGS, SUPERVISOR_LEG, SNOOP))

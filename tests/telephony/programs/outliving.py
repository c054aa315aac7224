"""No leg outlives its call: what is in Asterisk belongs to calls that the record has open."""

from __future__ import annotations

from tests.telephony.programs.switchboards import Center, until

from alo153.calls.endpoints.ids import call_of_bridge, call_of_channel
from alo153.calls.models import Call, CallLeg
from alo153.switchboard.acd.state.leg_ids import OUR_LEGS, call_of_leg


def sweep(center: Center) -> None:
    """Wait until no leg of an ended call is left; without a program nobody would end it."""
    if center.switchboard.is_running:
        until(
            lambda: not outliving(center), what=lambda: f"outlive their calls: {outliving(center)}"
        )


def outliving(center: Center) -> list[str]:
    """List channels, bridges and recorded legs of calls that have ended."""
    ended = {
        str(key) for key in Call.objects.filter(ended_at__isnull=False).values_list("pk", flat=True)
    }
    there = {leg["id"]: _call_of(leg["id"]) for leg in center.channels()}
    there |= {room["id"]: call_of_bridge(room["id"]) or "" for room in center.bridges()}
    recorded = CallLeg.objects.filter(left_at__isnull=True, call__ended_at__isnull=False)
    return [each for each, call in there.items() if call in ended] + [leg.pk for leg in recorded]


def _call_of(channel: str) -> str:
    return call_of_leg(channel) if channel.startswith(OUR_LEGS) else call_of_channel(channel)

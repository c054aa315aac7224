"""The ids of the legs that we dial: each names its call, so that it is known after a restart."""

from alo153.switchboard.acd.state.monitors import SUPERVISOR_LEG

AGENT_LEG = "offer-"
CITIZEN_LEG = "citizen-"
MEMBER_LEG = "member-"
OUR_LEGS = (AGENT_LEG, CITIZEN_LEG, MEMBER_LEG)


def call_of_offer(offer: str) -> str:
    """Name the call an offer or member belongs to: both are numbered within their call."""
    return offer.removeprefix(MEMBER_LEG).rpartition(".")[0]


def agent_leg(offer: str) -> str:
    """Choose the channel id of an agent's leg, so that it is known again after a restart.

    Who took the call over keeps the leg: then the offer's id is that of the leg.
    """
    return offer if offer.startswith((MEMBER_LEG, SUPERVISOR_LEG)) else AGENT_LEG + offer


def citizen_leg(call: str, dial: int = 1) -> str:
    """Choose the channel id of a called citizen's leg; each `dial` of a call has its own."""
    return CITIZEN_LEG + call + (f".{dial}" if dial > 1 else "")


def dial_of_leg(leg: str) -> int:
    """Read which dial of its call a citizen's leg is."""
    return int(leg.rpartition(".")[2]) if "." in leg else 1


def member_leg(call: str, number: int) -> str:
    """Choose the id of a member of a call, which is also the id of the channel."""
    return f"{MEMBER_LEG}{call}.{number}"


def number_of_member(leg: str) -> int:
    """Read which member of its call a leg is; 0 for a leg that is no member's."""
    return int(leg.rpartition(".")[2]) if leg.startswith(MEMBER_LEG) else 0


def call_of_leg(leg: str) -> str:
    """Name the call that a leg of ours belongs to."""
    if leg.startswith(CITIZEN_LEG):
        return leg.removeprefix(CITIZEN_LEG).partition(".")[0]
    return call_of_offer(leg.removeprefix(AGENT_LEG))

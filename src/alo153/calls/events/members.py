"""The other parties of a call."""

from alo153.calls.events.of_call import OfCall


class CallMemberInvited(OfCall, name="call.member_invited"):
    """One more person rings; `asked` is an agent."""

    member: str
    kind: str
    role: str
    asked: int | None = None


class CallMemberJoined(OfCall, name="call.member_joined"):
    """A member answers."""

    member: str


class CallMemberChanged(OfCall, name="call.member_changed"):
    """A member does something else in a call."""

    member: str
    role: str


class CallMemberLeft(OfCall, name="call.member_left"):
    """A member, or the agent's own leg, left a call that continues."""

    member: str
    result: str


class CallTaken(OfCall, name="call.taken"):
    """A member has the call now."""

    member: str


class CallGuestInvited(OfCall, name="call.guest_invited"):
    """Somebody without a telephone is invited by a link."""


class CallLineBad(OfCall, name="call.line_bad"):
    """The line of a leg is bad; once for a leg."""

    leg: str

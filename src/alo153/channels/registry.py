"""Every kind of transport: the one list. Pure: nothing is opened, and no library is read."""

from collections.abc import Sequence
from datetime import timedelta
from typing import Final

from alo153.channels.email.transports import EMAIL_TRANSPORTS
from alo153.channels.mailbox.transports import MAILBOX_TRANSPORTS
from alo153.channels.push.transport import PUSH_TRANSPORTS
from alo153.channels.sms.transports import SMS_TRANSPORTS
from alo153.channels.social.transports import SOCIAL_TRANSPORTS
from alo153.channels.transport import Attaching, Transport, Typing, scheme_of

TRANSPORTS: Final[tuple[Transport, ...]] = (
    *MAILBOX_TRANSPORTS,
    *EMAIL_TRANSPORTS,
    *SMS_TRANSPORTS,
    *SOCIAL_TRANSPORTS,
    *PUSH_TRANSPORTS,
)


class UnknownTransport(ValueError):
    """No kind of transport of this channel has such an address; it says which there are."""


def transports_of(channel: str) -> list[Transport]:
    """Return the kinds of a channel."""
    return [transport for transport in TRANSPORTS if transport.channel == channel]


def addresses_of(channel: str) -> Sequence[str]:
    """Return the addresses of a channel in use, in the order in which they are tried."""
    kinds = transports_of(channel)
    return kinds[0].addresses() if kinds else ()


def transport_named(channel: str, name: str) -> Transport | None:
    """Return the kind of this name."""
    return next((kind for kind in transports_of(channel) if kind.name == name), None)


def transport_at(channel: str, address: str) -> Transport:
    """Return the kind that an address in the settings names.

    Raises:
        UnknownTransport: there is none.
    """
    kinds = transports_of(channel)
    for transport in kinds:
        if scheme_of(address) in transport.schemes:
            return transport
    known = ", ".join(f"{scheme}:" for transport in kinds for scheme in transport.schemes)
    raise UnknownTransport(f"must begin with one of {known}")


def excess(channel: str, text: str) -> int:
    """Return how many characters too long a text is for a channel; 0 where any length goes."""
    return max((kind.excess(text) for kind in transports_of(channel)), default=0)


def window_of(channel: str) -> timedelta | None:
    """Return so long after somebody wrote on a channel words of our own may go there."""
    windows = (kind.window for kind in transports_of(channel))
    return next((window for window in windows if window), None)


def comment_window_of(channel: str) -> timedelta:
    """Return so long after a comment its writer may be written to privately; 0 where never."""
    windows = (kind.comment_window for kind in transports_of(channel))
    return next((window for window in windows if window), timedelta(0))


def invites(channel: str) -> bool:
    """Say whether nobody is written to on a channel who has not written privately first."""
    return any(kind.invitation for kind in transports_of(channel))


def typing_of(channel: str) -> Typing | None:
    """Return how a channel shows that one of us types; None if it does not."""
    return next((kind.typing for kind in transports_of(channel) if kind.typing), None)


def takes_templates(channel: str) -> bool:
    """Say whether approved words may go there outside of its window."""
    return any(kind.takes_templates for kind in transports_of(channel))


def attaching_of(channel: str) -> Attaching | None:
    """Return which files may go with words on a channel; None where none may."""
    return next((kind.attaching for kind in transports_of(channel) if kind.attaching), None)

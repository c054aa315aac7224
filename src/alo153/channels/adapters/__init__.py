"""The transports in use: the settings name them by an address."""

from alo153.channels import registry
from alo153.channels.adapters.failover import Failover
from alo153.channels.contract import Adapter, NotFetched, PermanentFailure
from alo153.channels.transport import Publishing, Transport


def adapter_for(channel: str) -> Adapter:
    """Return the way out of a channel, which may be several in their order.

    One query for the city's sender if none is set.

    Raises:
        UnknownTransport: the address in the settings is of no known kind.
        PermanentFailure: the channel is off.
    """
    adapters = [transport.open(address) for address, transport in in_use(channel)]
    if not adapters:
        raise PermanentFailure("channel off")
    return Failover(adapters) if len(adapters) > 1 else adapters[0]


def in_use(channel: str) -> list[tuple[str, Transport]]:
    """Return the addresses of a channel with their kinds, in the order in which they are tried."""
    addresses = registry.addresses_of(channel)
    return [(each, registry.transport_at(channel, each)) for each in addresses]


def drops_repeats(channel: str) -> bool:
    """Tell whether a letter that may have left can be handed over again: it arrives once."""
    match in_use(channel):
        case [(_, transport)]:
            return transport.drops_repeats
    # The first may have taken it, and the second would take it again
    return False


def fetch(channel: str, reference: str) -> bytes:
    """Fetch a file of a message that came in.

    Raises:
        NotFetched: it is not to be had, or not now.
    """
    for address, transport in in_use(channel):
        if transport.fetch:
            return transport.fetch(address, reference)
    raise NotFetched("channel off")


def invitation(channel: str, comment: str) -> str:
    """Return where the author of a comment writes to us privately; empty if that is unknown."""
    for address, transport in in_use(channel):
        if transport.invitation:
            return transport.invitation(address, comment)
    return ""


def tell_typing(channel: str, *, to: str, answers: str) -> None:
    """Show somebody that one of us types; nothing where a channel is off or shows no such thing.

    Raises:
        NotSent: it was not told, or nobody knows.
    """
    for address, transport in in_use(channel):
        if transport.typing:
            transport.typing.tell(address, to, answers)


def publisher(channel: str) -> tuple[str, Publishing] | None:
    """Return where a channel publishes to everybody and how; None if it does not, or is off."""
    for address, transport in in_use(channel):
        if transport.publishing and transport.publishing.place(address):
            return address, transport.publishing
    return None

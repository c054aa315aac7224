"""By which ways somebody gets what is not owed to them, and by which no more."""

from collections.abc import Iterable
from dataclasses import dataclass

from alo153.citizens.channel import CHANNEL_LABELS, Channel
from alo153.city import numbers
from alo153.city.rules.phone import PhoneError
from alo153.contacts.models import OptOut


@dataclass(frozen=True)
class Wish:
    """A way to somebody, and whether only what is owed goes there."""

    channel: Channel
    to: str
    is_declined: bool

    @property
    def label(self) -> object:
        """Return the channel in words."""
        return CHANNEL_LABELS[self.channel]


def wishes_of(addresses: Iterable[tuple[str, str]]) -> list[Wish]:
    """Return the ways by which what is not owed could go to these addresses; one query.

    Args:
        addresses: kind and value, as identities have them; what has no such way is left out.
    """
    ways = [way for kind, value in dict.fromkeys(addresses) for way in _ways(kind, value)]
    rows = OptOut.objects.filter(to__in={to for _, to in ways})
    declined = set(rows.values_list("channel", "to")) if ways else set()
    return [Wish(channel, to, (channel.value, to) in declined) for channel, to in ways]


def _ways(kind: str, value: str) -> list[tuple[Channel, str]]:
    if kind == Channel.EMAIL:
        return [(Channel.EMAIL, value)]
    if kind != Channel.PHONE:
        return []
    sms = [(Channel.SMS, value)] if _takes_sms(value) else []
    return [*sms, (Channel.PHONE, value)]


def _takes_sms(value: str) -> bool:
    try:
        number = numbers.parse(value)
    except PhoneError:
        return False
    return number.is_mobile and number.is_ordinary

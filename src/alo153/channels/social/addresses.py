"""The address of a company's channel, once somebody has answered for it."""

from collections.abc import Sequence

from alo153.channels.transport import Addresses
from alo153.citizens.channel import Channel


def opened(channel: Channel) -> Addresses:
    """Return what reads the address of a company's channel: none until somebody opened it.

    It costs a query where the settings name one.
    """

    def addresses() -> Sequence[str]:
        from django.conf import settings  # noqa: PLC0415 - the settings read the registry

        from alo153.channels.social.opening.queries import is_open  # noqa: PLC0415 - needs models

        address = settings.SOCIAL_URLS.get(channel, "")
        return [address] if address and is_open(channel) else []

    return addresses

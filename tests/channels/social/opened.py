"""A social channel that is open, with its account at the stand-in of its provider."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.test import override_settings
from tests import cast
from tests.channels.contract.other_side import OtherSide, stand_in_of

from alo153.channels import registry
from alo153.channels.social.opening.actions import open_channel
from alo153.channels.transport import Transport
from alo153.citizens.channel import Channel


def kind_of(channel: Channel) -> Transport:
    """Return the one kind of a social channel."""
    [kind] = registry.transports_of(channel)
    return kind


@contextmanager
def opened(channel: Channel) -> Iterator[OtherSide]:
    """Run its provider, and let Yasin answer for it; to be used once in a test."""
    with (
        stand_in_of(kind_of(channel)).running() as other,
        override_settings(SOCIAL_URLS={channel.value: other.address}),
    ):
        open_channel(
            channel=channel, ground="Kurul kararı 2026/17", by=cast.staff("yasin"), at=cast.AT
        )
        yield other

"""The places where posts may appear: the city's own portal, and the channels that are set up."""

from typing import TYPE_CHECKING, Final

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from alo153.channels import adapters
from alo153.channels.transport import Publishing
from alo153.citizens.channel import Channel
from alo153.knowledge.models import LONGEST
from alo153.publishing.fitting import Outlet

if TYPE_CHECKING:
    from django_stubs_ext import StrPromise

PORTAL: Final = Channel.WEB
LABELS: Final[dict[Channel, "StrPromise"]] = {
    PORTAL: pgettext_lazy("post", "Portal"),
    Channel.MESSENGER: _("Facebook"),
    Channel.INSTAGRAM: _("Instagram"),
    Channel.TELEGRAM: _("Telegram"),
    Channel.X: _("X"),
}
"""All places where posts can appear, in the order of pages."""


def outlets() -> dict[Channel, Outlet]:
    """Return the places that take posts now; one query for each channel that is set up."""
    found = {PORTAL: Outlet(channel=PORTAL, place="", longest=LONGEST, longest_caption=LONGEST)}
    for channel in LABELS:
        there = adapters.publisher(channel) if channel != PORTAL else None
        if there:
            found[channel] = _outlet(channel, *there)
    return found


def _outlet(channel: Channel, address: str, how: Publishing) -> Outlet:
    return Outlet(
        channel=channel,
        place=how.place(address),
        longest=how.longest,
        longest_caption=how.longest_caption,
        measure=how.measure,
        needs_picture=how.needs_picture,
        narrowest=how.narrowest,
        widest=how.widest,
        can_withdraw=how.withdraw is not None,
        link=lambda reference: how.link(address, reference),
    )

"""Look-ups of open channels and approved texts."""

from django.db.models import F, QuerySet

from alo153.channels.models import ApprovedTemplate, ChannelOpening


def is_open(channel: str) -> bool:
    """Say whether a channel is open; one index scan."""
    return ChannelOpening.objects.filter(channel=channel, closed_at=None).exists()


def openings() -> dict[str, ChannelOpening]:
    """Return the last opening of each channel that ever was open."""
    told = ChannelOpening.objects.select_related("opened_by", "closed_by")
    return {each.channel: each for each in told.order_by("opened_at")}


def templates() -> QuerySet[ApprovedTemplate]:
    """Return the approved templates that may be used, by name."""
    return ApprovedTemplate.objects.filter(retired_at=None).order_by(F("name"), F("language"))


def template(key: int) -> ApprovedTemplate | None:
    """Return an approved template, retired or not; one query."""
    return ApprovedTemplate.objects.filter(pk=key).first()

"""Scorecards. They hold no personal data."""

from alo153.quality.media import CardMedium
from alo153.quality.models import CardVersion


def in_use(medium: str) -> CardVersion | None:
    """Return the version that is in use for a medium."""
    used = CardVersion.objects.filter(medium=medium, used_from__isnull=False)
    return used.order_by("-number").first()


def draft(medium: str) -> CardVersion | None:
    """Return the draft of a medium."""
    return CardVersion.objects.filter(medium=medium, used_from=None).first()


def overview() -> list[tuple[CardMedium, CardVersion | None, CardVersion | None]]:
    """Return for each medium the version in use and the draft; one query."""
    rows = list(CardVersion.objects.order_by("number"))
    used = {row.medium: row for row in rows if row.used_from}
    drafts = {row.medium: row for row in rows if not row.used_from}
    return [(medium, used.get(medium), drafts.get(medium)) for medium in CardMedium]

"""Scorecards. They hold no personal data."""

from alo153.quality.media import STANDS_IN, CardMedium
from alo153.quality.models import CardVersion


def in_use(medium: str) -> CardVersion | None:
    """Return the version that is in use for a medium."""
    used = CardVersion.objects.filter(medium=medium, used_from__isnull=False)
    return used.order_by("-number").first()


def scoring(medium: str) -> CardVersion | None:
    """Return the version that scores contacts of a medium now; two queries at most."""
    found = in_use(medium)
    stand_in = STANDS_IN.get(CardMedium(medium))
    return in_use(stand_in) if found is None and stand_in else found


def missing() -> list[CardMedium]:
    """Return the media whose contacts wait for a card; one query."""
    rows = CardVersion.objects.filter(used_from__isnull=False)
    used = set(rows.values_list("medium", flat=True))
    return [each for each in CardMedium if used.isdisjoint({each, STANDS_IN.get(each)})]


def draft(medium: str) -> CardVersion | None:
    """Return the draft of a medium."""
    return CardVersion.objects.filter(medium=medium, used_from=None).first()


def overview() -> list[tuple[CardMedium, CardVersion | None, CardVersion | None]]:
    """Return for each medium the version in use and the draft; one query."""
    rows = list(CardVersion.objects.order_by("number"))
    used = {row.medium: row for row in rows if row.used_from}
    drafts = {row.medium: row for row in rows if not row.used_from}
    return [(medium, used.get(medium), drafts.get(medium)) for medium in CardMedium]

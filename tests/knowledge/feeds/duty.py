"""The pharmacies on duty, as a provider says them."""

import json
from datetime import datetime
from pathlib import Path

from alo153.core.ttl_cache import forget_cached
from alo153.knowledge.feeds import actions
from alo153.knowledge.feeds.contract import FeedLine
from alo153.knowledge.models import Feed

PHARMACIES = [{"title": "Şifa Eczanesi", "district": "izmit", "phone": "0262 000 00 01"}]


def ask(path: Path, at: datetime) -> Feed:
    """Ask a provider that writes a file; there may be none."""
    line = FeedLine(
        slug="eczane",
        name="Nöbetçi eczaneler",
        topic="nobetci-eczane",
        source=str(path),
        form="json",
        fields={},
    )
    actions.load_feeds(feeds=[line])
    actions.fetch_due_feeds(feeds=[line], now=lambda: at)
    forget_cached()
    return Feed.objects.get(slug=line.slug)


def said_at(folder: Path, at: datetime) -> Feed:
    """Ask a provider that answers at that instant."""
    path = folder / "eczane.json"
    path.write_text(json.dumps(PHARMACIES), "utf-8")
    return ask(path, at)

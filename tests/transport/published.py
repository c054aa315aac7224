"""A small town whose timetable answers questions."""

from datetime import UTC, datetime
from pathlib import Path

from pytest_django import Settings
from tests import cast
from tests.transport.made import packed

from alo153.core.ttl_cache import forget_cached
from alo153.transport import actions

MONDAY = datetime(2026, 11, 30, 4, 30, tzinfo=UTC)
"""A Monday, 7:30 in Kocaeli."""
TOPIC = "hat-sefer-saatleri"


def keep_files_in(folder: Path, settings: Settings) -> None:
    """Keep what is loaded below a folder of the test."""
    storages = {**settings.STORAGES}
    storages["default"] = {**storages["default"], "OPTIONS": {"location": folder}}
    settings.STORAGES = storages


def publish_town() -> None:
    """Publish it; whoever asks must ask on `MONDAY`."""
    yasin = cast.staff("yasin")
    feed = actions.load_timetable(
        content=packed(), name="k.zip", topic=cast.topic(TOPIC), by=yasin, at=MONDAY
    )
    actions.publish_timetable(feed=feed, by=yasin, at=MONDAY)
    forget_cached()

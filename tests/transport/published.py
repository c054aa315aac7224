"""A small town whose timetable answers questions."""

from datetime import UTC, datetime
from pathlib import Path

from pytest_django import Settings
from tests import cast
from tests.transport.made import DAILY, packed

from alo153.core import clock
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
    _publish(packed(), MONDAY)


def publish_last_bus() -> None:
    """Publish a timetable in which line 500 leaves stop 1001 at 23:59 each day, now as well."""
    _publish(packed(DAILY), clock.now())


def _publish(content: bytes, at: datetime) -> None:
    yasin = cast.staff("yasin")
    feed = actions.load_timetable(
        content=content, name="k.zip", topic=cast.topic(TOPIC), by=yasin, at=at
    )
    actions.publish_timetable(feed=feed, by=yasin, at=at)
    forget_cached()

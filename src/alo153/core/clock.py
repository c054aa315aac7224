"""The only place that reads the clock; domain functions take ``at`` as an argument."""

from datetime import UTC, datetime


def now() -> datetime:
    """Return this instant, aware, in UTC."""
    return datetime.now(UTC)

"""The rules count seconds, the tables hold instants."""

from datetime import UTC, datetime


def instant(seconds: float) -> datetime:
    """Turn seconds since the epoch into an instant."""
    return datetime.fromtimestamp(seconds, UTC)

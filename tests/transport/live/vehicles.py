"""Trip updates of a small town, as a source of GTFS-Realtime writes them."""

from datetime import datetime

from google.transit import gtfs_realtime_pb2 as wire
from tests.transport.published import MONDAY


def message(at: datetime = MONDAY) -> wire.FeedMessage:
    """Return a message without any trip."""
    made = wire.FeedMessage()
    made.header.gtfs_realtime_version = "2.0"
    made.header.timestamp = int(at.timestamp())
    return made


def trip(made: wire.FeedMessage, key: str, day: str = "") -> wire.TripUpdate:
    """Add a trip that nothing is known of yet."""
    entity = made.entity.add(id=key + day)
    entity.trip_update.trip.trip_id = key
    if day:
        entity.trip_update.trip.start_date = day
    return entity.trip_update


def late(
    made: wire.FeedMessage, key: str, seconds: int, *, stop: str = "u1", day: str = ""
) -> None:
    """Let a trip be late at a stop, and at those that follow."""
    update = trip(made, key, day).stop_time_update.add(stop_id=stop)
    update.departure.delay = seconds

"""Read trip updates as GTFS-Realtime writes them: protocol buffers of its own keepers."""

from datetime import UTC, datetime
from typing import Final

from google.protobuf.message import DecodeError
from google.transit import gtfs_realtime_pb2 as wire

from alo153.transport.rules.delays import ANY_DAY, Delays, TripUpdate, Update
from alo153.transport.rules.feeds import values

_CANCELED: Final = (
    wire.TripDescriptor.CANCELED,
    wire.TripDescriptor.DELETED,
)
_STOP = wire.TripUpdate.StopTimeUpdate


class Unreadable(ValueError):
    """The answer is no GTFS-Realtime."""


def read(content: bytes, *, at: datetime) -> Delays:
    """Return the delays that a feed holds.

    Args:
        at: when it was fetched; holds where the feed does not say when it was made.

    Raises:
        Unreadable: it is none.
    """
    feed = wire.FeedMessage()
    try:
        feed.ParseFromString(content)
    except DecodeError as error:
        raise Unreadable from error
    # An empty answer reads as a message without the header that each must have
    if not feed.IsInitialized():
        raise Unreadable
    trips = {}
    for each in feed.entity:
        if each.HasField("trip_update") and not each.is_deleted:
            trip = each.trip_update.trip
            day = values.day(trip.start_date) or ANY_DAY
            trips[trip.trip_id, day] = _trip(each.trip_update)
    made = feed.header.timestamp
    # A clock that runs ahead would make old delays look new
    known_at = min(at, datetime.fromtimestamp(made, UTC)) if 0 < made < _END else at
    return Delays(known_at, trips)


_END: Final = int(datetime(9999, 1, 1, tzinfo=UTC).timestamp())


def _trip(update: wire.TripUpdate) -> TripUpdate:
    return TripUpdate(
        is_canceled=update.trip.schedule_relationship in _CANCELED,
        delay=update.delay if update.HasField("delay") else None,
        updates=tuple(map(_update, update.stop_time_update)),
    )


def _update(each: wire.TripUpdate.StopTimeUpdate) -> Update:
    event = each.departure if each.HasField("departure") else each.arrival
    is_known = each.schedule_relationship != _STOP.NO_DATA
    is_timed = is_known and event.HasField("time") and 0 < event.time < _END
    return Update(
        order=each.stop_sequence if each.HasField("stop_sequence") else None,
        stop=each.stop_id,
        delay=event.delay if is_known and event.HasField("delay") else None,
        at=event.time if is_timed else None,
        is_skipped=each.schedule_relationship == _STOP.SKIPPED,
    )

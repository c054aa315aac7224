"""What a source says of vehicles changes what is told: late, early, gone, not at this stop."""

import io
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from google.transit import gtfs_realtime_pb2 as wire
from tests.transport.live.vehicles import late, message, trip
from tests.transport.made import packed
from tests.transport.published import MONDAY

from alo153.transport.live.protobuf import Unreadable, read
from alo153.transport.rules.answering import Answer, Answering
from alo153.transport.rules.delays import Late, Live
from alo153.transport.rules.departures import Departure
from alo153.transport.rules.feeds import gtfs
from alo153.transport.rules.journeys import Ride

DAY = date(2026, 11, 30)
HALF_PAST_SEVEN = 7 * 3600 + 30 * 60
ZONE = ZoneInfo("Europe/Istanbul")
town = Answering(gtfs.read(io.BytesIO(packed())))


def asked(made: wire.FeedMessage, text: str, now: int = HALF_PAST_SEVEN) -> Answer:
    delays = read(made.SerializeToString(), at=MONDAY)
    return town.answer(text, on=DAY, now=now, live=Live(delays, ZONE))


def first(made: wire.FeedMessage, text: str, now: int = HALF_PAST_SEVEN) -> Departure:
    return asked(made, text, now).departures[0]


def test_a_late_vehicle_is_told_with_its_delay() -> None:
    made = message()
    late(made, "a1", 240)
    departure = first(made, "500 umuttepe")
    assert (departure.at, departure.late) == (8 * 3600, Late(240))


def test_one_that_should_be_gone_is_still_to_come() -> None:
    made = message()
    late(made, "a1", 600)
    assert first(made, "500 umuttepe", now=8 * 3600 + 300).at == 8 * 3600
    assert first(message(), "500 umuttepe", now=8 * 3600 + 300).at == 9 * 3600


def test_an_instant_after_all_years_says_nothing() -> None:
    made = message()
    trip(made, "a1").stop_time_update.add(stop_id="u1").departure.time = 2**62
    departure = first(made, "500 umuttepe")
    assert (departure.at, departure.late) == (8 * 3600, None)


def test_one_that_was_early_is_gone() -> None:
    made = message()
    late(made, "a1", -120)
    assert first(made, "500 umuttepe", now=8 * 3600 - 60).at == 9 * 3600


def test_a_delay_holds_for_the_stops_that_follow_and_for_none_before() -> None:
    made = message()
    late(made, "a1", 300, stop="m1")
    assert first(made, "500 fevziye").late == Late(300)
    assert first(made, "500 umuttepe").late is None


def test_a_stop_is_named_by_its_number_on_the_way_and_the_delay_by_the_time() -> None:
    made = message()
    update = trip(made, "a1").stop_time_update.add(stop_sequence=2)
    update.departure.time = int((MONDAY + timedelta(minutes=50)).timestamp())
    assert first(made, "500 fevziye").late == Late(240), "8:20 instead of 8:16"


def test_what_is_canceled_and_what_leaves_a_stop_out() -> None:
    made = message()
    trip(made, "a1").trip.schedule_relationship = wire.TripDescriptor.CANCELED
    assert first(made, "500 umuttepe").late == Late(is_canceled=True)
    made = message()
    skipped = wire.TripUpdate.StopTimeUpdate.SKIPPED
    trip(made, "a1").stop_time_update.add(stop_id="m1", schedule_relationship=skipped)
    assert first(made, "500 fevziye").late == Late(is_canceled=True)
    assert first(made, "500 umuttepe").late is None


def test_where_nothing_is_known_from_a_stop_on_nothing_is_told() -> None:
    made = message()
    late(made, "a1", 300)
    no_data = wire.TripUpdate.StopTimeUpdate.NO_DATA
    made.entity[0].trip_update.stop_time_update.add(stop_id="m1", schedule_relationship=no_data)
    assert first(made, "500 umuttepe").late == Late(300)
    assert first(made, "500 fevziye").late is None


def test_a_trip_of_another_day_is_another() -> None:
    made = message()
    late(made, "a1", 300, day="20261129")
    assert first(made, "500 umuttepe").late is None
    late(made, "a1", 180, day="20261130")
    assert first(made, "500 umuttepe").late == Late(180)


def test_rides_of_a_journey_are_late_too_also_by_a_time() -> None:
    made = message()
    late(made, "a1", 120)
    late(made, "b1", 60, stop="g2")
    for text in ("umuttepe > gebze", "umuttepe > gebze by 10"):
        [journey] = asked(made, text).journeys
        rides = [each.late for each in journey.parts if isinstance(each, Ride)]
        assert rides == [Late(120), Late(60)]


def test_the_age_is_that_of_the_source_and_never_in_the_future() -> None:
    old = MONDAY - timedelta(minutes=3)
    assert read(message(old).SerializeToString(), at=MONDAY).known_at == old
    ahead = message(MONDAY + timedelta(hours=1)).SerializeToString()
    assert read(ahead, at=MONDAY).known_at == MONDAY
    unsaid = message()
    unsaid.header.ClearField("timestamp")
    assert read(unsaid.SerializeToString(), at=MONDAY).known_at == MONDAY


@pytest.mark.parametrize("content", [b"<html>busy</html>", b"\x0a\xff", b"", b"\x08"])
def test_what_is_no_message_is_refused(content: bytes) -> None:
    with pytest.raises(Unreadable):
        read(content, at=datetime(2026, 11, 30, tzinfo=UTC))


@pytest.mark.parametrize(
    ("day", "planned"),
    [
        # Half past midnight after the day on which clocks go forward, and after an ordinary one
        (date(2026, 3, 8), datetime(2026, 3, 9, 4, 30, tzinfo=UTC)),
        (date(2026, 3, 15), datetime(2026, 3, 16, 4, 30, tzinfo=UTC)),
        # After the day on which they go back
        (date(2026, 11, 1), datetime(2026, 11, 2, 5, 30, tzinfo=UTC)),
    ],
)
def test_an_instant_is_late_by_the_same_where_clocks_change(day: date, planned: datetime) -> None:
    made = message()
    departs = planned + timedelta(minutes=4)
    trip(made, "a3").stop_time_update.add(stop_id="u1").departure.time = int(departs.timestamp())
    delays = read(made.SerializeToString(), at=planned)
    live = Live(delays, ZoneInfo("America/New_York"))
    answer = town.answer("500 umuttepe", on=day, now=23 * 3600, live=live)
    assert [each.late for each in answer.departures if each.at == 24 * 3600 + 1800] == [Late(240)]

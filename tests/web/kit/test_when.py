"""Due dates and moments in words."""

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.utils import translation
from django.utils.formats import date_format

from alo153.core.text import moments
from alo153.web.kit.dates import when

ZONE = ZoneInfo("Europe/Istanbul")
# A Tuesday, 14:00 in the city
NOW = datetime(2026, 3, 3, 11, 0, tzinfo=UTC)
LAST_YEAR = datetime(2025, 12, 31, 9, 30, tzinfo=ZONE)


def at(day: int, hour: int, minute: int = 0) -> datetime:
    return datetime(2026, 3, day, hour, minute, tzinfo=ZONE)


def worked(day: date) -> bool:
    return day.weekday() < 5


@pytest.mark.parametrize(
    ("due_at", "turkish", "english", "urgency"),
    [
        (None, "", "", "none"),
        (at(3, 14, 5), "bugün 14:05'e kadar", "today until 2:05 PM", "today"),
        (at(3, 17), "bugün 17:00'ye kadar", "today until 5:00 PM", "today"),
        (at(3, 19), "bugün 19:00'a kadar", "today until 7:00 PM", "today"),
        (at(3, 16), "bugün 16:00'ya kadar", "today until 4:00 PM", "today"),
        (at(3, 20), "bugün 20:00'ye kadar", "today until 8:00 PM", "today"),
        (at(3, 15, 30), "bugün 15:30'a kadar", "today until 3:30 PM", "today"),
        (at(4, 17, 0), "yarın 17:00'ye kadar", "tomorrow until 5:00 PM", "soon"),
        (at(5, 17), "2 iş günü kaldı", "2 working days left", "calm"),
        # Friday evening to Monday: the week-end does not count
        (at(9, 17), "4 iş günü kaldı", "4 working days left", "calm"),
        (at(3, 13, 59), "1 dakika gecikti", "1 minute late", "late"),
        (at(3, 13, 30), "30 dakika gecikti", "30 minutes late", "late"),
        (at(3, 11, 0), "3 saat gecikti", "3 hours late", "late"),
        (at(2, 23, 0), "1 gün gecikti", "1 day late", "late"),
        (at(1, 17, 0), "2 gün gecikti", "2 days late", "late"),
    ],
)
def test_due_date_in_words(
    due_at: datetime | None, turkish: str, english: str, urgency: str
) -> None:
    with translation.override("tr"):
        assert when.due_words(NOW, due_at, ZONE, worked) == turkish
    with translation.override("en"):
        assert when.due_words(NOW, due_at, ZONE, worked) == english
    assert when.urgency(NOW, due_at, ZONE, worked) == urgency


def test_week_end_makes_monday_press_on_friday() -> None:
    friday = at(6, 10)
    assert when.urgency(friday, at(9, 17), ZONE, worked) == "soon"
    with translation.override("tr"):
        assert when.due_words(friday, at(9, 17), ZONE, worked) == "1 iş günü kaldı"


def test_without_a_calendar_days_are_counted() -> None:
    with translation.override("tr"):
        assert when.due_words(NOW, at(9, 17), ZONE) == "6 gün kaldı"


def test_the_day_is_the_citys_day() -> None:
    # 22:30 UTC is already the next day in the city
    late_evening = datetime(2026, 3, 3, 22, 30, tzinfo=UTC)
    with translation.override("tr"):
        assert when.due_words(late_evening, at(4, 9), ZONE) == "bugün 09:00'a kadar"


@pytest.mark.parametrize("minute", range(60))
def test_every_minute_has_an_ending(minute: int) -> None:
    with translation.override("tr"):
        assert when.due_words(NOW, at(4, 0, minute), ZONE).endswith(
            ("'a kadar", "'e kadar", "'ya kadar", "'ye kadar")
        )


def test_days_hours_and_seconds_have_the_form_of_the_language() -> None:
    monday = date(2026, 3, 2)
    said = {
        "tr": ("02.03.2026 – 08.03.2026", "14:05:09", "02.03.", "2 Mart Pazartesi"),
        "en": ("03/02/2026 – 03/08/2026", "2:05:09 PM", "03/02", "Monday, March 2"),
    }
    for language, words in said.items():
        with translation.override(language):
            of_day = at(3, 14, 5).replace(second=9)
            written = (
                date_format(of_day, "TIME_SECONDS_FORMAT"),
                date_format(monday, "SHORT_DAY_FORMAT"),
                date_format(monday, "WEEKDAY_FORMAT"),
            )
            assert (moments.days(monday, monday + timedelta(days=6)), *written) == words


@pytest.mark.parametrize(
    ("moment", "turkish", "english"),
    [
        (at(3, 14, 5), "bugün 14:05", "today 2:05 PM"),
        (at(2, 9, 30), "dün 09:30", "yesterday 9:30 AM"),
        (at(4, 9, 30), "yarın 09:30", "tomorrow 9:30 AM"),
        (at(20, 9, 30), "20 Mart 09:30", "March 20 9:30 AM"),
        (LAST_YEAR, "31 Aralık 2025 09:30", "December 31, 2025 9:30 AM"),
    ],
)
def test_moments_in_words(moment: datetime, turkish: str, english: str) -> None:
    with translation.override("tr"):
        assert when.moment_words(NOW, moment, ZONE) == turkish
    with translation.override("en"):
        assert when.moment_words(NOW, moment, ZONE) == english

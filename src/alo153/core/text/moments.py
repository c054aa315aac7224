"""Times of a day in the form of the active language. Pure."""

from datetime import date, datetime

from django.utils.formats import date_format


def time_of_day(local: datetime) -> str:
    """Write a time as the language does: "14:05", "2:05 PM".

    Args:
        local: by the clock that people read.
    """
    return date_format(local, "TIME_FORMAT")


def hours(begins: datetime, ends: datetime) -> str:
    """Write some hours of a day: "4 Aralık 13:30–17:00", "December 4 1:30 PM–5:00 PM".

    The month is in letters, for a time has dots in some countries.
    """
    day = date_format(begins, "MONTH_DAY_FORMAT")
    return f"{day} {time_of_day(begins)}–{time_of_day(ends)}"


def days(first: date, last: date) -> str:
    """Write some days in figures: "01.12.2026 – 07.12.2026", "12/01/2026 – 12/07/2026"."""
    begins, ends = (date_format(each, "SHORT_DATE_FORMAT") for each in (first, last))
    return f"{begins} – {ends}"

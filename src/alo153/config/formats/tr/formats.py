"""Forms of days and times in Turkish."""

DATE_FORMAT = "j F Y"
DATETIME_FORMAT = "j F Y H:i"
MONTH_DAY_FORMAT = "j F"
WEEKDAY_FORMAT = "j F l"
TIME_FORMAT = "H:i"
TIME_SECONDS_FORMAT = "H:i:s"
SHORT_DAY_FORMAT = "d.m."
SHORT_DATE_FORMAT = "d.m.Y"
SHORT_DATETIME_FORMAT = "d.m.Y H:i"
DATE_INPUT_FORMATS = ["%Y-%m-%d", "%d.%m.%Y", "%d/%m/%Y"]
"""As a browser's calendar sends a day, then as people write it and messages show it."""

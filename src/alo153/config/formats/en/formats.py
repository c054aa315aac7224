"""Forms of days and times in English, as it is written in America."""

DATE_FORMAT = "F j, Y"
DATETIME_FORMAT = "F j, Y, g:i A"
MONTH_DAY_FORMAT = "F j"
WEEKDAY_FORMAT = "l, F j"
TIME_FORMAT = "g:i A"
TIME_SECONDS_FORMAT = "g:i:s A"
SHORT_DAY_FORMAT = "m/d"
SHORT_DATE_FORMAT = "m/d/Y"
SHORT_DATETIME_FORMAT = "m/d/Y, g:i A"
DATE_INPUT_FORMATS = ["%Y-%m-%d", "%m/%d/%Y", "%d.%m.%Y"]
"""As a browser's calendar sends a day, then as people write it and messages show it."""

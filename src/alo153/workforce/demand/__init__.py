"""From the calls that came to the people that a roster wants."""

from alo153.workforce.demand.forecasting import calendar_between, forecast_for, latest
from alo153.workforce.demand.history import NoHistory, history_of_calls
from alo153.workforce.demand.people import (
    from_calls,
    from_skill,
    people_for,
    usual_shrinkage,
)

__all__ = [
    "NoHistory",
    "calendar_between",
    "forecast_for",
    "from_calls",
    "from_skill",
    "history_of_calls",
    "latest",
    "people_for",
    "usual_shrinkage",
]

"""The rules of working time, in words for planners and administrators."""

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext_lazy as _

from alo153.workforce.law.rules import Key

MEANINGS: Mapping[Key, Any] = {
    Key.WEEK_MOST: _("Most minutes of work in a week"),
    Key.DAY_MOST: _("Most minutes of work in a day"),
    Key.NIGHT_MOST: _("Most minutes of work in a night shift"),
    Key.NIGHT_FORBIDDEN: _("No night work"),
    Key.NIGHT_WEEKS_MOST: _("Most weeks of nights in a row"),
    Key.REST_LEAST: _("Least minutes of rest between two shifts"),
    Key.WEEKLY_REST_LEAST: _("Least minutes of rest within seven days"),
    Key.BREAK_UP_TO_4H: _("Least break, up to four hours of work"),
    Key.BREAK_UP_TO_7H30: _("Least break, up to seven and a half hours of work"),
    Key.BREAK_ABOVE: _("Least break, above seven and a half hours of work"),
    Key.OVERTIME_FORBIDDEN: _("No overtime"),
    Key.NIGHT_OVERTIME_FORBIDDEN: _("No overtime in night shifts"),
    Key.OVERTIME_YEAR_MOST: _("Most minutes of overtime in a year"),
    Key.OVERTIME_NEEDS_CONSENT: _("Overtime only with consent in writing"),
}
"""The limit of each kind of rule."""

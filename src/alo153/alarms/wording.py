"""Write a value of a figure for people."""

from __future__ import annotations

from django.utils.formats import number_format
from django.utils.translation import gettext as _

from alo153.alarms.rules.figures import Figure, Measure

_MINUTE = 60


def said(figure: Figure, value: float) -> str:
    """Write a value with its unit, in the language that is active."""
    match figure.measure:
        case Measure.SECONDS:
            return _time(round(value))
        case Measure.HOURS:
            return _("%(hours)s h") % {"hours": number_format(round(value, 1), 1)}
        case Measure.PERCENT:
            return _("%(percent)s %%") % {"percent": number_format(round(value), 0)}
        case Measure.TIMES:
            return _("%(times)s times the usual") % {"times": number_format(round(value, 1), 1)}
        case Measure.COUNT:
            return number_format(round(value), 0)


def _time(seconds: int) -> str:
    if seconds < 2 * _MINUTE:
        return _("%(seconds)s s") % {"seconds": seconds}
    return _("%(minutes)s min %(seconds)s s") % {
        "minutes": seconds // _MINUTE,
        "seconds": seconds % _MINUTE,
    }

"""Notices to staff about alarms, in the city's language."""

from __future__ import annotations

from typing import Final

from django.utils import translation
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy

from alo153.alarms.models import Alarm
from alo153.alarms.rules.severity import Severity
from alo153.alarms.wording import said
from alo153.city import queries as city
from alo153.notices.actions import Told
from alo153.notices.registry import NoticeKind, notice_kind

PATH: Final = "/live-alarms/"
# An alarm's rule names its audience: any role, unit or permission
LIVE_ALARM = notice_kind("live_alarm", _lazy("A live figure is beyond its limit"))
CRITICAL_ALARM = notice_kind(
    "critical_alarm", _lazy("A live figure is critically beyond its limit"), urgent=True
)


def kind_of(alarm: Alarm) -> NoticeKind:
    """Return the kind of news: quiet hours hold back no critical alarm."""
    return CRITICAL_ALARM if alarm.severity == Severity.CRITICAL else LIVE_ALARM


def raised(alarm: Alarm) -> Told:
    """Say that an alarm rings."""
    with translation.override(city.city().language):
        return Told(title=_title(alarm, _("Alarm: %(name)s")), lines=_lines(alarm), path=PATH)


def escalated(alarm: Alarm) -> Told:
    """Say that nobody acknowledged an alarm."""
    with translation.override(city.city().language):
        title = _title(alarm, _("Nobody acknowledged the alarm: %(name)s"))
        return Told(title=title, lines=_lines(alarm), path=PATH)


def _title(alarm: Alarm, words: str) -> str:
    return (words % {"name": alarm.title})[:200]


def _lines(alarm: Alarm) -> tuple[str, ...]:
    figure = alarm.rule.watched
    value = _("%(figure)s: %(value)s") % {
        "figure": figure.label,
        "value": said(figure, alarm.value),
    }
    limit = _("Limit: %(value)s") % {"value": said(figure, alarm.rule.rings_at)}
    return value, limit

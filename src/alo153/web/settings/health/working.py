"""Checks of the worker's own work: jobs of each queue, and consumers."""

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Final

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from alo153.core.history.consumers import queries
from alo153.core.jobs import Queue
from alo153.core.processes import queue_lag
from alo153.core.tasks import SILENT_SECONDS
from alo153.web.settings.health.check import Area, Check, ago, length

if TYPE_CHECKING:
    from django_stubs_ext import StrPromise

# Jobs that somebody waits for; a busy center keeps its recordings later, and other systems are told
# behind those that do not answer
_LATE_SECONDS: Final = {
    Queue.DEFAULT: 60,
    Queue.RECORDINGS: 900,
    Queue.WEBHOOKS: 900,
    Queue.ROSTERS: 3600,
}
# They run every minute
_LATE_CONSUMER_SECONDS: Final = 300
QUEUES: Final = {
    Queue.DEFAULT: gettext_lazy("Messages, deadlines and seals"),
    Queue.RECORDINGS: gettext_lazy("Storing recordings"),
    Queue.WEBHOOKS: gettext_lazy("Messages to connected systems"),
    Queue.ROSTERS: gettext_lazy("Rosters that are being made"),
}
_EFFECTS: Final = {
    Queue.DEFAULT: gettext_lazy("Messages to citizens and reminders come late."),
    Queue.RECORDINGS: gettext_lazy("Recordings can be heard later. None is lost."),
    Queue.WEBHOOKS: gettext_lazy("Connected systems hear of news later. None is lost."),
    Queue.ROSTERS: gettext_lazy("A roster is finished later. Those that are published stay."),
}
CONSUMERS: "Final[Mapping[str, tuple[StrPromise, StrPromise]]]" = {
    "cases.calendar": (
        gettext_lazy("Deadlines after a change of the calendar"),
        gettext_lazy("Deadlines still count by the calendar before its last change."),
    ),
    "cases.news": (
        gettext_lazy("Notices to staff"),
        gettext_lazy("Staff are not told of new work. It is in their lists."),
    ),
    "cases.sums": (
        gettext_lazy("Figures of results and hand-backs"),
        gettext_lazy("Their pages lack the newest figures. They follow by themselves."),
    ),
    "integrations.webhooks": (
        gettext_lazy("News for connected systems"),
        gettext_lazy("Connected systems hear of news later. None is lost."),
    ),
    "quality.sums": (
        gettext_lazy("Figures of quality"),
        gettext_lazy("Quality lacks the newest figures. They follow by themselves."),
    ),
    "reports.facts": (
        gettext_lazy("Figures of the reports"),
        gettext_lazy("Reports lack the newest figures. They follow by themselves."),
    ),
    "suggestions.choices": (
        gettext_lazy("Learning from chosen topics"),
        gettext_lazy("The figures on topic suggestions are incomplete."),
    ),
}
"""The use of each consumer for people, and the effect of its failure."""


def checks() -> Iterator[Check]:
    """Yield the worker, its queues and the consumers; three queries."""
    yield _worker()
    yield from map(_queue, queue_lag.lags())
    yield from map(_consumer, queries.standings())


def _worker() -> Check:
    silent = queue_lag.silent_seconds()
    return Check(
        key="worker",
        area=Area.WORK,
        label=_("Background program"),
        is_well=silent is not None and silent < SILENT_SECONDS,
        words=_("has not run yet") if silent is None else _("ran %s") % ago(silent),
        effect=_(
            "No message leaves and no deadline is kept until it runs. Start the worker service."
        ),
    )


def _queue(lag: queue_lag.Lag) -> Check:
    words = ngettext(
        "%(jobs)d task waits, the oldest for %(time)s",
        "%(jobs)d tasks wait, the oldest for %(time)s",
        lag.jobs,
    )
    return Check(
        key=f"queue_{lag.queue}",
        area=Area.WORK,
        label=QUEUES[lag.queue],
        is_well=lag.seconds < _LATE_SECONDS[lag.queue],
        words=words % {"jobs": lag.jobs, "time": length(lag.seconds)}
        if lag.jobs
        else _("nothing waits"),
        effect=_EFFECTS[lag.queue],
    )


def _consumer(each: queries.Standing) -> Check:
    label, effect = CONSUMERS[each.consumer]
    return Check(
        key=f"consumer_{each.consumer}",
        area=Area.WORK,
        label=label,
        is_well=not (_is_late(each) or each.failing),
        words=_progress(each),
        effect=effect,
        detail=_failure(each),
    )


def _is_late(each: queries.Standing) -> bool:
    return each.seconds is None or each.seconds >= _LATE_CONSUMER_SECONDS


def _progress(each: queries.Standing) -> str:
    if each.failing:
        return _("stopped by an error, tried again by itself")
    if each.seconds is None:
        return _("has not run yet")
    ran = _("ran %s") % ago(each.seconds)
    if not each.events:
        return ran if _is_late(each) else _("up to date, %s") % ran
    behind = ngettext("%(count)d event to read", "%(count)d events to read", each.events)
    return f"{behind % {'count': each.events}}, {ran}"


def _failure(each: queries.Standing) -> str:
    if not each.failing:
        return ""
    return _("%(consumer)s fails at event %(event)d: %(error)s, %(failures)d times") % {
        "consumer": each.consumer,
        "event": each.failing,
        "error": each.error,
        "failures": each.failures,
    }

"""How every part is: a page for administrators, and the deep form of `/healthz` for monitors."""

from collections.abc import Iterator
from dataclasses import dataclass
from http import HTTPStatus
from typing import TYPE_CHECKING, Final

from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.utils.crypto import constant_time_compare
from django.utils.formats import number_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET

from alo153.calls.endpoints import pulse
from alo153.core.history.consumers import queries
from alo153.core.jobs import Queue
from alo153.core.models import WorkerClock
from alo153.core.processes import queue_lag, worker_clock
from alo153.core.tasks import SILENT_SECONDS
from alo153.web.kit.access import StaffRequest, requires
from alo153.web.permissions import SEE_HEALTH

if TYPE_CHECKING:
    from django_stubs_ext import StrPromise

# Jobs that somebody waits for; a busy center keeps its recordings later
_LATE_SECONDS: Final = {Queue.DEFAULT: 60, Queue.RECORDINGS: 900}
# They run every minute
_LATE_CONSUMER_SECONDS: Final = 300
_QUEUES: Final = {
    Queue.DEFAULT: gettext_lazy("Jobs: messages, deadlines, seals"),
    Queue.RECORDINGS: gettext_lazy("Jobs: recordings"),
}


@dataclass(frozen=True)
class Check:
    """One part: its key for monitors, whether it is well, and words for people."""

    key: str
    label: "str | StrPromise"
    is_well: bool
    words: str


def checks() -> list[Check]:
    """Ask every part; some queries, and up to 5 s where there is a telephone."""
    return [*_worker(), *_queues(), *_consumers(), *_clocks(), *_telephone()]


@never_cache
def deep(request: HttpRequest) -> HttpResponse:
    """Tell a monitor how each part is; 503 if one is not well.

    Whoever asks names the key of `ALO153_HEALTH_KEY`: how late the city works, and what of it is
    down, is not the world's business.
    """
    known = request.headers.get("Authorization", "").removeprefix("Bearer ")
    key = settings.HEALTH_KEY
    if not key or not constant_time_compare(known, key):
        raise PermissionDenied
    found = checks()
    answer = {check.key: {"well": check.is_well, "words": check.words} for check in found}
    well = all(check.is_well for check in found)
    return JsonResponse(answer, status=HTTPStatus.OK if well else HTTPStatus.SERVICE_UNAVAILABLE)


@requires(SEE_HEALTH)
@require_GET
def show(request: StaffRequest) -> HttpResponse:
    """Show how each part is."""
    return render(request, "settings/health.html", {"checks": checks()})


def _worker() -> Iterator[Check]:
    silent = queue_lag.silent_seconds()
    words = _("never heard") if silent is None else _("heard %d s ago") % silent
    well = silent is not None and silent < SILENT_SECONDS
    yield Check("worker", _("Worker"), well, words)


def _queues() -> Iterator[Check]:
    for lag in queue_lag.lags():
        words = _("%(jobs)d due, the oldest for %(seconds)d s") % {
            "jobs": lag.jobs,
            "seconds": lag.seconds,
        }
        well = lag.seconds < _LATE_SECONDS[lag.queue]
        yield Check(f"queue_{lag.queue}", _QUEUES[lag.queue], well, words)


def _consumers() -> Iterator[Check]:
    for each in queries.standings():
        label = f"{_('Consumer of events')} ({each.consumer})"
        late = each.seconds is None or each.seconds >= _LATE_CONSUMER_SECONDS
        yield Check(f"consumer_{each.consumer}", label, not (late or each.failing), _behind(each))


def _behind(each: queries.Standing) -> str:
    if each.failing:
        return _("fails at event %(event)d: %(error)s, %(failures)d times") % {
            "event": each.failing,
            "error": each.error,
            "failures": each.failures,
        }
    if each.seconds is None:
        return _("never ran")
    return _("%(events)d events behind, ran %(seconds)d s ago") % {
        "events": each.events,
        "seconds": each.seconds,
    }


def _clocks() -> Iterator[Check]:
    for found in WorkerClock.objects.order_by("queue"):
        well = abs(found.ahead) <= worker_clock.MOST
        words = _("%(host)s: %(seconds)s s against the database") % {
            "host": found.host,
            "seconds": _signed(found.ahead.total_seconds()),
        }
        label = f"{_('Clock of the worker')} ({_QUEUES[Queue(found.queue)]})"
        yield Check(f"clock_{found.queue}", label, well, words)


def _signed(seconds: float) -> str:
    """Return seconds with one decimal as the reader's language writes it; nothing has no sign."""
    rounded = round(seconds, 1)
    return f"{'+' if rounded > 0 else ''}{number_format(rounded or 0, 1)}"


def _telephone() -> Iterator[Check]:
    if not settings.PHONE_SOCKET_URL:
        return
    heard = pulse.listen()
    words = {True: _("answers"), False: _("does not answer")}
    yield Check("asterisk", "Asterisk", heard.asterisk, words[heard.asterisk])
    yield Check("switchboard", _("Switchboard"), heard.switchboard, words[heard.switchboard])

"""How every part is: a page for administrators, and the deep form of `/healthz` for monitors."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta
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
from alo153.calls.floor import public_numbers
from alo153.channels import adapters
from alo153.channels import queries as channels
from alo153.channels.adapters.reachability import is_reachable
from alo153.channels.email.fetching import address
from alo153.channels.email.fetching.trouble import WORDS, Trouble
from alo153.citizens.channel import Channel
from alo153.contacts import machine_limits, purposes
from alo153.core import clock
from alo153.core.database import event_months
from alo153.core.files import malware
from alo153.core.history.consumers import queries
from alo153.core.jobs import Queue
from alo153.core.models import WorkerClock
from alo153.core.processes import queue_lag, worker_clock
from alo153.core.tasks import SILENT_SECONDS
from alo153.web.kit.access import StaffRequest, requires
from alo153.web.permissions import SEE_HEALTH

if TYPE_CHECKING:
    from django_stubs_ext import StrPromise

# Jobs that somebody waits for; a busy center keeps its recordings later, and other systems are told
# behind those that do not answer
_LATE_SECONDS: Final = {Queue.DEFAULT: 60, Queue.RECORDINGS: 900, Queue.WEBHOOKS: 900}
# They run every minute
_LATE_CONSUMER_SECONDS: Final = 300
# Its server is asked every two minutes, and waited for as long at the most
_LATE_MAILBOX: Final = timedelta(minutes=10)
_QUEUES: Final = {
    Queue.DEFAULT: gettext_lazy("Jobs: messages, deadlines, seals"),
    Queue.RECORDINGS: gettext_lazy("Jobs: recordings"),
    Queue.WEBHOOKS: gettext_lazy("Jobs: messages to other systems"),
}


@dataclass(frozen=True)
class Check:
    """One part: its key for monitors, whether it is well, and words for people."""

    key: str
    label: "str | StrPromise"
    is_well: bool
    words: str


def checks() -> list[Check]:
    """Ask every part; some queries, up to 5 s where there is a telephone, 2 s a provider of SMS."""
    return [
        *_worker(),
        *_queues(),
        *_mailbox(),
        *_answers(),
        *_scanner(),
        *_sms(),
        *_consumers(),
        *_months(),
        *_clocks(),
        *_telephone(),
        *_numbers(),
    ]


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


def _mailbox() -> Iterator[Check]:
    if not settings.IMAP_URL:
        return
    found = channels.fetched_mailbox(address.read(settings.IMAP_URL).name)
    if found is None:
        yield Check("mailbox", _("E-mail in"), False, _("never ran"))
        return
    ago = clock.now() - found.asked_at
    words = _("heard %d s ago") % ago.total_seconds()
    if found.trouble:
        words = f"{_(WORDS[Trouble(found.trouble)])} ({words})"
    yield Check("mailbox", _("E-mail in"), not found.trouble and ago < _LATE_MAILBOX, words)


def _answers() -> Iterator[Check]:
    """Tell how many answers left by themselves: at the limit somebody floods us, or a city asks."""
    for purpose, most in machine_limits.MOST.items():
        count = machine_limits.count(purpose, at=clock.now())
        words = _("%(count)d in the last hour, at most %(most)d") % {"count": count, "most": most}
        if count >= most:
            words = _("%(words)s: none is sent, and people answer") % {"words": words}
        yield Check(f"answers_{purpose}", purposes.named(purpose).label, count < most, words)


def _scanner() -> Iterator[Check]:
    if settings.CLAMD_URL:
        reachable = malware.answers()
        words = _("can be reached") if reachable else _("cannot be reached")
        yield Check("clamd", _("Virus scanner"), reachable, words)


def _sms() -> Iterator[Check]:
    for number, (where, transport) in enumerate(adapters.in_use(Channel.SMS), start=1):
        reachable = is_reachable(where)
        if reachable is None:
            continue
        words = _("can be reached") if reachable else _("cannot be reached")
        yield Check(f"sms_{number}", f"SMS ({transport.name})", reachable, words)


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


def _months() -> Iterator[Check]:
    found = event_months.standing()
    words = _("numbers begin with %(month)d") % {"month": found.month}
    if not found.is_next_there:
        words = _("the next month is missing")
    well = found.is_next_there and not found.is_late
    yield Check("event_months", _("Months of events"), well, words)


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


def _numbers() -> Iterator[Check]:
    """Tell of calls for numbers that the city's file does not name: they got the usual menu."""
    found = public_numbers.unknown(clock.now())
    if found is None:
        return
    words = _("no call of the last day for a number not in numbers.toml")
    if found.calls:
        said = _("calls of the last day for numbers not in numbers.toml: %(calls)d (%(numbers)s)")
        words = said % {"calls": found.calls, "numbers": ", ".join(found.numbers)}
    yield Check("public_numbers", _("Public numbers"), not found.calls, words)

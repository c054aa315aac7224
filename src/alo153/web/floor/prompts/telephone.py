"""A prompt is read into one's own telephone, heard on the page, and then by callers."""

from http import HTTPStatus
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods, require_POST
from django_htmx.http import trigger_client_event

from alo153.calls.endpoints.ids import monitor_of_take
from alo153.calls.media.prompt_takes import actions as takes
from alo153.calls.media.prompt_takes import queries
from alo153.calls.permissions import ANSWER_CALLS
from alo153.core import clock
from alo153.knowledge.permissions import RECORD_PROMPTS
from alo153.knowledge.prompts import actions
from alo153.knowledge.sound import SoundError
from alo153.web.floor.prompts import heard
from alo153.web.floor.prompts.heard import Heard
from alo153.web.floor.wall.refusals import REFUSALS
from alo153.web.kit.access import StaffRequest, requires


@requires(RECORD_PROMPTS)
@require_POST
def ring(request: StaffRequest, name: str) -> HttpResponse:
    """Ring the telephone of the asker to record a prompt; a second press changes nothing."""
    found = _found(name)
    now = clock.now()
    key = queries.under_way(request.user, at=now) or takes.ask_take(by=request.user, at=now)
    if not request.htmx:
        return redirect("live:prompt_take", key, name)
    # The telephone of this page answers this ringing by itself
    called = {"call": monitor_of_take(str(key))}
    return trigger_client_event(_page(request, key, found), "alo:dial", called)


@requires(RECORD_PROMPTS)
@never_cache
@require_GET
def sound(_request: StaffRequest, take: UUID) -> HttpResponse:
    """Send a recording that callers do not hear yet."""
    return HttpResponse(_sound_of(take), content_type="audio/wav")


@requires(RECORD_PROMPTS)
@never_cache
@require_http_methods(["GET", "POST"])
def take(request: StaffRequest, take: UUID, name: str) -> HttpResponse:
    """Show a recording once it is there; let callers hear it."""
    found = _found(name)
    if request.method == "GET":
        return _page(request, take, found)
    if not queries.is_there(take):
        messages.warning(request, _("This recording is no longer here: it was used or deleted."))
        return redirect("live:prompts")
    try:
        _used(request, take, found)
    except SoundError:
        return _page(request, take, found, is_refused=True)
    messages.success(request, _("Callers hear the recording from now on."))
    return redirect("live:prompts")


def _used(request: StaffRequest, take: UUID, found: Heard) -> None:
    actions.record_prompt(
        key=found.prompt.key,
        name=found.prompt.name,
        content=_sound_of(take),
        by=request.user,
        at=clock.now(),
    )
    takes.forget(take=take)


def _page(
    request: StaffRequest,
    take: UUID,
    found: Heard,
    *,
    is_refused: bool = False,
) -> HttpResponse:
    ringing = queries.ringing(request.user, take, at=clock.now())
    is_rung = ringing is not None and (ringing.waits or ringing.is_on)
    refusal = ringing.refusal if ringing else ""
    context = {
        "each": found,
        "take": take,
        "is_there": queries.is_there(take),
        "is_rung": is_rung,
        # Before it rings, Stop would end what the asker listens to
        "may_stop": ringing is not None and ringing.is_on,
        "refusal": REFUSALS.get(refusal, refusal),
        # A second ringing would be refused, and the page would wait for its recording in vain
        "may_ring": not is_rung and request.user.may(ANSWER_CALLS),
        "is_refused": is_refused,
    }
    status = HTTPStatus.UNPROCESSABLE_ENTITY if is_refused else HTTPStatus.OK
    return render(request, "floor/prompts/take.html", context, status=status)


def _sound_of(take: UUID) -> bytes:
    try:
        return queries.sound_of(take)
    except FileNotFoundError as error:
        raise Http404 from error


def _found(name: str) -> Heard:
    found = heard.named(name)
    if found is None:
        raise Http404
    return found

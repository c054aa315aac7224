"""Messages that callers left while nobody could answer: hear them, call back, be done."""

from django.contrib import messages as notes
from django.http import FileResponse, Http404, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST
from django_htmx.http import HttpResponseClientRedirect, trigger_client_event

from alo153.calls import actions
from alo153.calls.media.voice_messages import actions as messages
from alo153.calls.media.voice_messages import queries
from alo153.calls.models.voice_messages import VoiceMessage
from alo153.calls.numbers.dialing import NumberBarred
from alo153.calls.permissions import ANSWER_CALLS
from alo153.citizens import actions as citizens
from alo153.city import numbers
from alo153.city.rules.phone import PhoneError
from alo153.core import clock
from alo153.web.kit.access import StaffRequest, requires
from alo153.web.kit.found import or_404
from alo153.web.kit.telephone.refusals import barred_words


def _found(number: int) -> VoiceMessage:
    return or_404(queries.one(number))


@requires(ANSWER_CALLS)
@require_GET
def sound(request: StaffRequest, number: int) -> FileResponse:
    """Send what a caller said, and write down who listens."""
    message = _found(number)
    if not message.sound or not queries.is_audible(request.user, message):
        raise Http404
    citizen = message.call.interaction.citizen
    citizens.log_access(user=request.user, citizen=citizen, what="desk-message", at=clock.now())
    return FileResponse(message.sound.open("rb"), content_type="audio/wav")


@requires(ANSWER_CALLS)
@require_POST
def dial(request: StaffRequest, number: int) -> HttpResponse:
    """Call the citizen back: the agent's telephone rings first, then the citizen's."""
    message = _found(number)
    try:
        citizen = numbers.parse(message.call.number)
    except PhoneError as error:
        raise Http404 from error
    reference = f"message:{message.pk}"
    try:
        call = actions.dial_call_back(
            user=request.user, number=citizen, reference=reference, at=clock.now()
        )
    except NumberBarred as barred:
        notes.error(request, barred_words(barred))
        back = reverse("center:list", args=["messages"])
        return HttpResponseClientRedirect(back) if request.htmx else redirect(back)
    if not request.htmx:
        return redirect("center:list", "messages")
    # The telephone of this page answers this call by itself
    return trigger_client_event(HttpResponse(status=204), "alo:dial", {"call": str(call)})


@requires(ANSWER_CALLS)
@require_POST
def finish(request: StaffRequest, number: int) -> HttpResponse:
    """Take a message off the list."""
    messages.finish(message=_found(number), user=request.user, at=clock.now())
    notes.success(request, _("The message is off the list."))
    return redirect("center:list", "messages")

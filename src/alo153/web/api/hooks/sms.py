"""A provider of SMS tells what became of messages, and what came in."""

from http import HTTPStatus
from typing import Final

from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseNotAllowed
from django.utils.crypto import constant_time_compare
from django.views.decorators.csrf import csrf_exempt

from alo153.channels import registry
from alo153.channels.pushes import Unreadable
from alo153.citizens.channel import Channel
from alo153.contacts import actions
from alo153.core import clock

_MOST_BYTES: Final = 1024 * 1024


@csrf_exempt
def take(request: HttpRequest, provider: str, secret: str) -> HttpResponse:
    """Take what a provider posts; 200 says that we have it, and it needs not say it again."""
    if not _is_the_secret(secret):
        raise PermissionDenied
    if request.method != "POST":
        return HttpResponseNotAllowed(["POST"])
    transport = registry.transport_named(Channel.SMS, provider)
    if transport is None or transport.read_push is None:
        raise Http404
    raw = request.read(_MOST_BYTES + 1)
    if len(raw) > _MOST_BYTES:
        return HttpResponse(status=HTTPStatus.REQUEST_ENTITY_TOO_LARGE)
    try:
        push = transport.read_push(raw)
    except Unreadable as error:
        return HttpResponse(str(error), status=HTTPStatus.BAD_REQUEST, content_type="text/plain")
    actions.take_push(channel=Channel.SMS, push=push, at=clock.now())
    return HttpResponse("OK", content_type="text/plain")


def _is_the_secret(given: str) -> bool:
    """Say whether it is that of the settings; without one there, nothing is."""
    return bool(settings.HOOK_SECRET) and constant_time_compare(given, settings.HOOK_SECRET)

"""A social channel tells what was written to us, and what became of what we wrote."""

from http import HTTPStatus
from typing import Final

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from alo153.channels import adapters
from alo153.channels.pushes import Unreadable
from alo153.channels.transport import Transport
from alo153.citizens.channel import SOCIAL
from alo153.contacts import actions
from alo153.core import clock

# Meta gathers what came while we were away into posts of as much
_MOST_BYTES: Final = 3 * 1024 * 1024


@csrf_exempt
@require_http_methods(["GET", "POST"])
def take(request: HttpRequest, channel: str) -> HttpResponse:
    """Take what is posted, or answer the question whether this address is ours.

    200 says that we have it. What cannot be kept now fails, and is posted again.
    """
    address, transport = _in_use(channel)
    if request.method == "GET":
        return _answer(request, address, transport)
    raw = request.read(_MOST_BYTES + 1)
    if len(raw) > _MOST_BYTES:
        return HttpResponse(status=HTTPStatus.REQUEST_ENTITY_TOO_LARGE)
    headers = {name.lower(): value for name, value in request.headers.items()}
    if transport.hook is None or transport.read_push is None:
        raise PermissionDenied
    if not transport.hook.is_signed(address, headers, raw):
        raise PermissionDenied
    try:
        push = transport.read_push(raw)
    except Unreadable as error:
        return HttpResponse(str(error), status=HTTPStatus.BAD_REQUEST, content_type="text/plain")
    actions.take_push(channel=channel, push=push, at=clock.now())
    return HttpResponse("OK", content_type="text/plain")


def _in_use(channel: str) -> tuple[str, Transport]:
    """Return the account of a channel that is open.

    Raises:
        PermissionDenied: there is none: nobody is believed then.
    """
    found = adapters.in_use(channel) if channel in SOCIAL else []
    if not found:
        raise PermissionDenied
    return found[0]


def _answer(request: HttpRequest, address: str, transport: Transport) -> HttpResponse:
    hook = transport.hook
    answer = hook.challenge(address, request.GET.dict()) if hook and hook.challenge else None
    if hook is None or answer is None:
        raise PermissionDenied
    return HttpResponse(answer, content_type=hook.challenge_type)

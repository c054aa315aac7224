"""Half-typed work, kept on the server at every change."""

import re

from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseBadRequest
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from alo153.cases import actions
from alo153.cases.permissions import OPEN_CASE
from alo153.citizens.permissions import READ_CONFIDENTIAL
from alo153.contacts.permissions import ANSWER_MESSAGES
from alo153.core import clock
from alo153.web.desk import work as desk_work
from alo153.web.kit.access import StaffRequest, requires

# Beside the contacts that an agent works on: an answer in plain words, and one or a note in a talk
_OTHERS = re.compile(r"plain:\d{9}|talk(?:-note)?:[1-9]\d{0,17}")
_MOST_FIELDS = 40
_MOST_LETTERS = 20_000


@requires(OPEN_CASE, ANSWER_MESSAGES, READ_CONFIDENTIAL)
@require_POST
def save(request: StaffRequest, key: str) -> HttpResponse:
    """Keep what was typed so far: 204 to the page's script, the page again without one."""
    if not (desk_work.known_key(key) or _OTHERS.fullmatch(key)):
        raise Http404
    fields = {name: value for name, value in request.POST.items() if isinstance(value, str)}
    fields.pop("csrfmiddlewaretoken", None)
    if len(fields) > _MOST_FIELDS or any(len(text) > _MOST_LETTERS for text in fields.values()):
        return HttpResponseBadRequest()
    actions.save_draft(user=request.user, key=key, fields=fields, at=clock.now())
    if request.headers.get("X-Requested-With"):
        return HttpResponse(status=204)
    messages.success(request, _("The draft is saved."))
    return redirect(desk_work.page_of(key) or "center:lists")


@requires(OPEN_CASE)
@require_POST
def discard(request: StaffRequest, key: str) -> HttpResponse:
    """Throw a draft away and begin anew."""
    actions.discard_draft(user=request.user, key=key)
    return redirect(desk_work.page_of(key) or "center:lists")

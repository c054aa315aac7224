"""A person's result of checking a post in one place."""

from collections.abc import Callable, Mapping
from typing import Any, Final

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from alo153.core import clock
from alo153.publishing import actions, queries
from alo153.publishing.permissions import APPROVE_POSTS
from alo153.publishing.states import NotNow
from alo153.web.kit.access import StaffRequest, requires

VERBS: Final[Mapping[str, tuple[Callable[..., object], Any]]] = {
    "confirm": (actions.confirm, gettext_lazy("It stands there: noted.")),
    "repeat": (actions.repeat, gettext_lazy("It is on its way again.")),
    "give-up": (actions.give_up, gettext_lazy("It is not published there any more.")),
    "withdraw": (actions.withdraw, gettext_lazy("It is being removed.")),
    "removed": (actions.note_removed, gettext_lazy("It was removed there: noted.")),
}


@requires(APPROVE_POSTS)
@require_POST
def act(request: StaffRequest, number: int, channel: str, verb: str) -> HttpResponse:
    """Do what a button next to a place says."""
    found = queries.publication(number, channel)
    if found is None or verb not in VERBS:
        raise Http404
    do, said = VERBS[verb]
    try:
        do(publication=found, by=request.user, at=clock.now())
    except NotNow:
        messages.warning(request, _("This post stands otherwise by now. Read it again."))
    else:
        messages.success(request, said)
    return redirect("media:post", number)

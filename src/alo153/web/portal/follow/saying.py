"""The citizen says whether it is solved, on the page that tells the state of the application."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from alo153.cases.actions import AlreadySaid, PersonErased, record_confirmation
from alo153.cases.life import closings
from alo153.cases.models import Case
from alo153.cases.rules.lifecycle import NotPossible
from alo153.citizens.channel import Channel
from alo153.core import clock
from alo153.core.actor import Actor
from alo153.web.portal.follow.tracking import (
    Way,
    granted_case,
    granted_way,
    link_way,
    linked_case,
    over,
    private,
    tell,
)
from alo153.web.portal.forms import ConfirmationForm


@private
@require_POST
def granted(request: HttpRequest) -> HttpResponse:
    """Take the word of a citizen who gave code and number."""
    case = granted_case(request)
    if case is None:
        return redirect("portal:track")
    return hear(request, case, granted_way())


@private
@require_POST
def linked(request: HttpRequest, link_key: str) -> HttpResponse:
    """Take the word of the holder of a message's link."""
    case = linked_case(link_key)
    return hear(request, case, link_way(link_key)) if case else over(request)


def hear(request: HttpRequest, case: Case, way: Way) -> HttpResponse:
    """Take whether a case that the visitor was let see is solved.

    Raises:
        Http404: the person was erased after the case was read.
    """
    form = ConfirmationForm(request.POST, auto_id="id_confirmation_%s")
    if not form.is_valid():
        return tell(request, case, way, confirmation=form)
    words = form.cleaned_data["words"]
    try:
        record_confirmation(
            case=case,
            solved=form.cleaned_data["solved"] == "yes",
            words=words,
            channel=Channel.WEB,
            by=Actor.citizen(case.reporter_id),
            at=clock.now(),
        )
    except PersonErased as erased:
        raise Http404 from erased
    except (AlreadySaid, NotPossible):
        # Sent twice, or it went on meanwhile: the page shows how it stands now
        _give_back(request, case, words.strip())
    return redirect(way.page)


def _give_back(request: HttpRequest, case: Case, words: str) -> None:
    """Show words that were not kept, unless they equal the kept ones."""
    closing = closings.last_closing(case)
    if words and not (closing and closing.words == words):
        said = _(
            "This was answered before or went on meanwhile, so your words were not kept: "
            "“%(words)s” Call us if they matter."
        )
        messages.warning(request, said % {"words": words})

"""The signed-in citizen's own: the list, and each application with what may be said."""

from collections.abc import Callable
from dataclasses import replace
from functools import wraps
from http import HTTPStatus

from django.contrib import messages as notes
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from alo153.cases.life import own_cases, own_messages
from alo153.cases.models import Case
from alo153.citizens.channel import CHANNEL_LABELS, Channel
from alo153.citizens.signed_in import SignedIn, citizen_of
from alo153.contacts.models import Direction, Message
from alo153.core import clock
from alo153.core.actor import Actor
from alo153.web.cases.leaving import wishes
from alo153.web.portal import visit
from alo153.web.portal.follow import news, saying, tracking
from alo153.web.portal.follow.tracking import Way, private
from alo153.web.portal.own.reminders import wishes_of_visitor

type _View = Callable[..., HttpResponse | FileResponse]


def signed_in(view: _View) -> _View:
    """Open a view for a signed-in citizen, and pass them to it; other visitors sign in first."""

    @wraps(view)
    def opened(request: HttpRequest, *args: int, **kwargs: int) -> HttpResponse | FileResponse:
        who = visit.who(request)
        if who is None:
            if "pk" in kwargs and (text := request.POST.get("text") or request.POST.get("words")):
                visit.keep_unsent(request, kwargs["pk"], text)
            visit.go_on_as_usual(request)
            return redirect("portal:sign_in")
        return view(request, who, *args, **kwargs)

    return private(opened)


@signed_in
@require_GET
def index(request: HttpRequest, who: SignedIn) -> HttpResponse:
    """List the applications of the signed-in citizen."""
    found, citizen = own_cases.of(who), citizen_of(who)
    shown = {
        "asking": [own for own in found if own.asks],
        "others": [own for own in found if not own.asks],
        "more": len(found) == own_cases.MOST,
        "most": own_cases.MOST,
        "phone": "" if who.citizen else who.phone,
        "name": citizen.name if citizen else "",
        "wishes": wishes_of_visitor(who),
        "wishes_url": reverse("portal:own_reminders"),
        "minutes": visit.IDLE.seconds // 60,
    }
    return visit.ends_by_itself(
        render(request, "portal/own/list.html", shown), reverse("portal:own")
    )


@signed_in
@require_GET
def messages(request: HttpRequest, who: SignedIn) -> HttpResponse:
    """Show what was written to and fro, the applications' messages and talks alike."""
    found = own_messages.of(who, at=clock.now())
    shown = {
        "messages_told": [(own, _channel(own.message), _came_in(own.message)) for own in found],
        "more": len(found) == own_messages.MOST,
        "most": own_messages.MOST,
    }
    page = render(request, "portal/own/messages.html", shown)
    return visit.ends_by_itself(page, reverse("portal:own_messages"))


@signed_in
@require_POST
def change_wish(request: HttpRequest, who: SignedIn) -> HttpResponse:
    """Send reminders by one of their ways no more, or again."""
    by = Actor.citizen(who.citizen)
    if wishes.change(wishes_of_visitor(who), request.POST, by=by):
        notes.success(request, _("Written down."))
    return redirect("portal:own")


def _channel(message: Message) -> object:
    return CHANNEL_LABELS[Channel(message.channel)]


def _came_in(message: Message) -> bool:
    return message.direction == Direction.INBOUND


@signed_in
@require_GET
def case(request: HttpRequest, who: SignedIn, pk: int) -> HttpResponse:
    """Show the timeline of one of them."""
    way = replace(_way(pk), typed=visit.unsent(request, pk))
    page = tracking.tell(request, _own(who, pk), way)
    # Where something can be typed, a page that goes would take the words along
    return page if b"<textarea" in page.content else visit.ends_by_itself(page, way.page)


@signed_in
@require_POST
def reply(request: HttpRequest, who: SignedIn, pk: int) -> HttpResponse:
    """Take the answer to the unit's question."""
    return _taken(request, tracking.take_reply(request, _own(who, pk), _way(pk)))


@signed_in
@require_POST
def confirmation(request: HttpRequest, who: SignedIn, pk: int) -> HttpResponse:
    """Take whether it is solved."""
    return _taken(request, saying.hear(request, _own(who, pk), _way(pk)))


@signed_in
@require_GET
def file(request: HttpRequest, who: SignedIn, pk: int, number: int) -> FileResponse:  # noqa: ARG001 - as the page
    """Show a file of one of them: the citizen's own, or a photo of the work."""
    return tracking.send_file(_own(who, pk), number)


@signed_in
@require_POST
def hear_news(request: HttpRequest, who: SignedIn, pk: int) -> HttpResponse:
    """Let this browser hear of news about one of them, or not."""
    return news.hear(request, _own(who, pk), reverse("portal:own_case", args=[pk]))


def _taken(request: HttpRequest, response: HttpResponse) -> HttpResponse:
    if response.status_code == HTTPStatus.FOUND:
        visit.forget_unsent(request)
    return response


def _own(who: SignedIn, pk: int) -> Case:
    found = own_cases.one(who, pk)
    if found is None:
        raise Http404
    return found


def _way(pk: int) -> Way:
    return Way(
        page=reverse("portal:own_case", args=[pk]),
        reply=reverse("portal:own_reply", args=[pk]),
        confirmation=reverse("portal:own_confirmation", args=[pk]),
        file=lambda number: reverse("portal:own_file", args=[pk, number]),
        news=reverse("portal:own_news", args=[pk]),
        back=reverse("portal:own"),
    )

"""The page of a chat: what was said, and the field to write in."""

from collections.abc import Mapping
from http import HTTPStatus
from typing import Any, Final

from allauth.core import ratelimit
from django.db import transaction
from django.http import FileResponse, Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods, require_POST
from django_htmx.http import HttpResponseClientRedirect

from alo153.calls.floor import promises
from alo153.calls.queue import GENERAL
from alo153.citizens.channel import Channel
from alo153.city import queries as city
from alo153.contacts.conversations.chat import actions, queries
from alo153.contacts.conversations.chat.actions import CannotSay, Photo
from alo153.contacts.conversations.chat.limits import MOST_AT_ONCE
from alo153.contacts.conversations.chat.typing import citizen_types
from alo153.contacts.models import Chat, Conversation, Interaction
from alo153.core import clock
from alo153.core.database.sealed_text import open_up
from alo153.core.files import uploads
from alo153.core.files.uploads import FileError, FileProblem
from alo153.knowledge import queries as announcements
from alo153.quality import feedback_link
from alo153.quality.queries.feedback import to_be_rated
from alo153.web.kit import chat_tokens as tokens
from alo153.web.kit.access import PageRequest
from alo153.web.kit.proof.admission import Admission, admit, prove_words
from alo153.web.kit.proof.proof import source_of
from alo153.web.portal.announcements.wording import Worded, worded
from alo153.web.portal.apply import danger
from alo153.web.portal.ask import offering
from alo153.web.portal.ask.offering import Offer
from alo153.web.portal.chat.forms import AwayForm, LaterForm, SayForm
from alo153.web.portal.chat.refusals import why_not
from alo153.web.portal.talk.seeing import AGENTS, is_offered
from alo153.web.portal.widget.framing import framed

PAGE: Final = "portal:chat"
LOG: Final = "chat-log"
_ANNOUNCED: Final = 3
"""Announcements above a chat that begins; the page of announcements has them all."""


@never_cache
@require_http_methods(["GET", "POST"])
@framed
def chat(request: PageRequest) -> HttpResponse:
    """Show what was said; POST says something, and the first words begin a chat."""
    token, at = tokens.token_of(request), clock.now()
    found = queries.of_token(token, at=at)
    if request.method == "POST":
        return _say(request, found, token or tokens.new_token())
    if request.htmx and request.htmx.target == LOG:
        return _log(request, found)
    response = _page(request, found, _form_for(found)())
    tokens.remember(response, token or tokens.new_token())
    return response


@never_cache
@require_POST
def typing(request: PageRequest) -> HttpResponse:
    """Tell the desk that the citizen types; nothing for a browser without a chat."""
    if found := queries.of_token(tokens.token_of(request), at=clock.now()):
        citizen_types(found.pk)
    return HttpResponse(status=HTTPStatus.NO_CONTENT)


@never_cache
@require_POST
@framed
def away(request: PageRequest) -> HttpResponse:
    """Keep where an answer goes that the citizen does not see here."""
    token, at = tokens.token_of(request), clock.now()
    found, form = queries.of_token(token, at=at), AwayForm(request.POST)
    if found is None:
        return _at_page(request)
    if not ratelimit.consume(request, action="chat_address", key=str(found.pk)):
        form.add_error("address", _("Too many tries. Please wait a few minutes."))
    if not form.is_valid():
        if request.htmx:
            return _away(request, found, form, status=422)
        return _page(request, found, _form_for(found)(), away=form, status=422)
    channel, address = form.cleaned_data["address"]
    actions.leave_address(token=token, channel=channel, address=address, at=at)
    kept = queries.of_token(token, at=at)
    if kept is None or not request.htmx:
        return _at_page(request)
    return _away(request, kept, AwayForm(), status=200)


@never_cache
@require_POST
def leave(request: PageRequest) -> HttpResponse:
    """End the chat: this browser opens it no more."""
    token, at = tokens.token_of(request), clock.now()
    found = queries.of_token(token, at=at)
    actions.leave(token=token, at=at)
    response = redirect(_left_page(found))
    tokens.forget(response)
    return response


@require_GET
@framed
def left(request: PageRequest) -> HttpResponse:
    """Say that the chat is over, ask how it was, and lead on."""
    contact = feedback_link.contact_of(request.GET.get("contact", ""))
    is_asked = contact is not None and contact.rating is None
    rating = _rating_page(contact) if contact and is_asked else ""
    return render(request, "portal/chat/left.html", {"rating_page": rating})


@never_cache
@require_GET
@framed
def file(request: PageRequest, pk: int) -> FileResponse:
    """Show a file of the chat to its citizen: one that they sent, or that we answered with."""
    found = queries.of_token(tokens.token_of(request), at=clock.now())
    kept = queries.own_file(found, pk) if found else None
    if found is None or kept is None:
        raise Http404
    _open(found)
    return FileResponse(kept.content(), filename=kept.name, content_type=kept.content_type)


def _left_page(found: Chat | None) -> str:
    """Return the address after the end of a chat; it names the contact to be rated, if any."""
    page = reverse("portal:chat_left")
    if found is None:
        return page
    found.conversation.refresh_from_db()
    contact = to_be_rated(found.conversation)
    return f"{page}?contact={feedback_link.token_of(contact)}" if contact else page


def _rating_page(contact: Interaction) -> str:
    return reverse("portal:feedback", args=[feedback_link.token_of(contact)])


def _say(request: PageRequest, found: Chat | None, token: str) -> HttpResponse:
    form = _form_for(found)(request.POST, request.FILES)
    # Only an address can be wrong: all else that is taken is judged below
    if not form.is_valid():
        return _refused(request, found, form, HTTPStatus.UNPROCESSABLE_ENTITY)
    if found is None and (offer := offering.before_a_person(request, form.cleaned_data["text"])):
        return _offered(request, form, offer)
    if not _is_admitted(request, form, is_new=found is None):
        return _refused(request, found, form, HTTPStatus.TOO_MANY_REQUESTS)
    try:
        _take_in(request, form, token)
    except CannotSay as refused:
        form.add_error(*why_not(refused))
    except _RefusedFile as refusal:
        form.add_error("photo", f"{refusal.name}: {uploads.MESSAGES[refusal.problem]}")
    except FileError as error:
        form.add_error("photo", str(uploads.MESSAGES[error.problem]))
    if form.errors:
        return _refused(request, found, form, HTTPStatus.UNPROCESSABLE_ENTITY)
    if found is None:
        offering.note_went_on(request, Channel.CHAT, clock.now())
    response = _said(request, is_new=found is None)
    tokens.remember(response, token)
    return response


def _offered(request: PageRequest, form: SayForm, offer: Offer) -> HttpResponse:
    """Show what may answer it before a person is asked; the words wait in their field."""
    names = offering.names(offer.answers)
    offered = {"answers": offer.answers, "offered": names, "shown": offer.shown}
    if request.htmx:
        return render(request, "portal/chat/form.html", {"form": form, **offered})
    return _page(request, None, form, offered=offered)


def _form_for(found: Chat | None) -> type[SayForm]:
    """Return the form to write in; while nobody answers it asks where the answer shall go."""
    return LaterForm if found is None and city.chat_opens_at(clock.now()) else SayForm


@transaction.atomic
def _take_in(request: PageRequest, form: SayForm, token: str) -> None:
    """Take what was written, and where the answer goes.

    Raises CannotSay, _RefusedFile, FileError.
    """
    typed, at = form.cleaned_data, clock.now()
    photos = _photos(request)
    actions.say(token=token, text=typed["text"], key=typed["key"], photos=photos, at=at)
    if "address" in typed:
        channel, address = typed["address"]
        actions.leave_address(token=token, channel=channel, address=address, at=at)


def _is_admitted(request: PageRequest, form: SayForm, *, is_new: bool) -> bool:
    """Count chats that begin and photos that come, by visitor or address; or say why not now.

    It takes seconds to look at a photo, so none is looked at before.
    """
    if is_new:
        later = _("Too many chats in a short time. Please wait a few minutes.")
        if not _counted(request, form, "chat", later=later):
            return False
    later = _("Too many files in a short time. Please wait a few minutes.")
    came = request.FILES.getlist("photo")[:MOST_AT_ONCE]
    return all(_counted(request, form, "upload", later=later) for _each in came)


def _counted(request: PageRequest, form: SayForm, action: str, *, later: str) -> bool:
    admission = admit(request, action)
    if admission is Admission.PROVE:
        form.add_error(None, prove_words(request.path))
    elif admission is Admission.LATER:
        form.add_error(None, later)
    return admission is Admission.IN


def _photos(request: PageRequest) -> list[Photo]:
    """Return the photos that were sent, each checked by its content.

    Raises CannotSay before any is looked at, and _RefusedFile.
    """
    came = request.FILES.getlist("photo")
    if len(came) > MOST_AT_ONCE:
        raise CannotSay(CannotSay.TOO_MANY_AT_ONCE)
    return [_checked(each, source_of(request)) for each in came]


class _RefusedFile(Exception):
    """One of the files is not taken."""

    def __init__(self, name: str, problem: FileProblem) -> None:
        super().__init__(problem)
        self.name = name
        self.problem = problem


def _checked(upload: Any, source: str) -> Photo:
    name = upload.name or ""
    try:
        return Photo(name=name, checked=uploads.check(upload, source=source))
    except FileError as error:
        raise _RefusedFile(name, error.problem) from error


def _said(request: PageRequest, *, is_new: bool) -> HttpResponse:
    """Answer that the server has the words: the page takes them out of its field then."""
    if not request.htmx:
        return redirect(f"{request.path}#end")
    if is_new:
        return HttpResponseClientRedirect(request.path)
    return HttpResponse(status=HTTPStatus.NO_CONTENT)


def _refused(request: PageRequest, found: Chat | None, form: SayForm, status: int) -> HttpResponse:
    if request.htmx:
        # htmx shows the answer to 422 alone
        shown = {"form": form, "chat": found}
        return render(request, "portal/chat/form.html", shown, status=422)
    return _page(request, found, form, status=status)


def _away(request: PageRequest, found: Chat, form: AwayForm, *, status: int) -> HttpResponse:
    """Show where answers go, and nothing else: what is being typed stays on the page."""
    return render(request, "portal/chat/away.html", {"chat": found, "away": form}, status=status)


def _at_page(request: PageRequest) -> HttpResponse:
    """Load the page anew."""
    if request.htmx:
        return HttpResponseClientRedirect(reverse(PAGE))
    return redirect(PAGE)


def _page(
    request: PageRequest,
    found: Chat | None,
    form: SayForm,
    *,
    away: AwayForm | None = None,
    offered: Mapping[str, object] | None = None,
    status: int = 200,
) -> HttpResponse:
    context = {
        "form": form,
        "away": away or AwayForm(),
        "chat": found,
        "opens_at": city.chat_opens_at(clock.now()),
        "announced": [] if found else _announced(),
        "video": is_offered(AGENTS),
        **(offered or {}),
        "call_back": found is None and promises.are_offered(GENERAL, clock.now()),
        **(_shown(found) if found else {}),
    }
    return render(request, "portal/chat/page.html", context, status=status)


def _announced() -> list[Worded]:
    """Return the newest announcements; two queries."""
    return [worded(each) for each in announcements.on_portal(clock.now())[:_ANNOUNCED]]


def _log(request: PageRequest, found: Chat | None) -> HttpResponse:
    """Show what was said; a page whose chat is over elsewhere is loaded anew.

    A page that nobody can look at says so: its answers are not read by that.
    """
    if found is None:
        return HttpResponseClientRedirect(request.path)
    shown = _shown(found, is_seen="unseen" not in request.GET)
    return render(request, "portal/chat/said.html", {"chat": found, **shown})


def _shown(found: Chat, *, is_seen: bool = True) -> dict[str, Any]:
    """Return what the log shows, and note that its answers are read if they are seen."""
    _open(found)
    said = list(queries.shown(found))
    answered_at = [each.created_at for each in said if each.author_id and is_seen]
    actions.see(chat=found, read_to=max(answered_at, default=None), at=clock.now())
    own = [each.body for each in said if not each.author_id]
    opens_at = city.chat_opens_at(clock.now())
    is_closed = found.conversation.state == Conversation.State.CLOSED
    contact = to_be_rated(found.conversation) if is_closed else None
    return {
        "said": said,
        "rating_page": _rating_page(contact) if contact else "",
        "opens_at": opens_at,
        "numbers": danger.numbers_for(own[-1]) if own else [],
    }


def _open(found: Chat) -> None:
    """Open the words of a chat for its citizen, the holder of the token."""
    if found.conversation.confidential:
        open_up(found.conversation)

"""The state of an application: its timeline, for a citizen with code and number, or the link."""

from collections.abc import Callable
from dataclasses import dataclass
from http import HTTPStatus

from django.conf import settings
from django.contrib import messages
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from alo153.cases import actions, queries
from alo153.cases.life import closings
from alo153.cases.models import Case, Question
from alo153.cases.policy.erased import is_erased
from alo153.cases.rules.lifecycle import State
from alo153.cases.telling import case_file, links, proofs, shown_files, timeline
from alo153.cases.telling import messages as told
from alo153.cases.together import linked_reports
from alo153.channels.push import vapid
from alo153.citizens.channel import Channel
from alo153.contacts.about import About
from alo153.contacts.queries import followers
from alo153.core import clock
from alo153.core.actor import Actor
from alo153.web.kit.proof import code_tries
from alo153.web.kit.proof.admission import Admission, prove_words
from alo153.web.kit.proof.code_tries import CodeTry
from alo153.web.portal import visit
from alo153.web.portal.forms import ConfirmationForm, ReplyForm, TrackForm

# The grant lies in the session, so that neither code nor number stands in an address.
_GRANT = visit.TRACKED
private = cache_control(private=True, no_store=True)


@dataclass(frozen=True)
class Way:
    """The addresses of a case for one way of access."""

    page: str
    reply: str
    confirmation: str
    file: Callable[[int], str]
    news: str
    # A link of a message ends some time after the application is concluded
    ends: bool = False
    # The list that it was opened from
    back: str = ""
    # Written before and not sent
    typed: str = ""


@private
@require_http_methods(["GET", "POST"])
def ask(request: HttpRequest) -> HttpResponse:
    """Ask for code and number. A wrong code and a wrong number get the same answer."""
    form = TrackForm(request.POST or None)
    status = 200
    if request.method == "POST":
        case, status = _found(request, form)
        if case:
            request.session.cycle_key()  # a session that somebody else planted sees nothing
            request.session[_GRANT] = case.link_key
            return redirect("portal:timeline")
    return render(request, "portal/track.html", {"form": form}, status=status)


def _found(request: HttpRequest, form: TrackForm) -> tuple[Case | None, int]:
    if not form.is_valid():
        return None, 422
    code, number = form.cleaned_data["code"], form.cleaned_data["phone"]
    tried = code_tries.begin(request, code)
    if refused := refusal(request, tried):
        form.add_error(None, refused)
        return None, 429
    case = queries.tracked(code, number.value)
    if case is None:
        form.add_error(
            None,
            _("No application fits this code and this number. Please check both."),
        )
        return None, 422
    tried.take_back()
    return case, 200


def refusal(request: HttpRequest, tried: CodeTry) -> str:
    """Return what is said to a try at a code that may not be made; empty if it may."""
    match tried.admission:
        case Admission.PROVE if tried.is_hot:
            return prove_words(request.path, _("Somebody tries this code very often just now."))
        case Admission.PROVE:
            return prove_words(request.path)
        case Admission.LATER:
            return _later(tried.wait_minutes)
    return ""


def _later(minutes: int) -> SafeString:
    """Say until when a code is closed from here, and which ways are open."""
    words = ngettext(
        "Too many tries from your network. Try again in %(count)s minute.",
        "Too many tries from your network. Try again in %(count)s minutes.",
        minutes,
    )
    link = _("Or see your application with a code that we send to your telephone.")
    words %= {"count": minutes}
    message = _("The link in our message still opens it.")
    return format_html('{} {} <a href="{}">{}</a>', words, message, reverse("portal:own"), link)


@private
@require_GET
def granted_timeline(request: HttpRequest) -> HttpResponse:
    """Show the timeline of the case that was asked for."""
    case = granted_case(request)
    if case is None:
        return redirect("portal:track")
    return tell(request, case, granted_way())


@private
@require_GET
def granted_file(request: HttpRequest, pk: int) -> FileResponse:
    """Show a file of the case that was asked for: the citizen's own, or a photo of the work."""
    return send_file(granted_case(request), pk)


@private
@require_GET
def linked_timeline(request: HttpRequest, link_key: str) -> HttpResponse:
    """Show the timeline to the holder of a message's link."""
    case = linked_case(link_key)
    return tell(request, case, link_way(link_key)) if case else over(request)


@private
@require_GET
def linked_file(request: HttpRequest, link_key: str, pk: int) -> FileResponse | HttpResponse:
    """Show a file to the holder of the link: the citizen's own, or a photo of the work."""
    case = linked_case(link_key)
    return send_file(case, pk) if case else over(request)


@private
@require_POST
def granted_reply(request: HttpRequest) -> HttpResponse:
    """Take the answer to the unit's question from a citizen who looked the case up."""
    case = granted_case(request)
    return take_reply(request, case, granted_way()) if case else redirect("portal:track")


@private
@require_POST
def linked_reply(request: HttpRequest, link_key: str) -> HttpResponse:
    """Take the answer to the unit's question from the holder of the link."""
    case = linked_case(link_key)
    return take_reply(request, case, link_way(link_key)) if case else over(request)


def take_reply(request: HttpRequest, case: Case, way: Way) -> HttpResponse:
    """Take the answer to the unit's question to a case that the visitor was let see."""
    form = ReplyForm(request.POST)
    if not form.is_valid():
        return tell(request, case, way, form)
    by, text = Actor.citizen(case.reporter_id), form.cleaned_data["text"]
    try:
        actions.reply(case=case, text=text, channel=Channel.WEB, by=by, at=clock.now())
    except actions.PersonErased as error:  # at this moment: the link offers nothing any more
        raise Http404 from error
    except actions.NotAsked:
        form.add_error(None, _("Nobody waits for this answer any more. Call us if it matters."))
        return tell(request, case, way, form)
    messages.success(request, _("Thank you. Your answer went to the unit."))
    return redirect(way.page)


def granted_way() -> Way:
    """Return the addresses for a citizen who gave code and number."""
    return Way(
        page=reverse("portal:timeline"),
        reply=reverse("portal:timeline_reply"),
        confirmation=reverse("portal:timeline_confirmation"),
        file=lambda pk: reverse("portal:timeline_file", args=[pk]),
        news=reverse("portal:timeline_news"),
    )


def link_way(link_key: str) -> Way:
    """Return the addresses for the holder of a message's link."""
    return Way(
        page=reverse("portal:link", args=[link_key]),
        reply=reverse("portal:link_reply", args=[link_key]),
        confirmation=reverse("portal:link_confirmation", args=[link_key]),
        file=lambda pk: reverse("portal:link_file", args=[link_key, pk]),
        news=reverse("portal:link_news", args=[link_key]),
        ends=True,
    )


def linked_case(link_key: str) -> Case | None:
    """Return the case of a message's link; none if the link has ended.

    Raises:
        Http404: there is no such link, or the person was erased and it has nothing to offer.
    """
    case = queries.by_link(link_key)
    if case is None or is_erased(case):
        raise Http404
    until = links.opens_until(case)
    return None if until and until < clock.now() else case


def over(request: HttpRequest) -> HttpResponse:
    """Say that the link has ended, and how one looks the application up now."""
    days = {"days": links.AFTER_CLOSING.days}
    return render(request, "portal/follow/link_over.html", days, status=HTTPStatus.GONE)


def granted_case(request: HttpRequest) -> Case | None:
    """Return the case whose code and number this session gave."""
    link_key = request.session.get(_GRANT)
    case = queries.by_link(link_key) if link_key else None
    return None if case is None or is_erased(case) else case


def tell(
    request: HttpRequest,
    case: Case,
    way: Way,
    form: ReplyForm | None = None,
    confirmation: ConfirmationForm | None = None,
) -> HttpResponse:
    """Show the timeline of a case, with a form as it was sent; of a confidential one its state."""
    if case.confidential:
        return _tell_state(request, case)
    files = [(file, way.file(file.pk)) for file in shown_files.public_files(case)]
    question = case_file.question_of(case)
    closing = closings.last_closing(case)
    was_sent = case.contact_wish != Channel.NONE
    relaying = case.state == State.RELAYING
    waits = question is not None and question.state == Question.State.OPEN
    shown = {
        "case": case,
        "topic_answers": [
            each for each in case_file.topic_answers(case) if each.answer and not each.internal
        ],
        "registered": case_file.register_entry(case) if case.kind.register else None,
        "until": links.opens_until(case) if way.ends and was_sent else None,
        "back": way.back,
        "steps": timeline.for_citizen(case),
        "files": [(file, address) for file, address in files if file.from_citizen],
        "evidence": [(file, address) for file, address in files if file.is_evidence],
        "together": _together(case),
        "receipt": proofs.receipt_of(case),
        "question": question if waits else None,
        "reply_form": form or (ReplyForm(initial={"text": way.typed}) if waits else None),
        "reply_url": way.reply,
        "closing": closing,
        "planned": closing is not None and closing.is_plan,
        "leaves_at": told.waits_until(case, at=clock.now()) if relaying else None,
        "confirmation": confirmation
        or ConfirmationForm(auto_id="id_confirmation_%s", initial={"words": way.typed}),
        "confirmation_url": way.confirmation,
        "news_url": way.news,
        "news_devices": followers(About.row(case)).count(),
        "news_key": vapid.public(settings.PUSH_KEY) if settings.PUSH_KEY else "",
    }
    status = 422 if form or confirmation else 200
    response = render(request, "portal/timeline.html", shown, status=status)
    response["X-Robots-Tag"] = "noindex"
    return response


def _tell_state(request: HttpRequest, case: Case) -> HttpResponse:
    """Say no more than the state: anybody who holds the telephone sees a link."""
    shown = {
        "case": case,
        "planned": closings.is_planned(case),
        "receipt": proofs.receipt_of(case),
    }
    response = render(request, "portal/follow/state.html", shown)
    response["X-Robots-Tag"] = "noindex"
    return response


def _together(case: Case) -> dict[str, object] | None:
    """Return of a case that goes with another one where that is, and how many reported it."""
    steps = timeline.of_lead(case)
    if not steps or case.lead is None:
        return None
    return {"people": linked_reports.people(case.lead), "step": steps[-1].title}


def send_file(case: Case | None, pk: int) -> FileResponse:
    """Send a file that the citizen of a case may see; the visitor was let see the case."""
    shown = case and not case.confidential
    files = shown_files.public_files(case) if case and shown else []
    found = next((file for file in files if file.pk == pk), None)
    if found is None:
        raise Http404
    is_photo = found.content_type.startswith("image/")
    return FileResponse(
        found.content(),
        as_attachment=not is_photo,
        filename=f"{found.pk}.{'jpg' if is_photo else 'pdf'}",
        content_type=found.content_type,
    )

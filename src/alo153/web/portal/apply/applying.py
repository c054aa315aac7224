"""Apply on the web: one question a page, a summary, and one case however often it is sent."""

from http import HTTPStatus
from typing import Any
from urllib.parse import urlencode

from allauth.core.internal.ratelimit import get_ip
from django import forms
from django.contrib import messages
from django.core.files.base import ContentFile
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods

from alo153.cases.telling import proofs
from alo153.citizens.signed_in import citizen_of
from alo153.city import numbers, queries
from alo153.core import clock
from alo153.core.files import uploads
from alo153.core.files.uploads import FileError
from alo153.knowledge.articles import queries as answers
from alo153.suggestions import queries as suggestions
from alo153.web.kit.places import pin_of
from alo153.web.kit.proof.admission import Admission, admit, prove_words
from alo153.web.kit.proof.proof import source_of
from alo153.web.portal import visit
from alo153.web.portal.apply import application, danger, nearby, questions, sending, staging
from alo153.web.portal.apply.answers import read
from alo153.web.portal.apply.application import MAX_PHOTOS, Application
from alo153.web.portal.apply.steps import FIRST, Step, steps_of
from alo153.web.portal.forms import PhotoForm, PlaceForm

# In the address of a page whose answers are not right yet
_WRONG = "wrong"
_LONGEST_QUERY = 200
_MOST_NEAR = 4


@require_GET
def begin(request: HttpRequest) -> HttpResponse:
    """Go to the first question; what was typed before is still there."""
    if "new" in request.GET:
        application.drop_photos(request)
        application.forget(request)
    return redirect("portal:step", FIRST.slug)


@never_cache
@require_http_methods(["GET", "POST"])
def step(request: HttpRequest, step: str) -> HttpResponse:
    """Ask one question, keep the answer as it was typed, and lead on or back."""
    kept = Application(request)
    here = next((each for each in steps_of(kept) if each.slug == step), None)
    if here is None and step == questions.SLUG:
        return redirect("portal:step", "topic")
    if here is None:
        raise Http404
    if request.method == "GET":
        answers = kept.answers(step) or _proved(request, step)
        form = here.form(answers) if _WRONG in request.GET else here.form(initial=answers)
        return _page(request, here, kept, form, status=422 if form.errors else 200)
    if step == "photo":
        return _receive_photo(request, here, kept)
    form = here.form(request.POST)
    if status := _not_kept(request, kept, step, form):
        return _page(request, here, kept, form, status=status)
    if step == "answer":
        kept.remember_vouched(visit.citizen(request) is not None)
    return _lead_on(request, here, kept, form)


def _proved(request: HttpRequest, step: str) -> dict[str, str]:
    """Return what a signed-in citizen need not type: their telephone, and a vouched name."""
    who = visit.who(request) if step == "answer" else None
    if who is None:
        return {}
    citizen = citizen_of(who)
    phone = numbers.display(who.phone) if who.phone else ""
    return {"phone": phone, "full_name": citizen.name if citizen else ""}


def _not_kept(request: HttpRequest, kept: Application, step: str, form: forms.Form) -> int:
    """Keep what was typed and return nothing, or say on the form why not and return the status.

    Applications that are begun are counted; one that is under way grows no further.
    """
    begun = application.is_under_way(request.session)
    admission = Admission.IN if begun else admit(request, "draft")
    if admission is not Admission.IN:
        later = _("Too many applications were begun in a short time. Wait a few minutes and go on.")
        prove = admission is Admission.PROVE
        form.add_error(None, prove_words(request.path) if prove else later)
        return HTTPStatus.TOO_MANY_REQUESTS
    if not kept.keep(step, {name: request.POST.get(name, "") for name in form.fields}):
        if form.is_valid():
            form.add_error(None, _("This is too long to be kept. Please make it shorter."))
        return HTTPStatus.UNPROCESSABLE_ENTITY
    return 0


def _lead_on(request: HttpRequest, here: Step, kept: Application, form: forms.Form) -> HttpResponse:
    """Continue or back; a page that is wrong is shown again, unless it is left.

    It is shown by an address of its own: going back to it later, a browser has nothing to send.
    """
    go = request.POST.get("go", "next")
    if go == "back":
        return redirect(_before(here, kept))
    if go == "again":
        return redirect(_anew(request))
    if go == "next" and not form.is_valid():
        return redirect(_anew(request, wrong=True))
    return redirect(_after(here, kept))


def _anew(request: HttpRequest, *, wrong: bool = False) -> str:
    """Return the address that shows what was kept, with the words a topic was looked for by."""
    words = request.POST.get("q", "")
    query = {"q": words} if 0 < len(words) <= _LONGEST_QUERY else {}
    return f"{request.path}?{urlencode(query | ({_WRONG: 'yes'} if wrong else {}))}"


def _page(
    request: HttpRequest, here: Step, kept: Application, form: forms.Form, status: int = 200
) -> HttpResponse:
    steps = steps_of(kept)
    context = {
        "step": here,
        "number": [each.slug for each in steps].index(here.slug) + 1,
        "steps": steps,
        "back": _before(here, kept),
        "form": form,
        "draft": kept.key if application.is_under_way(request.session) else "",
        "photos": kept.photos,
        "may_add_photo": len(kept.photos) < MAX_PHOTOS,
        **(_topic_choices(request, kept) if here.slug == "topic" else {}),
    }
    return render(request, here.template, context, status=status)


def _topic_choices(request: HttpRequest, kept: Application) -> dict[str, object]:
    words = request.GET.get("q", "")
    chosen = kept.answers("topic").get("topic", "")
    said = kept.answers("text").get("text", "")
    model = suggestions.propose(said)
    proposed = model.offered if model else ()
    # Without script, or where the one that was chosen stands in the list
    shown = "all" in request.GET or (chosen and not words)
    return {
        "answers": answers.search(said, language=get_language() or "", at=clock.now()),
        "proposed": proposed,
        # Before a model is sure, the words themselves lead to topics
        "near": () if proposed or words else queries.search_topics(said, limit=_MOST_NEAR),
        "numbers": danger.numbers_for(said),
        "q": words,
        "found": queries.search_topics(words),
        "all_topics": queries.topics_by_group() if shown else (),
        "chosen": chosen,
    }


def _before(here: Step, kept: Application) -> str:
    slugs = [each.slug for each in steps_of(kept)]
    position = slugs.index(here.slug)
    return f"/apply/{slugs[position - 1]}/" if position else "/"


def _after(here: Step, kept: Application) -> str:
    """Return the next page; a corrected one leads to the summary, a topic to what it asks."""
    slugs = [*(each.slug for each in steps_of(kept)), "check"]
    following = slugs[slugs.index(here.slug) + 1]
    return f"/apply/{'check' if kept.is_reviewed and following != questions.SLUG else following}/"


def _receive_photo(request: HttpRequest, here: Step, kept: Application) -> HttpResponse:
    go = request.POST.get("go", "next")
    upload = request.FILES.get("photo")
    if go.startswith("remove:"):
        name = go.removeprefix("remove:")
        staging.drop(kept.key, [one.name for one in kept.photos if one.name == name])
        kept.drop_photo(name)
        return redirect("portal:step", here.slug)
    if upload and len(kept.photos) < MAX_PHOTOS:
        problem = _stage(request, kept, upload)
        if problem:
            form = PhotoForm(files=request.FILES)
            form.add_error("photo", problem)
            return _page(request, here, kept, form, status=422)
    return redirect(_after(here, kept)) if go == "next" else redirect("portal:step", here.slug)


def _stage(request: HttpRequest, kept: Application, upload: Any) -> str:
    """Keep an upload and return nothing, or return what is wrong with it."""
    admission = admit(request, "upload")
    if admission is Admission.PROVE:
        return prove_words(reverse("portal:step", args=["photo"]))
    if admission is Admission.LATER:
        return _("Too many files in a short time. Please wait a few minutes.")
    try:
        sender, source = get_ip(request), source_of(request)
        staged = staging.keep(kept.key, upload, visitor=sender, source=source, at=clock.now())
        kept.add_photo(staged)
    except FileError as error:
        return str(uploads.MESSAGES[error.problem])
    return ""


@never_cache
@require_GET
def photo(request: HttpRequest, name: str) -> FileResponse:
    """Show a staged photo to the one who sent it."""
    kept = Application(request)
    found = next((one for one in kept.photos if one.name == name), None)
    file = staging.read(kept.key, found) if found else None
    if file is None:
        raise Http404
    return FileResponse(ContentFile(file.content), content_type=file.content_type)


@require_GET
def topics(request: HttpRequest) -> HttpResponse:
    """Return the topics that fit what was typed, as radio buttons."""
    words = request.GET.get("q", "")
    context = {"q": words, "found": queries.search_topics(words), "chosen": ""}
    return render(request, "portal/apply/topic_found.html", context)


@require_GET
def all_topics(request: HttpRequest) -> HttpResponse:
    """Return the list of all topics, by group, as radio buttons."""
    context = {"all_topics": queries.topics_by_group(), "chosen": "", "q": ""}
    return render(request, "portal/apply/topic_all.html", context)


@require_GET
def places(request: HttpRequest) -> HttpResponse:
    """Return the choice of district and neighborhood, led by a new district or a new pin."""
    given = {name: request.GET.get(name, "") for name in ("district", "neighborhood")}
    pin = pin_of(request)
    near = queries.neighborhood_at(pin) if pin and "pinned" in request.GET else None
    if near:
        given = {"district": near.district.slug, "neighborhood": near.slug}
    form = PlaceForm(initial=given)
    return render(request, "portal/apply/place_choice.html", {"form": form, "guessed": near})


@never_cache
@require_http_methods(["GET", "POST"])
def check(request: HttpRequest) -> HttpResponse:
    """Show all answers once more; POST sends them."""
    if not application.is_under_way(request.session):
        return redirect("portal:sent" if "sent" in request.session else "portal:apply")
    kept = Application(request)
    answers = read(kept.answers)
    if answers.unfinished:
        return redirect("portal:step", answers.unfinished)
    if request.method == "POST":
        return _send(request, kept)
    kept.mark_reviewed()
    context = {
        "answers": answers,
        "photos": kept.photos,
        "nearby": nearby.reported(answers, at=clock.now()),
        "numbers": danger.numbers_for(answers.text),
        "same": kept.answers("check").get("same", ""),
    }
    return render(request, "portal/apply/check.html", context)


def _send(request: HttpRequest, kept: Application) -> HttpResponse:
    same = request.POST.get("same", "")
    if kept.is_vouched and visit.citizen(request) is None:
        kept.remember_vouched(False)
        kept.keep("check", {"same": same})
        messages.warning(request, _visit_over())
        return redirect("portal:check")
    admission = admit(request, "apply")
    if admission is not Admission.IN:
        later = _("Too many applications in a short time. What you wrote is kept; try again later.")
        prove = admission is Admission.PROVE
        messages.error(request, prove_words(request.path) if prove else later)
        kept.keep("check", {"same": same})
        return redirect("portal:check")
    try:
        sending.send(request, same=same, at=clock.now())
    except FileError as error:
        messages.error(request, str(uploads.MESSAGES[error.problem]))
        return redirect("portal:check")
    return redirect("portal:sent")


def _visit_over() -> SafeString:
    """Say that nobody is signed in any more, before what is theirs becomes nobody's."""
    words = _("You are not signed in any more, and what you wrote was not sent yet.")
    link = _("Sign in again, so that it stands among your applications.")
    without = _("Or send it without signing in.")
    return format_html('{} <a href="{}">{}</a> {}', words, reverse("portal:sign_in"), link, without)


@never_cache
@require_GET
def sent(request: HttpRequest) -> HttpResponse:
    """Show the code large, what happens next, until when, and how to ask."""
    found = sending.sent_case(request.session)
    if found is None:
        return redirect("portal:home")
    case, has_phone = found
    shown = {"case": case, "has_phone": has_phone, "receipt": proofs.receipt_of(case)}
    return render(request, "portal/apply/sent.html", shown)

"""Ask the city: what is typed comes by POST and is in no address, log or session."""

from typing import Final

from django import forms
from django.contrib import messages
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods, require_POST
from django_htmx.http import HttpResponseClientRedirect

from alo153.citizens.channel import Channel
from alo153.core import clock
from alo153.knowledge.articles import actions, queries
from alo153.knowledge.articles.queries import Answer
from alo153.web.kit.access import PageRequest
from alo153.web.kit.proof.admission import Admission, admit, prove_words
from alo153.web.portal.apply import application, danger
from alo153.web.portal.apply.application import Application
from alo153.web.portal.ask import offering
from alo153.web.portal.widget.framing import framed

# Where an answer was read, as it stands in addresses
PLACES: Final = {"page": Channel.WEB, "application": Channel.WEB, "chat": Channel.CHAT}
_TYPED: Final = 5


class AskForm(forms.Form):
    """A question in a citizen's own words."""

    use_required_attribute = False

    question = forms.CharField(
        label=gettext_lazy("What would you like to know?"),
        max_length=queries.LONGEST,
        error_messages={"required": gettext_lazy("Write your question in a few words.")},
        widget=forms.TextInput(attrs={"autocomplete": "off", "enterkeyhint": "search"}),
    )


@never_cache
@require_http_methods(["GET", "POST"])
def page(request: HttpRequest) -> HttpResponse:
    """Show the questions there are; POST shows what answers the one that was typed."""
    form = AskForm(request.POST if request.method == "POST" else None)
    if not form.is_bound:
        listed = queries.listed(language=get_language() or "", at=clock.now())
        return _page(request, form, listed=listed)
    if form.is_valid() and (closed := _closed(request)):
        form.add_error(None, closed)
        return _page(request, form, status=429)
    if not form.is_valid():
        return _page(request, form, status=422)
    return _page(request, form, answers=_answered(form.cleaned_data["question"]), asked=True)


def _answered(question: str) -> list[Answer]:
    """Return what answers a question, and count it."""
    at = clock.now()
    found = queries.search(question, language=get_language() or "", at=at)
    if found:
        shown = [each.article for each in found]
        actions.note_shown(articles=shown, channel=Channel.WEB, at=at)
    else:
        actions.note_unanswered(text=question, at=at)
    return found


def _closed(request: HttpRequest) -> str:
    """Count a question by visitor or address; say why none is taken now."""
    admission = admit(request, "ask")
    if admission is Admission.PROVE:
        return prove_words(reverse("portal:ask"))
    later = _("Too many questions in a short time. Please wait a few minutes.")
    return later if admission is Admission.LATER else ""


def _page(
    request: HttpRequest,
    form: AskForm,
    *,
    answers: list[Answer] | None = None,
    listed: list[Answer] | None = None,
    asked: bool = False,
    status: int = 200,
) -> HttpResponse:
    question = form.cleaned_data.get("question", "") if form.is_bound else ""
    context = {
        "ask": form,
        "asked": asked,
        "answers": answers or [],
        "listed": listed or [],
        "question": question,
        "offered": offering.names(answers or []),
        "numbers": danger.numbers_for(question),
    }
    return render(request, "portal/ask/page.html", context, status=status)


@never_cache
@require_POST
def near(request: HttpRequest) -> HttpResponse:
    """Return what may answer the words of an application, while they are typed."""
    text = request.POST.get("text", "")[: queries.LONGEST]
    found: list[Answer] = []
    if len(text) >= _TYPED and admit(request, "ask_typing") is Admission.IN:
        found = queries.search(text, language=get_language() or "", at=clock.now())
    return render(request, "portal/ask/near.html", {"answers": found, "where": "application"})


@never_cache
@require_POST
@framed
def helped(request: PageRequest, where: str) -> HttpResponse:
    """Note that an answer was the one that was needed: nothing else has to be sent."""
    if where not in PLACES:
        raise Http404
    at = clock.now()
    found = queries.named([request.POST.get("article", "")], at=at)
    if found and admit(request, "ask") is Admission.IN:
        actions.note_helped(article=found[0], channel=PLACES[where], at=at)
    messages.success(request, _("Good that you found your answer. Nothing else is needed."))
    # The chat may stand in a frame of another site, where the home page is not shown
    onward = "portal:chat" if where == "chat" else "portal:home"
    if request.htmx:
        return HttpResponseClientRedirect(reverse(onward))
    return redirect(onward)


@require_GET
def file(_request: HttpRequest, number: int) -> FileResponse:
    """Send a file of an answer that citizens may read."""
    found = queries.file(number, at=clock.now(), for_staff=False)
    if found is None or not found.file.storage.exists(str(found.file.name)):
        raise Http404
    return FileResponse(found.file.open("rb"), content_type=found.content_type)


@never_cache
@require_POST
def apply(request: HttpRequest) -> HttpResponse:
    """Begin an application with the words of a question; one under way keeps its own."""
    kept, at = Application(request), clock.now()
    if request.POST.get("offered") and admit(request, "ask") is Admission.IN:
        offering.note_went_on(request, Channel.WEB, at)
    question = request.POST.get("question", "")[: queries.LONGEST]
    begun = application.is_under_way(request.session)
    if not kept.answers("text").get("text") and (begun or admit(request, "draft") is Admission.IN):
        kept.keep("text", {"text": question})
    return redirect("portal:apply")

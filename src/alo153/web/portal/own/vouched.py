"""Sign in by somebody who vouches: there, and back with an answer that is checked."""

import logging
from http import HTTPStatus

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from alo153.citizens.actions import recognize_vouched
from alo153.citizens.signed_in import SignedIn
from alo153.citizens.vouching import registry
from alo153.citizens.vouching.contract import Declined, NotVouched, Provider, Unreachable
from alo153.core import clock
from alo153.web.kit.proof.admission import Admission, admit, later_words, prove_words
from alo153.web.portal import visit
from alo153.web.portal.apply import application
from alo153.web.portal.follow.tracking import private
from alo153.web.portal.own.forms import NumberForm

logger = logging.getLogger(__name__)


@private
@require_GET
def leave(request: HttpRequest, provider: str) -> HttpResponse:
    """Send the visitor to a provider; what they typed here stays in their session."""
    by = _provider(provider)
    if (admission := admit(request, "code")) is not Admission.IN:
        prove = admission is Admission.PROVE
        words = prove_words(reverse("portal:sign_in")) if prove else later_words(request, "code")
        return _failed(request, words, HTTPStatus.TOO_MANY_REQUESTS)
    try:
        begun = by.begin(back=_back(by))
    except NotVouched as problem:
        return _say(request, by, problem)
    visit.send_away(request, by.name, begun.kept)
    return redirect(begun.url)


@private
@require_GET
def come_back(request: HttpRequest, provider: str) -> HttpResponse:
    """Take the answer of a provider, once, and lead on to where the visitor was."""
    by, at = _provider(provider), clock.now()
    kept = visit.back_from(request, by.name)
    if kept is None:
        return redirect("portal:sign_in")
    try:
        vouched = by.finish(kept=kept, answer=request.GET.dict(), back=_back(by), at=at)
    except NotVouched as problem:
        return _say(request, by, problem)
    citizen = recognize_vouched(
        provider=by.name, vouched=vouched, language=get_language() or "", at=at
    )
    visit.begin(request, SignedIn(phone=vouched.phone, citizen=citizen.pk))
    then = visit.goes_on_to(request)
    if application.is_under_way(request.session):
        return redirect("portal:step", "answer")
    return redirect(then)


def _provider(name: str) -> Provider:
    found = registry.providers().get(name)
    if found is None:
        raise Http404
    return found


def _back(by: Provider) -> str:
    return f"{settings.PUBLIC_URL}{reverse('portal:vouched', args=[by.name])}"


def _say(request: HttpRequest, by: Provider, problem: NotVouched) -> HttpResponse:
    """Say plainly what happened, what is safe, and what else works; the log has a word of ours."""
    logger.warning("sign-in by %s: %s %s", by.name, type(problem).__name__, problem.code)
    status = HTTPStatus.BAD_GATEWAY
    match problem:
        case Declined():
            words, status = _("You did not sign in there."), HTTPStatus.OK
        case Unreachable():
            words = _("%(provider)s does not answer at the moment.")
        case _:
            words = _("The answer of %(provider)s could not be checked, so nobody was signed in.")
    return _failed(request, words % {"provider": by.label}, status)


def _failed(request: HttpRequest, words: str, status: HTTPStatus) -> HttpResponse:
    shown = {
        "form": NumberForm(),
        "problem": words,
        "providers": list(registry.providers().values()),
    }
    return render(request, "portal/own/number.html", shown, status=status)

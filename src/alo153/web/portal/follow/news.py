"""A browser is told of news about an application: its citizen presses a button on its page."""

from collections.abc import Mapping
from http import HTTPStatus
from typing import Final

from django import forms
from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from alo153.cases.models import Case
from alo153.channels.push import hosts, vapid
from alo153.contacts import actions, queries
from alo153.contacts.about import About
from alo153.core import clock
from alo153.core.actor import Actor
from alo153.web.kit.proof.admission import Admission, admit, later_words
from alo153.web.portal.follow.tracking import granted_case, linked_case, over, private

LOOK, FOLLOW, UNFOLLOW = "look", "follow", "unfollow"
NOWHERE: Final = "nowhere"
"""Let no device hear of it: a telephone that was lost or given away cannot be pressed any more."""
_REFUSED: Final[Mapping[type[Exception], object]] = {
    actions.TooManyFollowers: gettext_lazy(
        "Too many devices hear of this application. Turn it off on another one first."
    ),
    actions.FollowsTooMany: gettext_lazy(
        "This device hears of too many applications. Turn it off for another one first."
    ),
}


class BrowserForm(forms.Form):
    """A browser, as its own script names it; nothing of it is believed."""

    do = forms.ChoiceField(choices=[(each, each) for each in (LOOK, FOLLOW, UNFOLLOW)])
    endpoint = forms.CharField(max_length=hosts.LONGEST, strip=False)
    p256dh = forms.CharField(strip=False)
    auth = forms.CharField(strip=False)

    def clean_endpoint(self) -> str:
        """Refuse an address that is no push service's that we speak to."""
        endpoint: str = self.cleaned_data["endpoint"]
        if not hosts.is_service(endpoint, settings.PUSH_HOSTS):
            words = _("We cannot reach the notices of this browser. Please use another one.")
            raise forms.ValidationError(words)
        return endpoint

    def clean(self) -> None:
        """Refuse keys for which nothing could be sealed."""
        given = super().clean() or {}
        if not (vapid.is_point(given.get("p256dh", "")) and vapid.is_secret(given.get("auth", ""))):
            self.add_error(None, _("This browser did not tell its keys. Please try again."))

    @property
    def browser(self) -> actions.Browser:
        """Return what follows the application."""
        given = self.cleaned_data
        return actions.Browser(given["endpoint"], given["p256dh"], given["auth"])


@private
@require_POST
def granted(request: HttpRequest) -> HttpResponse:
    """Follow for a citizen who gave code and number."""
    case = granted_case(request)
    page = reverse("portal:track")  # whoever has this device later gives code and number
    back = reverse("portal:timeline")
    return hear(request, case, page, back=back) if case else redirect(page)


@private
@require_POST
def linked(request: HttpRequest, link_key: str) -> HttpResponse:
    """Follow for the holder of a message's link."""
    case = linked_case(link_key)
    page = reverse("portal:link", args=[link_key])
    return hear(request, case, page) if case else over(request)


def hear(request: HttpRequest, case: Case, page: str, *, back: str = "") -> HttpResponse:
    """Let a browser follow a case that its user was let see, or not, or say whether it does.

    Args:
        page: where its notices lead.
        back: the page on which it is pressed, if that is another one.

    Raises:
        Http404: nobody follows such a case, or this city has no key for notices.
    """
    if not settings.PUSH_KEY or case.confidential:
        raise Http404
    if request.POST.get("do") == NOWHERE:
        by, at = Actor.citizen(case.reporter_id), clock.now()
        actions.unfollow_all(about=About.row(case), by=by, at=at)
        messages.success(request, _("Done: no device tells you any more about this application."))
        return redirect(back or page)
    form = BrowserForm(request.POST)
    if not form.is_valid():
        told = " ".join(str(each) for errors in form.errors.values() for each in errors)
        return JsonResponse({"refused": told}, status=HTTPStatus.UNPROCESSABLE_ENTITY)
    if form.cleaned_data["do"] != LOOK and admit(request, "follow") is not Admission.IN:
        words = later_words(request, "follow")
        return JsonResponse({"refused": words}, status=HTTPStatus.TOO_MANY_REQUESTS)
    try:
        _act(form, case, page)
    except tuple(_REFUSED) as refusal:
        words = str(_REFUSED[type(refusal)])
        return JsonResponse({"refused": words}, status=HTTPStatus.CONFLICT)
    those = queries.followers(About.row(case)).filter(browser__endpoint=form.browser.endpoint)
    return JsonResponse({"follows": those.exists()})


def _act(form: BrowserForm, case: Case, page: str) -> None:
    by, at, about = Actor.citizen(case.reporter_id), clock.now(), About.row(case)
    match form.cleaned_data["do"]:
        case "follow":
            actions.follow(about=about, browser=form.browser, page=page, by=by, at=at)
        case "unfollow":
            actions.unfollow(about=about, endpoint=form.browser.endpoint, by=by, at=at)

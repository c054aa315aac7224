"""Sign in by the municipality's own provider of identities: there, and back with an answer.

It takes the place of the password: people who have a second factor here are asked for it, and a
role that asks for one asks these people, too. Before a step that asks for the password once more
(adding a second factor), they sign in there once more.
"""

import logging
from datetime import datetime
from http import HTTPStatus
from typing import Any, Final
from urllib.parse import urlencode, urlsplit

from allauth.account.adapter import get_adapter
from allauth.account.internal.flows.login import (
    get_authentication_records,
    perform_login,
    record_authentication,
)
from allauth.account.internal.flows.reauthentication import (
    did_recently_reauthenticate,
    resume_request,
)
from allauth.account.models import Login
from allauth.account.utils import get_next_redirect_url
from allauth.core.internal import ratelimit
from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET

from alo153.accounts import actions
from alo153.accounts.models import User
from alo153.citizens.vouching.asking import STAFF
from alo153.citizens.vouching.contract import Declined, NotVouched, Unreachable
from alo153.citizens.vouching.oidc import OidcProvider
from alo153.core import clock

logger = logging.getLogger(__name__)
METHOD: Final = "provider"
_SENT: Final = "staff_sent_to_provider"
_SCOPE: Final = "openid profile email"


def provider() -> OidcProvider | None:
    """Return who vouches for staff here; None: they sign in by a password."""
    issuer = settings.STAFF_OIDC_ISSUER
    if not issuer:
        return None
    return OidcProvider(
        issuer=issuer,
        client_id=settings.STAFF_OIDC_CLIENT_ID,
        client_secret=settings.STAFF_OIDC_CLIENT_SECRET,
        label=settings.STAFF_OIDC_LABEL or urlsplit(issuer).hostname or issuer,
        name="staff",
        scope=_SCOPE,
        room=STAFF,
    )


@never_cache
@require_GET
def leave(request: HttpRequest) -> HttpResponseBase:
    """Send somebody to the provider; where they wanted to go stays in their session."""
    return _send(request, since=None)


@never_cache
@require_GET
def leave_again(request: HttpRequest) -> HttpResponseBase:
    """Have somebody who is here sign in there anew; then resume what waited for it."""
    if not request.user.is_authenticated:
        return redirect("account_login")
    if did_recently_reauthenticate(request):
        resumed: HttpResponseBase = resume_request(request) or redirect("home")
        return resumed
    return _send(request, since=clock.now())


def _send(request: HttpRequest, *, since: datetime | None) -> HttpResponseBase:
    by = _provider()
    rates: dict[str, Any] = {"app": "allauth.account", "action": "provider"}
    if ratelimit.consume(request, **rates, limit_get=True) is None:
        return HttpResponse(status=HTTPStatus.TOO_MANY_REQUESTS)
    then = get_next_redirect_url(request) or ""
    try:
        begun = by.begin(back=_back(), since=since)
    except NotVouched as problem:
        return _failed(request, by, problem, then=then)
    request.session[_SENT] = {**begun.kept, "next": then}
    return redirect(begun.url)


@never_cache
@require_GET
def come_back(request: HttpRequest) -> HttpResponseBase:
    """Take the answer of the provider, once, and sign in whom it vouches for."""
    by, at = _provider(), clock.now()
    kept = request.session.pop(_SENT, None)
    if kept is None:
        return redirect("account_login")
    then = kept.pop("next")
    try:
        vouched = by.finish(kept=kept, answer=request.GET.dict(), back=_back(), at=at)
        user = actions.recognize_staff(
            issuer=by.issuer, subject=vouched.subject, email=vouched.email, at=at
        )
    except NotVouched as problem:
        return _failed(request, by, problem, then=then)
    except actions.NotAdmitted:
        logger.warning("sign-in of staff: nobody here is known by the one vouched for")
        words = _(
            "%(provider)s knows you, but you have no account here with your e-mail there. "
            "Ask your administrator to open one."
        )
        return _say(request, words % {"provider": by.label})
    if "since" in kept:
        return _confirmed(request, by, user, then)
    record_authentication(request, user, METHOD, provider=by.name)
    login = Login(user=user, redirect_url=then or None)
    signed_in: HttpResponseBase = perform_login(request, login)
    return signed_in


def _confirmed(request: HttpRequest, by: OidcProvider, user: User, then: str) -> HttpResponseBase:
    """Note that somebody who is here is the person who signed in there, and resume."""
    if user != request.user:
        words = _("Somebody else signed in at %(provider)s. Sign in there as yourself.")
        return _say(request, words % {"provider": by.label}, then=then)
    record_authentication(request, user, METHOD, provider=by.name, reauthenticated=True)
    return redirect(f"{reverse('staff_provider_again')}?{urlencode({'next': then})}")


def ways_to_confirm(user: User, ways: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Return how somebody shows once more that it is them: the provider first, if it knows them.

    Accounts have a password that nobody knows until somebody chooses one. It is offered after the
    provider, and only to people who may sign in by a password.

    Args:
        ways: of allauth, the best first.
    """
    if not settings.STAFF_OIDC_ISSUER:
        return ways
    if not user.identities.filter(issuer=settings.STAFF_OIDC_ISSUER).exists():
        return ways
    words = _("Sign in at %(provider)s once more") % {"provider": _provider().label}
    own = {"id": METHOD, "description": words, "url": reverse("staff_provider_again")}
    # allauth calls the password so
    others = [w for w in ways if w["id"] != "reauthenticate" or not _must_use_provider(user)]
    return [own, *others]


def is_only_way(request: HttpRequest, user: User) -> bool:
    """Tell whether somebody must sign in by the provider, and has not."""
    if not settings.STAFF_OIDC_ISSUER or not _must_use_provider(user):
        return False
    used = {record["method"] for record in get_authentication_records(request, user)}
    return METHOD not in used


def _must_use_provider(user: User) -> bool:
    emergency = settings.EMERGENCY_ACCOUNTS
    return bool(emergency) and user.username not in emergency


def only_way(request: HttpRequest) -> HttpResponse:
    """Send somebody who tried another way back to the page of sign-in."""
    words = _("Accounts here are for emergencies. Sign in by %(provider)s.")
    return _say(request, words % {"provider": _provider().label})


def _provider() -> OidcProvider:
    found = provider()
    if found is None:
        raise Http404
    return found


def _back() -> str:
    return f"{settings.PUBLIC_URL}{reverse('staff_provider_back')}"


def _failed(
    request: HttpRequest, by: OidcProvider, problem: NotVouched, *, then: str = ""
) -> HttpResponse:
    """Say plainly what happened; the log has a word of ours."""
    logger.warning("sign-in of staff: %s %s", type(problem).__name__, problem.code)
    match problem:
        case Declined():
            words = _("You did not sign in there.")
        case Unreachable():
            words = _("%(provider)s does not answer at the moment.")
        case _:
            words = _("The answer of %(provider)s could not be checked, so nobody was signed in.")
    return _say(request, words % {"provider": by.label}, then=then)


def _say(request: HttpRequest, words: str, *, then: str = "") -> HttpResponse:
    """Say it where somebody finds another way: at the sign-in, or at another proof of theirs."""
    messages.error(request, words)
    if not request.user.is_authenticated:
        return redirect("account_login")
    ways = get_adapter().get_reauthentication_methods(request.user)
    other = next((each["url"] for each in ways if each["id"] != METHOD), None)
    return redirect(f"{other}?{urlencode({'next': then})}" if other else "home")

"""Sign in by the municipality's own provider of identities: there, and back with an answer.

It takes the place of the password: people who have a second factor here are asked for it, and a
role that asks for one asks these people, too.
"""

import logging
from http import HTTPStatus
from typing import Any, Final
from urllib.parse import urlsplit

from allauth.account.internal.flows.login import (
    get_authentication_records,
    perform_login,
    record_authentication,
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
    )


@never_cache
@require_GET
def leave(request: HttpRequest) -> HttpResponseBase:
    """Send somebody to the provider; where they wanted to go stays in their session."""
    by = _provider()
    rates: dict[str, Any] = {"app": "allauth.account", "action": "provider"}
    if ratelimit.consume(request, **rates, limit_get=True) is None:
        return HttpResponse(status=HTTPStatus.TOO_MANY_REQUESTS)
    try:
        begun = by.begin(back=_back())
    except NotVouched as problem:
        return _failed(request, by, problem)
    request.session[_SENT] = {**begun.kept, "next": get_next_redirect_url(request) or ""}
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
        return _failed(request, by, problem)
    except actions.NotAdmitted:
        logger.warning("sign-in of staff: nobody here is known by the one vouched for")
        words = _(
            "%(provider)s knows you, but you have no account here with your e-mail there. "
            "Ask your administrator to open one."
        )
        return _say(request, words % {"provider": by.label})
    record_authentication(request, user, METHOD, provider=by.name)
    login = Login(user=user, redirect_url=then or None)
    signed_in: HttpResponseBase = perform_login(request, login)
    return signed_in


def is_only_way(request: HttpRequest, user: User) -> bool:
    """Tell whether somebody must sign in by the provider, and has not."""
    if not settings.STAFF_OIDC_ISSUER or not settings.EMERGENCY_ACCOUNTS:
        return False
    used = {record["method"] for record in get_authentication_records(request, user)}
    return user.username not in settings.EMERGENCY_ACCOUNTS and METHOD not in used


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


def _failed(request: HttpRequest, by: OidcProvider, problem: NotVouched) -> HttpResponse:
    """Say plainly what happened; the log has a word of ours."""
    logger.warning("sign-in of staff: %s %s", type(problem).__name__, problem.code)
    match problem:
        case Declined():
            words = _("You did not sign in there.")
        case Unreachable():
            words = _("%(provider)s does not answer at the moment.")
        case _:
            words = _("The answer of %(provider)s could not be checked, so nobody was signed in.")
    return _say(request, words % {"provider": by.label})


def _say(request: HttpRequest, words: str) -> HttpResponse:
    messages.error(request, words)
    return redirect("account_login")

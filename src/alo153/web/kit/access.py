"""Access to pages."""

from collections.abc import Callable
from functools import wraps
from http import HTTPStatus
from typing import Concatenate, cast
from urllib.parse import urlsplit

from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.urls import reverse
from django.utils.cache import patch_cache_control
from django.utils.translation import gettext as _
from django_htmx.middleware import HtmxDetails

from alo153.accounts.models import User
from alo153.accounts.policy import NotPermitted
from alo153.accounts.registry import Permission


class PageRequest(HttpRequest):
    """A request of anybody's page."""

    htmx: HtmxDetails


class StaffRequest(PageRequest):
    """A request of somebody who signed in."""

    user: User


type StaffView[**P] = Callable[Concatenate[StaffRequest, P], HttpResponseBase]
type View = Callable[..., HttpResponseBase]


def for_staff[**P](view: StaffView[P]) -> View:
    """Let a view be opened by everybody who may do anything at all; otherwise as `requires`."""
    return _guarded(view, lambda user: any(grant.permissions for grant in user.grants), ())


def requires[**P](*permissions: Permission) -> Callable[[StaffView[P]], View]:
    """Let a view be opened only by staff who hold one of the permissions.

    A visitor is sent to the sign-in page; signed-in people without it get 403. A script gets
    401 instead of the sign-in page, which it would take for its answer. A person who may not act on
    this case gets 403 in the words of the verb, unless the view says it better.
    The permissions are on the view as ``requires``, for the test of every URL and role.
    """

    def decorate(view: StaffView[P]) -> View:
        return _guarded(view, lambda user: any(map(user.may, permissions)), permissions)

    return decorate


def _guarded[**P](
    view: StaffView[P], allowed: Callable[[User], bool], permissions: tuple[Permission, ...]
) -> View:
    @wraps(view)
    def guarded(request: HttpRequest, *args: P.args, **kwargs: P.kwargs) -> HttpResponseBase:
        user = request.user
        if not user.is_authenticated or _is_somebody_else(request, user):
            return _to_sign_in(request)
        if not allowed(user):
            raise PermissionDenied
        try:
            response = view(cast(StaffRequest, request), *args, **kwargs)
        except NotPermitted as refused:
            raise PermissionDenied(refused.words) from refused
        # Citizens' data does not stay in the browser of a shared workstation
        patch_cache_control(response, private=True, no_store=True)
        return response

    guarded.requires = permissions  # type: ignore[attr-defined]
    return guarded


def _is_somebody_else(request: HttpRequest, user: User) -> bool:
    """Tell whether a page of one person sends in the session of another who signed in since."""
    page_of = request.headers.get("X-Signed-In-As", "")
    return bool(page_of) and page_of != str(user.pk)


def _to_sign_in(request: HttpRequest) -> HttpResponseBase:
    if _is_fetched(request):
        return HttpResponse(_("Your session has ended."), status=HTTPStatus.UNAUTHORIZED)
    if request.method == "GET":
        return redirect_to_login(request.get_full_path())
    # After signing in the page with the form is shown: a form's own address may only take
    return redirect_to_login(_page_before(request) or reverse("home"))


def _page_before(request: HttpRequest) -> str:
    """Return the path of our page with the form that was sent; empty if it is not known."""
    try:
        origin = urlsplit(request.headers.get("Referer", ""))
    except ValueError:  # no browser sends such an address
        return ""
    if origin.netloc != request.get_host():
        return ""
    return f"{origin.path}?{origin.query}" if origin.query else origin.path


def _is_fetched(request: HttpRequest) -> bool:
    """Tell whether a script asks, not somebody who opens a page (Fetch Metadata, or htmx's own)."""
    headers = request.headers
    if "HX-Request" in headers or "X-Requested-With" in headers:
        return True
    return headers.get("Sec-Fetch-Dest", "document") == "empty"

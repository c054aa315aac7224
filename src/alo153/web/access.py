"""Who may open a page."""

from collections.abc import Callable
from functools import wraps
from typing import Any, Concatenate, cast

from allauth.account.adapter import DefaultAccountAdapter
from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponseBase
from django.utils.cache import patch_cache_control

from alo153.accounts.models import User
from alo153.accounts.permissions import Permission
from alo153.core import clock
from alo153.switchboard import actions as telephone_actions
from alo153.switchboard import queries as telephone


class StaffRequest(HttpRequest):
    """A request of somebody who signed in."""

    user: User


type StaffView[**P] = Callable[Concatenate[StaffRequest, P], HttpResponseBase]
type View = Callable[..., HttpResponseBase]


def requires[**P](*permissions: Permission) -> Callable[[StaffView[P]], View]:
    """Let a view be opened only by staff who hold one of the permissions.

    Others are sent to the sign-in page, or refused with 403 if they are signed in.
    The permissions stand on the view as ``requires``, for the test of every URL and role.
    """

    def decorate(view: StaffView[P]) -> View:
        @wraps(view)
        def guarded(request: HttpRequest, *args: P.args, **kwargs: P.kwargs) -> HttpResponseBase:
            if not request.user.is_authenticated:
                return redirect_to_login(request.get_full_path())
            user = request.user
            if not any(user.may(permission) for permission in permissions):
                raise PermissionDenied
            response = view(cast(StaffRequest, request), *args, **kwargs)
            # Citizens' data does not stay in the browser of a shared workstation
            patch_cache_control(response, private=True, no_store=True)
            return response

        guarded.requires = permissions  # type: ignore[attr-defined]
        return guarded

    return decorate


class StaffAdapter(DefaultAccountAdapter):  # type: ignore[misc] # allauth has no types
    """Accounts are made by administrators; nobody signs up."""

    def is_open_for_signup(self, request: Any) -> bool:  # noqa: ARG002 - allauth passes it
        """Refuse every sign-up."""
        return False

    def logout(self, request: Any) -> None:
        """Sign out, and take the SIP account back: it lives no longer than the sign-in."""
        if telephone.session_of(request.user):
            telephone_actions.sign_out_phone(user=request.user, at=clock.now())
        super().logout(request)

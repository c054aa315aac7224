"""Our answers to allauth about accounts."""

from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from django.http import HttpRequest, HttpResponse

from alo153.accounts import actions
from alo153.accounts.models import User
from alo153.calls import actions as telephone_actions
from alo153.calls import queries as telephone
from alo153.core import clock
from alo153.web.kit.shell.context import current_city
from alo153.web.sign_in import limits, provider, sessions
from alo153.web.sign_in.limits import Try


class StaffAdapter(DefaultAccountAdapter):  # type: ignore[misc] # allauth has no types
    """Accounts are made by administrators; nobody signs up."""

    def is_open_for_signup(self, request: Any) -> bool:  # noqa: ARG002 - allauth passes it
        """Refuse every sign-up."""
        return False

    def format_email_subject(self, subject: str) -> str:
        """Say who writes: the city, and not the address of this server."""
        city = current_city()
        return f"{city.short_name} {city.number}: {subject}"

    def pre_authenticate(self, request: HttpRequest, **credentials: Any) -> None:
        """Refuse a try that is one too many, and write the lock down."""
        tried = _try(credentials)
        self._login_failed_rl_usage = limits.consume(request, tried)
        if self._login_failed_rl_usage:
            return
        if limits.is_first_refusal(request, tried):
            address = self.get_client_ip(request)
            actions.note_lock_out(user=tried.user, address=address, at=clock.now())
        raise self.validation_error("too_many_login_attempts")

    def authentication_failed(self, request: HttpRequest, **credentials: Any) -> None:
        """Write a wrong password or an unknown name down."""
        address = self.get_client_ip(request)
        actions.note_failure(user=_try(credentials).user, address=address, at=clock.now())

    def pre_login(self, request: HttpRequest, user: User, **facts: Any) -> HttpResponse | None:
        """Send back who must sign in by the municipality's provider."""
        if provider.is_only_way(request, user):
            return provider.only_way(request)
        answer: HttpResponse | None = super().pre_login(request, user, **facts)
        return answer

    def get_reauthentication_methods(self, user: User) -> list[dict[str, Any]]:
        """Send whom the municipality's provider knows there, and ask for no password first."""
        ways: list[dict[str, Any]] = super().get_reauthentication_methods(user)
        return provider.ways_to_confirm(user, ways) if user.is_authenticated else ways

    def logout(self, request: Any) -> None:
        """Sign out, and take the SIP account back: it lives no longer than the sign-in."""
        if telephone.session_of(request.user):
            telephone_actions.sign_out_phone(user=request.user, at=clock.now())
        sessions.note_end(request, why="signed_out")
        super().logout(request)


def _try(credentials: dict[str, Any]) -> Try:
    return Try.of(credentials.get("username") or credentials.get("email") or "")

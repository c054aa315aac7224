"""The client has a key with this scope: `auth=ByKey(KeyScope.OPEN_CASES)`."""

from typing import Final

from django.http import HttpRequest
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from ninja.security import HttpBearer

from alo153.core import clock
from alo153.integrations.actions import KeyRefused, Refusal, TooOften, admit
from alo153.integrations.models import ApiKey
from alo153.integrations.scopes import SCOPE_LABELS, KeyScope
from alo153.web.site.problems import Code, Problem

CHALLENGE: Final = {"WWW-Authenticate": "Bearer"}
_WHY: Final = {
    Refusal.UNKNOWN: gettext_lazy("Nobody has this API key."),
    Refusal.WRONG: gettext_lazy("Nobody has this API key."),
    Refusal.REVOKED: gettext_lazy("This API key was revoked."),
    Refusal.WAITING: gettext_lazy("This API key waits for a second administrator."),
    Refusal.EXPIRED: gettext_lazy("The time of this API key is over."),
}


class KeyedRequest(HttpRequest):
    """A request of a system that came in by its key."""

    auth: ApiKey


class ByKey(HttpBearer):
    """Admit a key with one of these scopes, or with any scope if none is named."""

    def __init__(self, *scopes: KeyScope) -> None:
        self.scopes = scopes
        super().__init__()

    def authenticate(self, request: HttpRequest, token: str) -> ApiKey:
        """Return the key. Raises Problem."""
        try:
            key = admit(text=token, address=request.META.get("REMOTE_ADDR", ""), at=clock.now())
        except TooOften as often:
            seconds = str(often.seconds)
            words = _("Ask again in %(seconds)s seconds.") % {"seconds": seconds}
            raise Problem(Code.TOO_OFTEN, words, headers={"Retry-After": seconds}) from often
        except KeyRefused as refused:
            words = str(_WHY[refused.why])
            raise Problem(Code.KEY_REFUSED, words, headers=CHALLENGE) from refused
        if self.scopes and not key.is_for(self.scopes):
            raise Problem(Code.NOT_PERMITTED, self._missing())
        return key

    def _missing(self) -> str:
        labels = " / ".join(str(SCOPE_LABELS[each]) for each in self.scopes)
        return _("The API key is not for this: %(scope)s.") % {"scope": labels}

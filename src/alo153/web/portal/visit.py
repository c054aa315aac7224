"""The duration of a sign-in: minutes, because the device may be shared.

All of it is in the visitor's session, and names neither a citizen nor a member of staff.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Final
from uuid import UUID

from django.http import HttpRequest, HttpResponse

from alo153.citizens.models import Citizen
from alo153.citizens.signed_in import SignedIn, citizen_of
from alo153.core import clock
from alo153.web.kit.proof.admission import Admission, admit

IDLE: Final = timedelta(minutes=15)
"""Without a page it ends by itself."""
LONGEST: Final = timedelta(hours=2)
BY_ITSELF: Final = "by-itself"
"""In the address of a page that was opened anew by nobody: of two pages neither keeps the other."""
_ASKED, _SENT, _SIGNED_IN = "sign-in-code", "sign-in-sent", "signed-in"
_UNSENT: Final = "unsent"
_NEXT: Final = "after-sign-in"
TRACKED, LAST_SENT = "tracked", "sent"
"""The session's keys of the followed application, and of the one sent last."""
CALL_BACK: Final = "call-back-asked"
"""The session's key of the wish for a call that the switchboard has not answered yet."""
LONGEST_UNSENT: Final = 2_000


@dataclass(frozen=True)
class Asked:
    """The code that this visitor asked for, and for which number."""

    key: UUID
    phone: str


def remember_code(request: HttpRequest, asked: Asked) -> None:
    """Remember which code this visitor waits for; one before it is worth nothing here any more."""
    request.session[_ASKED] = [str(asked.key), asked.phone]


def code_asked(request: HttpRequest) -> Asked | None:
    """Return which code this visitor waits for."""
    found = request.session.get(_ASKED)
    return Asked(UUID(found[0]), found[1]) if found else None


def begin(request: HttpRequest, who: SignedIn) -> None:
    """Sign somebody in; a session that somebody else planted sees nothing."""
    request.session.cycle_key()
    request.session.pop(_ASKED, None)
    now = clock.now()
    request.session[_SIGNED_IN] = {
        "phone": who.phone,
        "citizen": who.citizen,
        "until": (now + IDLE).isoformat(),
        "at_most": (now + LONGEST).isoformat(),
    }


def who(request: HttpRequest) -> SignedIn | None:
    """Return the signed-in visitor, and extend the visit; nobody once it ended."""
    kept, now = request.session.get(_SIGNED_IN), clock.now()
    if kept is None:
        return None
    if now > min(_moment(kept["until"]), _moment(kept["at_most"])):
        end(request)
        return None
    if BY_ITSELF not in request.GET:
        request.session[_SIGNED_IN] = {**kept, "until": (now + IDLE).isoformat()}
    return SignedIn(phone=kept["phone"], citizen=kept["citizen"])


def citizen(request: HttpRequest) -> Citizen | None:
    """Return the citizen for whom a provider vouched, with their name; one query for such a one."""
    found = who(request)
    return citizen_of(found) if found else None


def go_on_to(request: HttpRequest, page: str) -> None:
    """Remember by its name the visitor's next page after the sign-in."""
    if _may_keep(request):
        request.session[_NEXT] = page


def goes_on_to(request: HttpRequest) -> str:
    """Return the next page of a visitor who just signed in: their applications, if nothing else."""
    return str(request.session.pop(_NEXT, "portal:own"))


def go_on_as_usual(request: HttpRequest) -> None:
    """Forget where this visitor wished to go: they chose another way since."""
    request.session.pop(_NEXT, None)


def ends_by_itself(page: HttpResponse, address: str) -> HttpResponse:
    """Let a page that is left open lead out when the visit has ended."""
    page["Refresh"] = f"{IDLE.seconds + 1}; url={address}?{BY_ITSELF}"
    return page


def send_away(request: HttpRequest, provider: str, kept: Mapping[str, str]) -> None:
    """Remember with what this visitor was sent to a provider; it is taken once."""
    request.session[_SENT] = {"provider": provider, **kept}


def back_from(request: HttpRequest, provider: str) -> dict[str, str] | None:
    """Return with what this visitor was sent there; nothing if they were not, or came before."""
    kept: dict[str, str] | None = request.session.pop(_SENT, None)
    return kept if kept and kept["provider"] == provider else None


def keep_unsent(request: HttpRequest, pk: int, text: str) -> None:
    """Keep what somebody wrote to an application while their visit ended; it is sent by them."""
    if _may_keep(request):
        request.session[_UNSENT] = [pk, text[:LONGEST_UNSENT]]


def unsent(request: HttpRequest, pk: int) -> str:
    """Return what was written to an application and not sent; the visitor was let see it."""
    kept = request.session.get(_UNSENT)
    return str(kept[1]) if kept and kept[0] == pk else ""


def forget_unsent(request: HttpRequest) -> None:
    """Forget it: it was sent."""
    request.session.pop(_UNSENT, None)


def end(request: HttpRequest) -> None:
    """End a visit by itself: what was typed and not sent stays, and no application is shown.

    Nor what came of a wish to be called, nor where they were going: somebody else may come.
    """
    keys = (_ASKED, _SENT, _SIGNED_IN, _NEXT, TRACKED, LAST_SENT, CALL_BACK)
    kept = [request.session.pop(key, None) for key in keys]
    if any(kept):
        request.session.cycle_key()


def _may_keep(request: HttpRequest) -> bool:
    """Tell whether a session may hold more: new ones are counted, a flood makes none."""
    return bool(request.session.keys()) or admit(request, "draft") is Admission.IN


def _moment(text: Any) -> datetime:
    return datetime.fromisoformat(text)

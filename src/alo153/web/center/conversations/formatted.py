"""An e-mail as its sender formatted it: a page of a stranger, in a frame that can do nothing.

Three walls: `safe_html` leaves no script, form or foreign address in it;
its own policy loads nothing and lets nothing run, wherever it is opened; and the frame around it
has no origin, so that it reaches neither our pages nor a session. See ADR 67.
"""

import base64
import hashlib
from collections.abc import Mapping
from typing import Final
from uuid import UUID

from django.http import Http404, HttpResponse
from django.utils.html import escape
from django.utils.translation import gettext
from django.views.decorators.clickjacking import xframe_options_sameorigin
from django.views.decorators.csp import csp_override
from django.views.decorators.http import require_GET

from alo153.channels.email.reading.safe_html import safe_html
from alo153.contacts.conversations import queries
from alo153.contacts.models import Message
from alo153.core.database.sealed_text import unseal_row
from alo153.web.center.conversations.opening import READERS, of
from alo153.web.kit.access import StaffRequest, requires

_STYLE: Final = (
    "body{font:15px/1.5 system-ui,sans-serif;margin:12px;color:#1b1f24;background:#fff;"
    "overflow-wrap:anywhere}img,table{max-width:100%;height:auto}"
    'a[href]::after{content:" (" attr(href) ")";color:#57606a;font-size:13px}'
)
# No template: those have no style of their own
_PAGE: Final = (
    '<!DOCTYPE html><html><head><meta charset="utf-8"><meta name="referrer" content="no-referrer">'
    "<title>%(title)s</title><style>%(style)s</style></head><body>%(safe)s</body></html>"
)
_HASH: Final = base64.b64encode(hashlib.sha256(_STYLE.encode()).digest()).decode()
_POLICY: Final[Mapping[str, object]] = {
    "sandbox": True,
    "default-src": "'none'",
    "img-src": "data:",
    "style-src": f"'sha256-{_HASH}'",
    "base-uri": "'none'",
    "form-action": "'none'",
    "frame-ancestors": "'self'",
}
_MOST_BYTES: Final = 4 * 1024 * 1024
"""Of all pictures within one page: each is written into it."""


@requires(*READERS)
@require_GET
@xframe_options_sameorigin
@csp_override(_POLICY)  # type: ignore[arg-type]
def formatted(request: StaffRequest, number: int, message: UUID) -> HttpResponse:
    """Show the page of a message, made safe; what cannot be shown as one is not there."""
    found = of(request, number)
    kept = queries.message_of(found, message)
    if kept is None or kept.is_infected:
        raise Http404
    unseal_row(kept)
    safe = safe_html(kept.html, _pictures(kept))
    if not safe:
        raise Http404
    title = escape(gettext("As it was formatted"))
    return HttpResponse(_PAGE % {"title": title, "style": _STYLE, "safe": safe})


def _pictures(message: Message) -> dict[str, str]:
    """Return the photos that came with a mail and that its page names, as addresses of their own.

    A frame without an origin has no session, so that it could fetch nothing of ours.
    """
    found, left = {}, _MOST_BYTES
    for file in message.files.all():
        if not (file.content_id and file.content_type.startswith("image/")) or file.size > left:
            continue
        left -= file.size
        with file.content() as content:
            coded = base64.b64encode(content.read()).decode()
        found[file.content_id] = f"data:{file.content_type};base64,{coded}"
    return found

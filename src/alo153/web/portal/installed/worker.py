"""The service worker of applications: what it keeps in the telephone, and as of which build."""

import hashlib
import json
from functools import lru_cache
from typing import Final

from django.http import HttpRequest, HttpResponse
from django.templatetags.static import static
from django.urls import reverse
from django.utils.translation import get_language
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET

from alo153.core.ttl_cache import TtlCache
from alo153.web.kit.shell import workers
from alo153.web.kit.shell.context import chosen_theme
from alo153.web.portal.apply import waiting

_WORKER: Final = "alo153/portal-worker.js"
FILES: Final = (
    "alo153/portal.css",
    "alo153/dark.css",
    "alo153/page.js",
    "alo153/portal.js",
    "alo153/offline.js",
    "alo153/fonts/inter-latin-wght-normal.woff2",
    "alo153/fonts/inter-latin-ext-wght-normal.woff2",
    "web/icons.svg",
    "web/mark.svg",
)
"""Files of the page without a connection; `theme.css` belongs to them as well."""
_VERSION_SECONDS: Final = 60
"""So much later a telephone hears of new data of the city; each page of an application asks."""
_versions: TtlCache[dict[tuple[str | None, str], str]] = TtlCache(dict, seconds=_VERSION_SECONDS)


@require_GET
@never_cache
def worker(request: HttpRequest) -> HttpResponse:
    """Give the worker from `/apply/`: it serves applications, and no page that tells of one.

    What it keeps is named here and nowhere else, and belongs to nobody. Another build, other data
    of the city, another language or look is another version: it is fetched anew, the old one goes.
    """
    shell = reverse("portal:offline")
    told = {
        "version": _version(request),
        "shell": shell,
        "files": [shell, reverse("theme"), *map(static, FILES)],
    }
    return workers.worker(_WORKER, before=f"self.kept={json.dumps(told)};\n".encode())


def _version(request: HttpRequest) -> str:
    """Return the name of what is kept. Drawing the page for it is most of an answer's work."""
    known, drawn_by = _versions(), (get_language(), chosen_theme(request))
    if drawn_by not in known:
        page = waiting.drawn(request).content
        known[drawn_by] = hashlib.sha256(_build() + page).hexdigest()[:16]
    return known[drawn_by]


@lru_cache(maxsize=1)
def _build() -> bytes:
    content = hashlib.sha256()
    for name in (*FILES, _WORKER):
        content.update(workers.built(name))
    return content.digest()

"""Compress the public pages: on a phone's slow line their words are half of the first load."""

from typing import Final

from django.http import HttpRequest, HttpResponseBase
from django.middleware.gzip import GZipMiddleware

_KINDS: Final = ("text/html", "text/css")


class Compressed(GZipMiddleware):
    """Compress pages for those who are not signed in as staff, with some bytes of chance in each.

    Pages of staff hold citizens' data, some of them beside words of their address: whoever sees how
    long they are could guess it (BREACH). Files and streams go as they are: parts of them are
    asked for.
    """

    def process_response(
        self, request: HttpRequest, response: HttpResponseBase
    ) -> HttpResponseBase:
        """Compress a page that is worth it."""
        if _is_public_page(request, response):
            return super().process_response(request, response)
        return response


def _is_public_page(request: HttpRequest, response: HttpResponseBase) -> bool:
    if response.streaming or not response.get("Content-Type", "").startswith(_KINDS):
        return False
    # Whom Django found for the page; asking anew would ask PostgreSQL, which may be away. A page
    # that never asked who is there is the same for all
    user = getattr(request, "_cached_user", None)
    return user is None or not user.is_authenticated

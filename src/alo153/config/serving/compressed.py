"""Compress the public pages: on a phone's slow line their words are half of the first load."""

from typing import Final

from django.http import HttpRequest, HttpResponseBase
from django.middleware.gzip import GZipMiddleware

_KINDS: Final = ("text/html", "text/css")


class Compressed(GZipMiddleware):
    """Compress pages for readers who are not signed in as staff, with some random bytes in each.

    Pages of staff hold citizens' data, some of them next to words of their own address: an
    eavesdropper who sees a compressed page's length could guess the data (BREACH). Files and
    streams are not compressed, because browsers ask for parts of them.
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

"""A second factor that cannot be read is said in words: allauth only breaks at it."""

import logging
from http import HTTPStatus

from django.db import DatabaseError
from django.http import HttpRequest, HttpResponse
from django.utils.deprecation import MiddlewareMixin

from alo153.web.sign_in import second_factor
from alo153.web.site import errors

log = logging.getLogger(__name__)


class UnreadableFactors(MiddlewareMixin):
    """Answer for the pages of allauth that failed on an unreadable factor of the reader."""

    def process_exception(self, request: HttpRequest, error: Exception) -> HttpResponse | None:
        """Say what is wrong; any other error stays one."""
        match = request.resolver_match
        ours = match is None or not match.func.__module__.startswith("allauth.")
        if ours or isinstance(error, DatabaseError) or not second_factor.is_unreadable(request):
            return None
        log.error("a second factor cannot be read: %s", type(error).__name__)
        status = HTTPStatus.SERVICE_UNAVAILABLE
        return errors.page(request, "web/errors/second_factor.html", status=status)

"""Pages that say what went wrong: signed-in staff keep the menu, the telephone and a call on it.

A program reads the same as a problem (RFC 9457).
"""

import logging
import sys
from http import HTTPStatus
from typing import Any, Final

from django.contrib.auth.models import AnonymousUser
from django.db import InterfaceError, OperationalError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.template import loader
from django.views.decorators.csrf import requires_csrf_token

from alo153.web.site import problems

_STAFF: Final = "web/staff.html"
_PLAIN: Final = "web/base.html"
logger = logging.getLogger(__name__)


def page(request: HttpRequest, template: str, *, status: int, **context: Any) -> HttpResponse:
    """Say what went wrong, in the frame of the pages of staff if somebody is signed in.

    The frame asks the database for session, rights and call. If that fails, the words alone remain.
    """
    if problems.is_asked_by_a_program(request):
        return problems.of_status(status).response()
    try:
        # What comes before the session may refuse, too: a wrong host
        if hasattr(request, "user") and request.user.is_authenticated:
            return render(request, template, context | {"frame": _STAFF}, status=status)
    except Exception as error:  # whatever it is, somebody waits to read what went wrong
        logger.error("the frame of a page of errors: %s", type(error).__name__)
        # Whatever hinders to know who it is, a cookie that no session has, hinders the page, too
        request.user = AnonymousUser()
    return render(request, template, context | {"frame": _PLAIN}, status=status)


@requires_csrf_token
def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:  # noqa: ARG001 - Django passes it
    """Answer what could not be read."""
    return page(request, "400.html", status=HTTPStatus.BAD_REQUEST)


@requires_csrf_token
def denied(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Answer a refused person, in the words of the refusal if it has some."""
    return page(request, "403.html", status=HTTPStatus.FORBIDDEN, exception=str(exception))


@requires_csrf_token
def not_found(
    request: HttpRequest,
    exception: Exception | None = None,  # noqa: ARG001 - Django passes it
    *,
    status: int = HTTPStatus.NOT_FOUND,
) -> HttpResponse:
    """Answer an address that leads nowhere, or `status`: nowhere by this method."""
    return page(request, "404.html", status=status)


@requires_csrf_token
def forged(request: HttpRequest, reason: str = "") -> HttpResponse:  # noqa: ARG001 - Django passes it
    """Answer a form whose token is too old or missing."""
    return page(request, "403_csrf.html", status=HTTPStatus.FORBIDDEN)


@requires_csrf_token
def broken(request: HttpRequest) -> HttpResponse:
    """Answer what failed; without the database a page answers that needs nothing at all."""
    if problems.is_asked_by_a_program(request):
        return problems.of_status(HTTPStatus.INTERNAL_SERVER_ERROR).response()
    if not _is_database_away(sys.exception()):
        try:
            return page(request, "web/errors/broken.html", status=HTTPStatus.INTERNAL_SERVER_ERROR)
        except Exception as error:  # the city, too, is read from the database
            logger.error("the page of errors: %s", type(error).__name__)
    return HttpResponse(
        loader.render_to_string("500.html"), status=HTTPStatus.INTERNAL_SERVER_ERROR
    )


def _is_database_away(error: BaseException | None) -> bool:
    """Tell whether that is why it failed: then nobody waits for the database once more."""
    if error is None:
        return False
    away = isinstance(error, OperationalError | InterfaceError)
    return away or _is_database_away(error.__cause__ or error.__context__)

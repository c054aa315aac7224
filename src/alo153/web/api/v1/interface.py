"""The operations of the interface, gathered, and what they answer when something is wrong."""

from typing import Any, Final

from django.core.exceptions import RequestDataTooBig
from django.http import Http404, HttpRequest, HttpResponse
from django.http.request import RawPostDataException
from django.utils.translation import gettext as _
from ninja import NinjaAPI
from ninja.errors import AuthenticationError, HttpError, ValidationError

from alo153.accounts.policy import NotPermitted
from alo153.cases.models import Case
from alo153.cases.rules.lifecycle import NotPossible
from alo153.cases.rules.outcomes import Incomplete
from alo153.integrations.actions import KeyReused
from alo153.web.api.v1 import city, field_errors, partners, webhooks
from alo153.web.api.v1.bodies import BoundedParser
from alo153.web.api.v1.by_key import CHALLENGE
from alo153.web.api.v1.cases import router as cases
from alo153.web.api.v1.cases import working
from alo153.web.site.problems import Code, Problem

VERSION: Final = "1.0.0"


class Interface(NinjaAPI):
    """Ninja's, whose answers nobody between us keeps: they are about citizens."""

    def create_temporal_response(self, request: HttpRequest) -> HttpResponse:
        """Begin an answer."""
        response = super().create_temporal_response(request)
        response.headers["Cache-Control"] = "no-store"
        return response


api = Interface(
    title="alo153",
    version=VERSION,
    urls_namespace="api",
    # Both are ours: the page needs no script, and the document says what problems are
    docs_url=None,
    openapi_url=None,
    parser=BoundedParser(),
)
for each in (city.router, cases, partners.router, webhooks.router):
    api.add_router("", each)


@api.exception_handler(Problem)
def _problem(_: HttpRequest, problem: Problem) -> HttpResponse:
    return problem.response()


@api.exception_handler(ValidationError)
def _invalid(_: HttpRequest, error: ValidationError) -> HttpResponse:
    words = field_errors.read(error.errors)
    return Problem(Code.INVALID, errors=words).response()


@api.exception_handler(HttpError)
def _of_ninja(_: HttpRequest, error: HttpError) -> HttpResponse:
    """Answer what ninja refuses: a body that its parser did not take is one."""
    known = error.__cause__ if isinstance(error.__cause__, Problem) else Problem(Code.UNREADABLE)
    return known.response()


@api.exception_handler(AuthenticationError)
def _without_key(_request: HttpRequest, _error: AuthenticationError) -> HttpResponse:
    words = _("Send your API key: Authorization: Bearer alo153_...")
    return Problem(Code.KEY_REFUSED, words, headers=CHALLENGE).response()


@api.exception_handler(RequestDataTooBig)
def _too_big(_request: HttpRequest, _error: Exception) -> HttpResponse:
    return Problem(Code.TOO_LARGE).response()


@api.exception_handler(RawPostDataException)
def _a_form(_request: HttpRequest, _error: Exception) -> HttpResponse:
    return Problem(Code.MEDIA_TYPE).response()


@api.exception_handler(Http404)
@api.exception_handler(Case.DoesNotExist)
def _nothing(_request: HttpRequest, _error: Exception) -> HttpResponse:
    """Answer for a case that is missing, and for one that the key may not see: the same."""
    return Problem(Code.NOT_FOUND).response()


@api.exception_handler(NotPermitted)
def _refused(_: HttpRequest, error: NotPermitted) -> HttpResponse:
    return Problem(Code.NOT_PERMITTED, error.words).response()


@api.exception_handler(NotPossible)
def _not_now(_request: HttpRequest, _error: Any) -> HttpResponse:
    words = _("The application went on meanwhile, or is not where this can be done: read it again.")
    return Problem(Code.CONFLICT, words).response()


@api.exception_handler(Incomplete)
def _incomplete(_: HttpRequest, error: Incomplete) -> HttpResponse:
    return working.incomplete(error).response()


@api.exception_handler(KeyReused)
def _reused(_request: HttpRequest, _error: Any) -> HttpResponse:
    words = _("Send the same body as before, or draw another Idempotency-Key.")
    return Problem(Code.KEY_REUSED, words).response()

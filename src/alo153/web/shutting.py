"""What a request opened is shut again when it is answered."""

from collections.abc import Callable

from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.utils.decorators import sync_only_middleware

from alo153.cases.words import reading


@sync_only_middleware
def shut_afterwards(
    get_response: Callable[[HttpRequest], HttpResponseBase],
) -> Callable[[HttpRequest], HttpResponseBase]:
    """Let each request be a reading of its own: confidential cases are open within it alone."""

    def answer(request: HttpRequest) -> HttpResponseBase:
        with reading():
            return get_response(request)

    return answer

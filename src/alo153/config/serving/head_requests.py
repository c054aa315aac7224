"""HEAD is GET without a body (RFC 9110, 9.3.2): monitors and link checkers ask so."""

from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.utils.deprecation import MiddlewareMixin


class HeadRequests(MiddlewareMixin):
    """Let each page answer HEAD as it answers GET, and leave out the body."""

    def process_request(self, request: HttpRequest) -> None:
        """Let the views see GET."""
        if request.method == "HEAD":
            request.method = "GET"
            request.asked_by_head = True  # type: ignore[attr-defined]

    def process_response(
        self, request: HttpRequest, response: HttpResponseBase
    ) -> HttpResponseBase:
        """Keep status, headers and cookies; what the body would read is closed with the answer."""
        if not getattr(request, "asked_by_head", False):
            return response
        bare = HttpResponse(status=response.status_code, headers=dict(response.items()))
        bare.cookies = response.cookies
        bare._resource_closers = response._resource_closers  # type: ignore[attr-defined]
        return bare

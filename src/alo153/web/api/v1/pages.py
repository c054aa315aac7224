"""The document of the interface and its page, and the answer where there is nothing."""

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.utils.cache import patch_vary_headers
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_safe

from alo153.integrations.scopes import SCOPE_LABELS
from alo153.web.api.v1.document import document, operations
from alo153.web.site.problems import TITLES, Code, Problem


@require_safe
def openapi(_: HttpRequest) -> JsonResponse:
    """Return the OpenAPI document, in the reader's language."""
    response = JsonResponse(document())
    patch_vary_headers(response, ["Accept-Language"])
    return response


@require_safe
def docs(request: HttpRequest) -> HttpResponse:
    """Show what the interface offers, without any script."""
    problems = [(code, status.value, title) for code, (status, title) in TITLES.items()]
    context = {"operations": operations(), "scopes": SCOPE_LABELS.items(), "problems": problems}
    return render(request, "api/docs.html", context)


@csrf_exempt
def nowhere(_: HttpRequest) -> HttpResponse:
    """Answer a program that asks where nothing is."""
    return Problem(Code.NOT_FOUND).response()

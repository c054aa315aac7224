"""The addresses that other systems ask."""

from django.urls import URLPattern, URLResolver, path, re_path

from alo153.web.api.v1 import pages
from alo153.web.api.v1.interface import api

urlpatterns: list[URLPattern | URLResolver] = [
    path("v1/openapi.json", pages.openapi, name="api_document"),
    path("v1/docs/", pages.docs, name="api_docs"),
    path("v1/", api.urls),
    re_path(r"^", pages.nowhere, name="api_nowhere"),
]

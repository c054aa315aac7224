"""Every address of the program."""

from django.urls import URLPattern, URLResolver, include, path

from alo153.config import health

urlpatterns: list[URLPattern | URLResolver] = [
    path("healthz", health.healthz, name="healthz"),
    path("accounts/", include("allauth.urls")),
    path("", include("alo153.web.urls")),
]

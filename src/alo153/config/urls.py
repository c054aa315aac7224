"""Every address of the program."""

from django.urls import URLPattern, URLResolver, include, path

from alo153.config import health
from alo153.web.health import deep

urlpatterns: list[URLPattern | URLResolver] = [
    path("healthz", health.healthz, name="healthz"),
    path("healthz/deep", deep, name="healthz_deep"),
    path("accounts/", include("allauth.urls")),
    path("", include("alo153.web.urls")),
]

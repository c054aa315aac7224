"""Every address of the program."""

from django.urls import URLPattern, URLResolver, include, path

from alo153.config.serving import health
from alo153.web.settings.health import deep

urlpatterns: list[URLPattern | URLResolver] = [
    path("healthz", health.healthz, name="healthz"),
    path("healthz/deep", deep, name="healthz_deep"),
    path("accounts/", include("allauth.urls")),
    path("", include("alo153.web.urls")),
]

handler400 = "alo153.web.site.errors.bad_request"
handler403 = "alo153.web.site.errors.denied"
handler404 = "alo153.web.site.errors.not_found"
handler500 = "alo153.web.site.errors.broken"

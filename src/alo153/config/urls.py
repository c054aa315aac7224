"""Every address of the program."""

from django.urls import URLPattern, URLResolver, include, path

from alo153.config.serving import health
from alo153.web.settings.health.pages import deep
from alo153.web.settings.metrics.pages import metrics
from alo153.web.sign_in import provider, views
from alo153.web.site.favicon import favicon

# An administrator keeps addresses, and a guest has no password: allauth's pages for that are closed
CLOSED = {
    "account_email": "email/",
    "account_email_verification_sent": "confirm-email/",
    "account_confirm_email": "confirm-email/<key>/",
    "account_confirm_login_code": "login/code/confirm/",
    "account_set_password": "password/set/",
}

urlpatterns: list[URLPattern | URLResolver] = [
    path("healthz", health.healthz, name="healthz"),
    path("healthz/deep", deep, name="healthz_deep"),
    path("health/live", health.live, name="health_live"),
    path("health/ready", health.ready, name="health_ready"),
    path("metrics", metrics, name="metrics"),
    path("favicon.ico", favicon, name="favicon"),
    *(path(f"accounts/{way}", views.closed, name=name) for name, way in CLOSED.items()),
    path("accounts/provider/", provider.leave, name="staff_provider"),
    path("accounts/provider/again/", provider.leave_again, name="staff_provider_again"),
    path("accounts/provider/back/", provider.come_back, name="staff_provider_back"),
    path("accounts/2fa/webauthn/login/", views.passkey, name="mfa_login_webauthn"),
    path("accounts/", include("allauth.urls")),
    path("", include("alo153.web.urls")),
]

handler400 = "alo153.web.site.errors.bad_request"
handler403 = "alo153.web.site.errors.denied"
handler404 = "alo153.web.site.errors.not_found"
handler500 = "alo153.web.site.errors.broken"

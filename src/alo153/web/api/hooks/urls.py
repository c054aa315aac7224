"""The addresses that are given to providers: with a secret in them, or for what is signed."""

from django.urls import URLPattern, path

from alo153.web.api.hooks import sms, social

app_name = "hooks"
urlpatterns: list[URLPattern] = [
    path("sms/<slug:provider>/<str:secret>/", sms.take, name="sms"),
    path("social/<slug:channel>/", social.take, name="social"),
]

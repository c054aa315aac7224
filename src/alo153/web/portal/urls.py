"""The citizen's addresses."""

from django.urls import path

from alo153.web.portal import pages

app_name = "portal"

urlpatterns = [
    path("", pages.home, name="home"),
    path("privacy/", pages.privacy, name="privacy"),
]

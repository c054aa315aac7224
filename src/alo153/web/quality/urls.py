"""Addresses of recordings and transcripts."""

from django.urls import URLPattern, path

from alo153.web.quality import listing, views
from alo153.web.quality.transcripts import pages as transcripts

app_name = "recordings"
urlpatterns: list[URLPattern] = [
    path("", listing.listing, name="list"),
    path("words/", transcripts.search, name="words"),
    path("<uuid:call>/", views.call, name="call"),
    path("<uuid:call>/sound/", views.sound, name="sound"),
    path("<uuid:call>/video-recordings/<int:take>/", views.video_recording, name="video_recording"),
]

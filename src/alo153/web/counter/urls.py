"""Addresses of the communication centers."""

from django.urls import path

from alo153.web.counter import deeds, desk, overview
from alo153.web.counter.hall import kiosk, screen

app_name = "counter"

urlpatterns = [
    path("", desk.desk, name="desk"),
    path("sit/", desk.sit, name="sit"),
    path("leave/", desk.leave, name="leave"),
    path("next/", deeds.call_next, name="next"),
    path("tickets/<int:ticket>/transfer/", deeds.transfer, name="transfer"),
    path("tickets/<int:ticket>/<slug:verb>/", deeds.ticket, name="ticket"),
    path("overview/", overview.overview, name="overview"),
    path("desks/<int:session>/free/", overview.free, name="free"),
    path("here/", desk.here, name="here"),
    path("devices/", overview.devices, name="devices"),
    path("devices/<int:device>/revoke/", overview.revoke, name="revoke"),
    path("kiosk/<str:token>/", kiosk.begin, name="kiosk"),
    path("kiosk/<str:token>/<slug:language>/", kiosk.begin, name="kiosk_in"),
    path("kiosk/<str:token>/<slug:language>/<uuid:press>/", kiosk.number, name="kiosk_number"),
    path("hall/<str:token>/", screen.screen, name="hall"),
    path("hall/<str:token>/calls/", screen.calls, name="hall_calls"),
    path("hall/<str:token>/stream/", screen.stream, name="hall_stream"),
    path("hall/<str:token>/sounds/<slug:name>/", screen.sound, name="hall_sound"),
]

"""Addresses of supervisors' pages that are below the desk's."""

from django.urls import path

from alo153.web.floor import supervise
from alo153.web.floor.announcements import views as announcements

urlpatterns = [
    path("monitoring/<str:verb>/", supervise.change, name="monitoring"),
    path("announcements/", announcements.announcements, name="announcements"),
    path("announcements/<int:number>/", announcements.change, name="change_announcement"),
    path("announcements/<int:number>/end/", announcements.end, name="end_announcement"),
]

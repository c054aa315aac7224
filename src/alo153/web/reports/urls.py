"""Addresses of reports."""

from django.urls import URLPattern, path

from alo153.web.reports import places, saved, views, yearly

app_name = "reports"
urlpatterns: list[URLPattern] = [
    path("", views.report, name="report"),
    path("yearly/<int:year>/", yearly.year, name="yearly"),
    path("information/<int:year>/", yearly.information, name="information"),
    path("places/", places.places, name="places"),
    path("saved/", saved.save, name="save"),
    path("saved/<int:key>/drop/", saved.drop, name="drop"),
    path("saved/<int:key>/sending/", saved.sending, name="sending"),
]

"""Addresses of alarms and their rules."""

from django.urls import path

from alo153.web.alarms import listing, rules, writing

app_name = "live_alarms"
urlpatterns = [
    path("", listing.alarms, name="alarms"),
    path("strip/", listing.strip, name="strip"),
    path("<int:number>/acknowledgement/", listing.acknowledge, name="acknowledge"),
    path("rules/", rules.rules, name="rules"),
    path("rules/new/<slug:figure>/", writing.new, name="new_rule"),
    path("rules/<int:number>/", writing.change, name="rule"),
    path("rules/<int:number>/end/", rules.retire, name="retire_rule"),
]

"""Addresses where a person says whether an alarm is one."""

from django.urls import path

from alo153.web.cases.alarms import counting, settling

app_name = "alarms"
urlpatterns = [
    path("count/", counting.count, name="count"),
    path("heard/", settling.heard, name="heard"),
    path("<int:number>/confirm/", settling.confirm, name="confirm"),
    path("<int:number>/dismiss/", settling.dismiss, name="dismiss"),
]

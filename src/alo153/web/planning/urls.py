"""Addresses of shift planning."""

from django.urls import path

from alo153.web.planning import deeds, demand, filling, grid, notice, people, rosters, today

app_name = "planning"

urlpatterns = [
    path("", rosters.listing, name="rosters"),
    path("day/", today.show, name="day"),
    path("people/", people.listing, name="people"),
    path("people/<int:user>/", people.contract, name="contract"),
    path("types/", people.types, name="types"),
    path("types/<int:shift_type>/retire/", people.retire, name="retire_type"),
    path("rosters/<int:roster>/", grid.show, name="roster"),
    path("rosters/<int:roster>/demand/", demand.edit, name="demand"),
    path("rosters/<int:roster>/fill/", filling.show, name="fill"),
    path("rosters/<int:roster>/assign/", deeds.assign, name="assign"),
    path("rosters/<int:roster>/run/", deeds.run, name="run"),
    path("rosters/<int:roster>/notice/", notice.show, name="notice"),
    path("rosters/<int:roster>/payroll/", notice.payroll, name="payroll"),
    path("rosters/<int:roster>/<slug:verb>/", deeds.verb, name="verb"),
]

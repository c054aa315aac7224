"""Addresses of care."""

from django.urls import path

from alo153.web.care import counts, own, room, suggesting, survey

app_name = "care"

urlpatterns = [
    path("", own.own, name="own"),
    path("hard/", own.hard, name="hard"),
    path("visits/", own.ask, name="ask"),
    path("visits/<int:number>/cancel/", own.cancel, name="cancel"),
    path("suggestions/<int:number>/", own.answer, name="answer"),
    path("suggest/", suggesting.suggest, name="suggest"),
    path("room/", room.room, name="room"),
    path("room/<int:number>/", room.visit, name="visit"),
    path("room/<int:number>/time/", room.plan, name="plan"),
    path("room/<int:number>/cancel/", room.call_off, name="call_off"),
    path("room/<int:number>/notes/", room.note, name="note"),
    path("survey/", survey.survey, name="survey"),
    path("surveys/", survey.surveys, name="surveys"),
    path("counts/", counts.counts, name="counts"),
]

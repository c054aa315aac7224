"""Addresses of care."""

from django.urls import path

from alo153.web.care import counts, own, room, suggesting, survey
from alo153.web.care.abuse import evidence, pages, paper

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
    path("abuse/", pages.reports, name="abuse"),
    path("abuse/written/<int:number>/", pages.review, name="abuse_review"),
    path("abuse/<int:number>/", pages.report, name="abuse_report"),
    path("abuse/<int:number>/statement/", pages.statement, name="abuse_statement"),
    path("abuse/<int:number>/block/", pages.block, name="abuse_block"),
    path("abuse/<int:number>/settled/", pages.settle, name="abuse_settle"),
    path("abuse/<int:number>/complaint/", pages.complaint, name="make_complaint"),
    path("abuse/<int:number>/complaint.pdf", paper.as_pdf, name="complaint"),
    path("abuse/<int:number>/recording/", evidence.recording, name="evidence"),
    path("abuse/<int:number>/video/<int:take>/", evidence.video, name="video_evidence"),
    path("abuse/<int:number>/hold/", evidence.hold, name="hold_evidence"),
    path("abuse/<int:number>/release/", evidence.release, name="release_evidence"),
    path("counts/", counts.counts, name="counts"),
]

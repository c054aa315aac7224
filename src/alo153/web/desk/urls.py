"""Addresses of the agent's desk."""

from django.urls import path

from alo153.web.desk import day
from alo153.web.desk.calls import inviting, line, talking, telephone, video_recording
from alo153.web.desk.registering import (
    attaching,
    drafts,
    duplicates,
    endings,
    pages,
    proposing,
    typeahead,
)

urlpatterns = [
    path("", pages.home, name="home"),
    path("calls/<uuid:call>/", pages.call, name="call"),
    path("calls/<uuid:call>/facts/", pages.call_facts, name="call_facts"),
    path("calls/<uuid:call>/invitation/", inviting.invite, name="invite"),
    path("calls/<uuid:call>/invitation/send/", inviting.send, name="send_invitation"),
    path(
        "calls/<uuid:call>/invitation/<uuid:message>/take-back/",
        inviting.take_back,
        name="take_invitation_back",
    ),
    path("calls/<uuid:call>/line/", line.measured, name="line"),
    path(
        "calls/<uuid:call>/video-recordings/<int:take>/<int:number>/",
        video_recording.part,
        name="video_recording",
    ),
    path("new/<int:number>/", pages.new, name="new"),
    path("work/<str:key>/whose/", pages.whose, name="whose"),
    path("work/<str:key>/information/", endings.information, name="information"),
    path("work/<str:key>/out-of-scope/", endings.out_of_scope, name="out_of_scope"),
    path("work/<str:key>/silent/", endings.silent, name="silent"),
    path("work/<str:key>/case/", endings.open_case, name="open_case"),
    path("work/<str:key>/case/<str:code>/", endings.opened, name="opened"),
    path("work/<str:key>/about/<str:code>/", endings.about, name="about"),
    path("work/<str:key>/incident/<int:number>/", attaching.attach, name="attach"),
    path("drafts/<str:key>/", drafts.save, name="draft"),
    path("drafts/<str:key>/discard/", drafts.discard, name="discard"),
    path("topics/", typeahead.topics, name="topics"),
    path("proposals/", proposing.proposals, name="proposals"),
    path("neighborhoods/", typeahead.neighborhoods, name="neighborhoods"),
    path("pin/", typeahead.pin, name="pin"),
    path("needs/", typeahead.needs, name="needs"),
    path("duplicates/", duplicates.offered, name="duplicates"),
    path("help/", typeahead.help_for, name="help"),
    path("phone/", telephone.bar, name="bar"),
    path("phone/sign-on/", telephone.sign_on, name="sign_on"),
    path("phone/day/", day.day, name="day"),
    path("phone/whom/", talking.whom, name="whom"),
    path("phone/reach/", talking.reach, name="reach"),
    path("phone/talk/<str:verb>/", talking.talk, name="talk"),
    path("calls/<uuid:call>/note/", talking.note, name="note"),
    path("phone/<str:verb>/", telephone.ask, name="phone"),
    path("cases/<str:code>/call-now/", talking.dial_case, name="dial_case"),
]

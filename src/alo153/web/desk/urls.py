"""Addresses of the desk and of the center's work."""

from django.urls import path

from alo153.web.desk import (
    announcements,
    answering,
    casework,
    center,
    day,
    drafts,
    endings,
    inviting,
    lookups,
    pages,
    telephone,
)

app_name = "desk"
urlpatterns = [
    path("", pages.home, name="home"),
    path("calls/<uuid:call>/", pages.call, name="call"),
    path("calls/<uuid:call>/invitation/", inviting.invite, name="invite"),
    path("new/<int:number>/", pages.new, name="new"),
    path("work/<str:key>/whose/", pages.whose, name="whose"),
    path("work/<str:key>/information/", endings.information, name="information"),
    path("work/<str:key>/out-of-scope/", endings.out_of_scope, name="out_of_scope"),
    path("work/<str:key>/silent/", endings.silent, name="silent"),
    path("work/<str:key>/case/", endings.open_case, name="open_case"),
    path("work/<str:key>/case/<str:code>/", endings.opened, name="opened"),
    path("work/<str:key>/about/<str:code>/", endings.about, name="about"),
    path("drafts/<str:key>/", drafts.save, name="draft"),
    path("drafts/<str:key>/discard/", drafts.discard, name="discard"),
    path("topics/", lookups.topics, name="topics"),
    path("neighborhoods/", lookups.neighborhoods, name="neighborhoods"),
    path("pin/", lookups.pin, name="pin"),
    path("help/", lookups.help_for, name="help"),
    path("phone/", telephone.bar, name="bar"),
    path("phone/sign-on/", telephone.sign_on, name="sign_on"),
    path("phone/day/", day.day, name="day"),
    path("phone/<str:verb>/", telephone.ask, name="phone"),
    path("center/", center.center, name="center"),
    path("center/<str:name>/", center.center, name="list"),
    path("announcements/", announcements.announcements, name="announcements"),
    path("announcements/<int:number>/end/", announcements.end, name="end_announcement"),
    path("search/", center.search, name="search"),
    path("cases/<str:code>/", casework.case, name="case"),
    path("cases/<str:code>/answer/", answering.answer, name="answer"),
    path("cases/<str:code>/answer/draft/", answering.draft, name="answer_draft"),
    path("cases/<str:code>/dial/", casework.dial, name="dial"),
    path("cases/<str:code>/preview/", casework.preview, name="preview"),
    path("cases/<str:code>/files/<int:number>/", casework.file, name="file"),
    path("cases/<str:code>/<str:verb>/", casework.act, name="act"),
]

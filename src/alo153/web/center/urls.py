"""Addresses of the center's casework; they lie below the desk's."""

from django.urls import path

from alo153.web.center import lists, searching, voice_messages
from alo153.web.center.casework import answering, casework, exporting
from alo153.web.center.importing import registering
from alo153.web.center.incidents import incidents, listing

urlpatterns = [
    path("center/", lists.center, name="center"),
    path("center/contests/", lists.moved_objections, name="objections_moved"),
    path("center/<str:name>/", lists.center, name="list"),
    path("incidents/", listing.index, name="incidents"),
    path("incidents/open/", incidents.begin, name="open_incident"),
    path("incidents/<int:number>/", incidents.incident, name="incident"),
    path("incidents/<int:number>/until/", incidents.until, name="move_incident"),
    path("incidents/<int:number>/end/", incidents.end, name="end_incident"),
    path("register/", registering.register, name="register"),
    path("messages/<int:number>/sound/", voice_messages.sound, name="message_sound"),
    path("messages/<int:number>/dial/", voice_messages.dial, name="message_dial"),
    path("messages/<int:number>/finish/", voice_messages.finish, name="message_finish"),
    path("search/", searching.search, name="search"),
    path("search/<str:token>/", searching.found, name="found"),
    path("cases/<str:code>/", casework.case, name="case"),
    path("cases/<str:code>/answer/", answering.answer, name="answer"),
    path("cases/<str:code>/answer/draft/", answering.draft, name="answer_draft"),
    path("cases/<str:code>/dial/", casework.dial, name="dial"),
    path("cases/<str:code>/preview/", casework.preview, name="preview"),
    path("cases/<str:code>/export/", exporting.export, name="export"),
    path("cases/<str:code>/files/<int:number>/", casework.file, name="file"),
    path("cases/<str:code>/<str:verb>/", casework.act, name="act"),
]

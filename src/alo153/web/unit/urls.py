"""The addresses of the unit's pages, below ``/unit/``."""

from django.urls import path

from alo153.web.unit import contracting, meeting, searching, views
from alo153.web.unit.answering import asking, composer, ready_answers
from alo153.web.unit.bulk import page

app_name = "unit"

urlpatterns = [
    path("", views.inbox, name="inbox"),
    path("templates/", ready_answers.templates, name="templates"),
    path("templates/<int:number>/drop/", ready_answers.drop_template, name="drop_template"),
    path("bulk/", page.bulk, name="bulk"),
    path("filter/", views.narrow, name="narrow"),
    path("views/", views.save_view, name="save_view"),
    path("views/<int:number>/drop/", views.drop_view, name="drop_view"),
    path("search/", searching.search, name="search"),
    path("search/<str:token>/", searching.found, name="found"),
    path("cases/<str:code>/", views.case, name="case"),
    path("cases/<str:code>/accept/", views.accept, name="accept"),
    path("cases/<str:code>/here/", meeting.here, name="here"),
    path("cases/<str:code>/contractors/", contracting.contractors, name="contractors"),
    path("cases/<str:code>/contractors/send/", contracting.send, name="send_contractor"),
    path(
        "cases/<str:code>/contractors/<int:number>/revoke/",
        contracting.revoke,
        name="revoke_contractor",
    ),
    path("cases/<str:code>/ask/", asking.ask, name="ask"),
    path("cases/<str:code>/return/", views.return_case, name="return"),
    path("cases/<str:code>/answer/", composer.answer, name="answer"),
    path("cases/<str:code>/answer/draft/", composer.draft, name="draft"),
    path("cases/<str:code>/notes/", views.note, name="note"),
    path("cases/<str:code>/files/<int:number>/", views.file, name="file"),
]

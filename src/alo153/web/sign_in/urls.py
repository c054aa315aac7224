"""The addresses of one's own sessions, below ``/sessions/``."""

from django.urls import URLPattern, path

from alo153.web.sign_in import views

urlpatterns: list[URLPattern] = [
    path("", views.listing, name="sessions"),
    path("end-others/", views.end_others, name="end_other_sessions"),
    path("<int:number>/end/", views.end, name="end_session"),
]

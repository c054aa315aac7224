"""The addresses of a crew, below ``/crew/``."""

from django.urls import path

from alo153.web.crew import views

app_name = "crew"

urlpatterns = [
    path("", views.works, name="works"),
    path("worker.js", views.worker, name="worker"),
    path("works/<str:code>/", views.report, name="report"),
]

"""The addresses of what is about to leave, below ``/leaving/``."""

from django.urls import path

from alo153.web.cases.leaving import views

app_name = "leaving"

urlpatterns = [
    path("<str:code>/<int:send>/", views.show, name="waiting"),
    path("<str:code>/<int:send>/take-back/", views.take_back, name="take_back"),
]

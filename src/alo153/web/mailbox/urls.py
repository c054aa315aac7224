"""The address of the development mailbox."""

from django.urls import URLPattern, path

from alo153.web.mailbox import views

app_name = "mailbox"
urlpatterns: list[URLPattern] = [path("", views.show, name="show")]

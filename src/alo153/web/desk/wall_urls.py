"""The address of the wall."""

from django.urls import path

from alo153.web.desk import wall

app_name = "live"
urlpatterns = [path("", wall.wall, name="wall")]

"""The address of the form that corrects topic, kind and place, below ``/reclassify/``."""

from django.urls import path

from alo153.web.cases.reclassifying import page

app_name = "reclassify"

urlpatterns = [path("<str:code>/", page.reclassify, name="case")]

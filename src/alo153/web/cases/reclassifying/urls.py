"""The address under which a case is put right, below ``/reclassify/``."""

from django.urls import path

from alo153.web.cases.reclassifying import page

app_name = "reclassify"

urlpatterns = [path("<str:code>/", page.reclassify, name="case")]

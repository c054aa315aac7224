"""The units' pages."""

from django.apps import AppConfig


class UnitsPagesConfig(AppConfig):
    name = "alo153.web.unit"
    label = "web_unit"

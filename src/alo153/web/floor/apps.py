"""Supervisors' pages."""

from django.apps import AppConfig


class FloorConfig(AppConfig):
    """Supervisors' pages."""

    name = "alo153.web.floor"
    label = "web_floor"

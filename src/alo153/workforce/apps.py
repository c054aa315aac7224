"""Shifts: who is wanted when, who works when, and what the law says to it."""

from django.apps import AppConfig


class WorkforceConfig(AppConfig):
    """Shifts: who is wanted when, who works when, and what the law says to it."""

    name = "alo153.workforce"
    label = "workforce"
    default_auto_field = "django.db.models.BigAutoField"

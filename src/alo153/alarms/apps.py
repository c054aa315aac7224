"""Alarms of live figures, as a Django application."""

from django.apps import AppConfig


class AlarmsConfig(AppConfig):
    """Alarms of live figures."""

    name = "alo153.alarms"
    label = "alarms"
    default_auto_field = "django.db.models.BigAutoField"

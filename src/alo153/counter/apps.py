"""Visitors of the communication centers."""

from django.apps import AppConfig


class CounterConfig(AppConfig):
    """Visitors of the communication centers."""

    name = "alo153.counter"
    label = "counter"
    default_auto_field = "django.db.models.BigAutoField"

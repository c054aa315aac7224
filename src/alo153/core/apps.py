"""Core as a Django application."""

from django.apps import AppConfig


class CoreConfig(AppConfig):
    """Events, jobs, live hints, text, telephone numbers."""

    name = "alo153.core"
    label = "core"

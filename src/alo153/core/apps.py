"""Core as a Django application."""

from django.apps import AppConfig
from django.utils.module_loading import autodiscover_modules


class CoreConfig(AppConfig):
    """Events, jobs, live hints, text, telephone numbers."""

    name = "alo153.core"
    label = "core"

    def ready(self) -> None:
        """Let every application declare its events, so that readers of history know them all."""
        autodiscover_modules("events")

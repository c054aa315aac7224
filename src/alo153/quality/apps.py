"""The quality of the center's work."""

from django.apps import AppConfig


class QualityConfig(AppConfig):
    """The quality of the center's work."""

    name = "alo153.quality"
    label = "quality"
    default_auto_field = "django.db.models.BigAutoField"

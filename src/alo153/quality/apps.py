"""Whether the center's work is good."""

from django.apps import AppConfig


class QualityConfig(AppConfig):
    """Whether the center's work is good."""

    name = "alo153.quality"
    label = "quality"
    default_auto_field = "django.db.models.BigAutoField"

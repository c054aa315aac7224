"""Posts of the municipality to everybody."""

from django.apps import AppConfig


class PublishingConfig(AppConfig):
    """Posts of the municipality to everybody."""

    name = "alo153.publishing"
    label = "publishing"
    default_auto_field = "django.db.models.BigAutoField"

"""What the municipality says to everybody."""

from django.apps import AppConfig


class PublishingConfig(AppConfig):
    """What the municipality says to everybody."""

    name = "alo153.publishing"
    label = "publishing"
    default_auto_field = "django.db.models.BigAutoField"

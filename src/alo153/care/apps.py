"""Whether the people who do the work are well."""

from django.apps import AppConfig


class CareConfig(AppConfig):
    """Whether the people who do the work are well."""

    name = "alo153.care"
    label = "care"
    default_auto_field = "django.db.models.BigAutoField"

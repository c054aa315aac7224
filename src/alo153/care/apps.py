"""Care for staff: hard calls, psychologist and infirmary, and protection from abuse."""

from django.apps import AppConfig


class CareConfig(AppConfig):
    """Care for staff: hard calls, psychologist and infirmary, and protection from abuse."""

    name = "alo153.care"
    label = "care"
    default_auto_field = "django.db.models.BigAutoField"

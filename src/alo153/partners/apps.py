"""Partner desks."""

from django.apps import AppConfig


class PartnersConfig(AppConfig):
    """Partner desks."""

    name = "alo153.partners"
    label = "partners"
    default_auto_field = "django.db.models.BigAutoField"

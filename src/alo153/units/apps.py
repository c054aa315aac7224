"""Django's registration of the units capability."""

from django.apps import AppConfig


class UnitsConfig(AppConfig):
    """Places, units, topics and routing rules of the one city served here."""

    name = "alo153.units"
    label = "units"
    default_auto_field = "django.db.models.BigAutoField"

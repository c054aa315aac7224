"""Django's registration of the city capability."""

from django.apps import AppConfig


class CityConfig(AppConfig):
    """Places, units, topics and routing rules of the one city served here."""

    name = "alo153.city"
    label = "city"
    default_auto_field = "django.db.models.BigAutoField"

"""Lines, departures and journeys of public transport."""

from django.apps import AppConfig


class TransportConfig(AppConfig):
    """Lines, departures and journeys of public transport."""

    name = "alo153.transport"
    label = "transport"
    default_auto_field = "django.db.models.BigAutoField"

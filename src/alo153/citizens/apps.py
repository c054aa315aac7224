"""Citizens, how they are reached, and every moment of contact."""

from django.apps import AppConfig


class CitizensConfig(AppConfig):
    """Citizens, how they are reached, and every moment of contact."""

    name = "alo153.citizens"
    label = "citizens"

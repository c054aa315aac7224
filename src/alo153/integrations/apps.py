"""The city's other systems."""

from django.apps import AppConfig


class IntegrationsConfig(AppConfig):
    """The city's other systems."""

    name = "alo153.integrations"
    label = "integrations"

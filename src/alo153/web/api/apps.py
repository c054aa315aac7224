"""The interface for other systems."""

from django.apps import AppConfig


class ApiConfig(AppConfig):
    """The interface for other systems."""

    name = "alo153.web.api"
    label = "web_api"

"""The center's casework."""

from django.apps import AppConfig


class CenterConfig(AppConfig):
    """The center's casework."""

    name = "alo153.web.center"
    label = "web_center"

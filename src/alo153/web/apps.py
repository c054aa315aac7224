"""What people see: one folder per audience."""

from django.apps import AppConfig


class WebConfig(AppConfig):
    """What people see: one folder per audience."""

    name = "alo153.web"
    label = "web"

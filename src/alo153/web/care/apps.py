"""Pages of care: one's own, the rooms', and counts."""

from django.apps import AppConfig


class CarePagesConfig(AppConfig):
    """Pages of care: one's own, the rooms', and counts."""

    name = "alo153.web.care"
    label = "web_care"

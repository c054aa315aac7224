"""Pages of alarms."""

from django.apps import AppConfig


class AlarmsConfig(AppConfig):
    """Pages of alarms."""

    name = "alo153.web.alarms"
    label = "web_alarms"

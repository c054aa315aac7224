"""The telephone: calls, offers, agents and their states."""

from django.apps import AppConfig


class SwitchboardConfig(AppConfig):
    """The telephone: calls, offers, agents and their states."""

    name = "alo153.switchboard"
    label = "switchboard"

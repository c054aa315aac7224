"""Django's registration of the calls capability."""

from django.apps import AppConfig


class CallsConfig(AppConfig):
    """The telephone: calls, offers, agents and their states."""

    name = "alo153.calls"
    label = "calls"

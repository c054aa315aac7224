"""How words leave the municipality: e-mail, SMS."""

from django.apps import AppConfig


class ChannelsConfig(AppConfig):
    """How words leave the municipality: e-mail, SMS."""

    name = "alo153.channels"
    label = "channels"

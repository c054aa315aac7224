"""How words come into the municipality and leave it: e-mail, SMS."""

from django.apps import AppConfig


class ChannelsConfig(AppConfig):
    """How words come into the municipality and leave it: e-mail, SMS."""

    name = "alo153.channels"
    label = "channels"

"""Transports of messages to and from the municipality: e-mail, SMS and further channels."""

from django.apps import AppConfig


class ChannelsConfig(AppConfig):
    """Transports of messages to and from the municipality: e-mail, SMS and further channels."""

    name = "alo153.channels"
    label = "channels"

"""What staff are told, as a Django application."""

from django.apps import AppConfig


class NoticesConfig(AppConfig):
    """What staff are told."""

    name = "alo153.notices"
    label = "notices"

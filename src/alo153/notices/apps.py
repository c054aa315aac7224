"""Notices to staff, as a Django application."""

from django.apps import AppConfig


class NoticesConfig(AppConfig):
    """Notices to staff."""

    name = "alo153.notices"
    label = "notices"

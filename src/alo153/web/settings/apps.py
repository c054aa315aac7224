"""The pages of administrators."""

from django.apps import AppConfig


class SettingsConfig(AppConfig):
    """The pages of administrators."""

    name = "alo153.web.settings"
    label = "web_settings"

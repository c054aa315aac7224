"""Pages about citizens' privacy."""

from django.apps import AppConfig


class PrivacyPagesConfig(AppConfig):
    """Pages about citizens' privacy."""

    name = "alo153.web.privacy"
    label = "web_privacy"

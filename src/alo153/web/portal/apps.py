"""The citizen's pages."""

from django.apps import AppConfig


class PortalConfig(AppConfig):
    """The citizen's pages."""

    name = "alo153.web.portal"
    label = "web_portal"

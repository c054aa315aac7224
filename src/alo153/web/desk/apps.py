"""The agent's pages."""

from django.apps import AppConfig


class DeskConfig(AppConfig):
    """The agent's pages."""

    name = "alo153.web.desk"
    label = "web_desk"

"""The center's knowledge and announcements."""

from django.apps import AppConfig


class KnowledgeConfig(AppConfig):
    """The center's knowledge and announcements."""

    name = "alo153.knowledge"
    label = "knowledge"

"""What the center knows and says."""

from django.apps import AppConfig


class KnowledgeConfig(AppConfig):
    """What the center knows and says."""

    name = "alo153.knowledge"
    label = "knowledge"

"""What becomes of data in the end."""

from django.apps import AppConfig


class ArchiveConfig(AppConfig):
    """What becomes of data in the end."""

    name = "alo153.archive"
    label = "archive"

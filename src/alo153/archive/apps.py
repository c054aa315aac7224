"""The erasure of a person's data."""

from django.apps import AppConfig


class ArchiveConfig(AppConfig):
    """The erasure of a person's data."""

    name = "alo153.archive"
    label = "archive"

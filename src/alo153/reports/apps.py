"""Figures of the center, counted from events."""

from django.apps import AppConfig


class ReportsConfig(AppConfig):
    """Figures of the center, counted from events."""

    name = "alo153.reports"
    label = "reports"

"""Pages of reports."""

from django.apps import AppConfig


class ReportsConfig(AppConfig):
    """Pages of reports."""

    name = "alo153.web.reports"
    label = "web_reports"

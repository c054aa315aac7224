"""Pages of quality: what was said in calls."""

from django.apps import AppConfig


class QualityConfig(AppConfig):
    """Pages of quality: what was said in calls."""

    name = "alo153.web.quality"
    label = "web_quality"

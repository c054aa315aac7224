"""Pages of a reader's notices."""

from django.apps import AppConfig


class NoticesPagesConfig(AppConfig):
    """Pages of a reader's notices."""

    name = "alo153.web.notices"
    label = "web_notices"

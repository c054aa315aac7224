"""Pages and forms of one case that center and units share."""

from django.apps import AppConfig


class CasesPagesConfig(AppConfig):
    """Pages and forms of one case that center and units share."""

    name = "alo153.web.cases"
    label = "web_cases"

"""Cases: from the first word to the answer the citizen received."""

from django.apps import AppConfig


class CasesConfig(AppConfig):
    """Cases: from the first word to the answer the citizen received."""

    name = "alo153.cases"
    label = "cases"

"""Proposals learned from the city's own cases."""

from django.apps import AppConfig


class SuggestionsConfig(AppConfig):
    """Proposals learned from the city's own cases."""

    name = "alo153.suggestions"
    label = "suggestions"

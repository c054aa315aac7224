"""Pages of the communication centers."""

from django.apps import AppConfig


class CounterPagesConfig(AppConfig):
    """Pages of the communication centers."""

    name = "alo153.web.counter"
    label = "web_counter"

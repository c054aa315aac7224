"""The ASGI entry point of the web process."""

import gc
import os

import django

from alo153.config.serving.body_limit import App, limited
from alo153.config.serving.http_only import http_only
from alo153.config.serving.one_thread import OneThread

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "alo153.config.settings")
# What is made for a request dies with it: looking for circles among each two thousand new objects
# took a twelfth of the time in which a case is opened
gc.set_threshold(20_000, 10, 10)


def make() -> App:
    """Return the application with its guards; it measures the static files as it is made."""
    django.setup(set_prefix=False)  # the prefix is of each request
    return http_only(limited(OneThread()))


application = make()

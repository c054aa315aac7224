"""The ASGI entry point of the web process."""

import os

from django.core.asgi import get_asgi_application

from alo153.config.body_limit import limited

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "alo153.config.settings")

application = limited(get_asgi_application())

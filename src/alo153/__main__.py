"""Django's management commands: ``python -m alo153 migrate``."""

import os
import sys

from django.core.management import execute_from_command_line

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "alo153.config.settings")
execute_from_command_line(sys.argv)

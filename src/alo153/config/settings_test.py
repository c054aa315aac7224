"""Settings of the test run: cheap passwords, and templates that fail on undefined variables."""

import os
import tempfile
from pathlib import Path

os.environ.setdefault("ALO153_DEVELOPMENT", "1")
# A test waits for what is encoded, and on a full machine it would wait long. Programs that a test
# starts inherit it.
os.environ.setdefault("ALO153_ENCODER_NICE", "0")

from alo153.config.settings import *  # noqa: F403

PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
DEVELOPMENT = True
# Each test client reads every static file's name anew otherwise, whether it asks for one or not
WHITENOISE_AUTOREFRESH = True
# What leaves the municipality leaves at once, but in the tests about taking it back
SEND_DELAY_SECONDS = 0
# Nobody else meets what a test puts in force
CITY_FILES_DIR = Path(tempfile.gettempdir()) / f"alo153-city-{os.getpid()}"
# Static files come from where they were built; nothing is collected
STATIC_ROOT = None

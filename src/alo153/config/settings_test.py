"""Settings of the test run: cheap passwords, and templates that fail on undefined variables."""

import os

os.environ.setdefault("ALO153_DEVELOPMENT", "1")

from alo153.config.settings import *  # noqa: F403

PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
DEVELOPMENT = True

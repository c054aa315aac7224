"""`python -m alo153.switchboard`: the switchboard of one Asterisk."""

import asyncio
import os
import sys

import django

if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "alo153.config.settings")
    django.setup()
    from alo153.switchboard.program import main

    sys.exit(asyncio.run(main()))

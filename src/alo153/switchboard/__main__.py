"""`python -m alo153.switchboard`: the switchboard of one Asterisk."""

import asyncio
import gc
import os
import sys

import django

SWITCH_SECONDS = 0.0005
"""The delay that a writing thread may cause the loop after each of its system calls.

While a thread was busy, a command took 18 ms with Python's 0.005; it takes 3 ms with this.
"""

if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "alo153.config.settings")
    django.setup()
    from alo153.core.processes.process_priority import raise_priority
    from alo153.switchboard.runtime.program import main

    raise_priority()
    sys.setswitchinterval(SWITCH_SECONDS)
    gc.freeze()  # what was imported stays: a search through it would stop all calls for a moment
    sys.exit(asyncio.run(main()))

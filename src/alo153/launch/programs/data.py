"""Bring the database up to date: tables, the city's data, the demo. Run as a process of its own."""

from __future__ import annotations

import os
import sys

import django
from django.core.management import call_command, get_commands

ORDER = ("load_city", "load_ready_answers", "load_answers", "load_alarm_rules", "load_demo")


def main() -> int:
    """Migrate, then load the city."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "alo153.config.settings")
    django.setup()
    call_command("migrate", interactive=False, verbosity=1)
    load()
    return 0


def load() -> None:
    """Load what the commands of the applications offer; each is idempotent."""
    for name in filter(get_commands().__contains__, ORDER):
        print(f"{name}:", flush=True)
        call_command(name)


if __name__ == "__main__":
    sys.exit(main())

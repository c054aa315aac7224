"""`./alo153 manage`: a management command of Django with the settings that `up` uses."""

from __future__ import annotations

import os

from alo153.launch.programs import child_environment


def main(words: list[str]) -> int:
    """Run `words` as a management command; PostgreSQL runs as long as it does."""
    with child_environment.database() as found:
        os.environ.update(child_environment.of_processes(database_url=found.program))
        os.environ.update(found.of_migrate())
        os.environ["DJANGO_SETTINGS_MODULE"] = "alo153.config.settings"
        from django.core.management import execute_from_command_line  # noqa: PLC0415 - slow

        execute_from_command_line(["./alo153 manage", *words])
    return 0

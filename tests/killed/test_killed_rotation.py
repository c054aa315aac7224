"""A rotation of keys is killed (SIGKILL) in the middle: all opens, and the next run ends it."""

import os
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings as installed
from django.core.management import call_command
from django.db import connection, transaction
from tests.cases.life import confidential
from tests.cases.life.confidential import NEW, read_all
from tests.killed.workers import blocked_backend
from tests.parts.postgresql.addresses import database_url
from tests.parts.processes import programs
from tests.parts.waiting import COLD_SECONDS, until

from alo153.cases.models import Note
from alo153.core.database.sealed_text import MARK

pytestmark = pytest.mark.django_db(transaction=True)


def sealed_with(key: str, table: str, column: str) -> int:
    with connection.cursor() as cursor:
        cursor.execute(
            f"SELECT count(*) FROM {table} WHERE starts_with({column}, %s)",
            [f"{MARK}{key}:"],
        )
        return int(cursor.fetchone()[0])


def rotation(keys: str, log: Path) -> programs.Program:
    environment = os.environ | {
        "DATABASE_URL": database_url(),
        "DJANGO_SETTINGS_MODULE": "alo153.config.settings",
        "ALO153_DEVELOPMENT": "1",
        "ALO153_CONFIDENTIAL_KEYS": keys,
    }
    return programs.begin("alo153", "rotate_confidential_keys", environment=environment, log=log)


def test_a_killed_rotation_loses_nothing_and_is_run_again(settings: Any, tmp_path: Path) -> None:
    codes = [confidential.answered().tracking_code for _ in range(2)]
    before = installed.CONFIDENTIAL_KEYS
    settings.CONFIDENTIAL_KEYS = f"{NEW},{before}"
    with transaction.atomic():
        # It stands at the notes, when the answers have their new key already
        assert list(Note.objects.select_for_update())
        process = rotation(settings.CONFIDENTIAL_KEYS, tmp_path / "log")
        try:
            until(lambda: blocked_backend() is not None, COLD_SECONDS)
        finally:
            process.kill()
            process.wait()
    assert sealed_with("k2", "cases_answer", "text") == 2
    assert sealed_with("development", "cases_note", "text") == 2
    for code in codes:
        read_all(code)
    call_command("rotate_confidential_keys")
    settings.CONFIDENTIAL_KEYS = NEW
    for code in codes:
        read_all(code)

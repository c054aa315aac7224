"""IT sees how the machine is and how it is set: no secret of it, and no citizen."""

from dataclasses import fields, replace
from datetime import timedelta
from pathlib import Path
from typing import Any
from unittest.mock import patch

import pytest
from django.db.migrations.loader import MigrationLoader
from django.test import Client
from tests import cast

from alo153.config.serving.health import _Migrated
from alo153.core import clock
from alo153.core.processes import backup_record

pytestmark = pytest.mark.django_db


@pytest.fixture
def emre(client: Client) -> Client:
    """Return the browser of Emre of IT."""
    client.force_login(cast.staff("emre"))
    return client


def test_no_secret_is_on_the_page(emre: Client, settings: Any) -> None:
    texts = [field.name for field in fields(settings.ENV) if field.type is str]
    secret = [
        name for name in texts if any(w in name for w in ("key", "secret", "password", "url"))
    ]
    assert len(secret) > 20
    settings.ENV = replace(settings.ENV, **dict.fromkeys(secret, "unsayable"))
    page = emre.get("/settings/machine/").content.decode()
    assert "unsayable" not in page
    assert "ALO153_SECRET_KEY" in page
    assert "kocaeli" in page


@pytest.mark.parametrize(
    "voice",
    [
        "https://alo:unsayable@voice.local/v1/audio/speech?model=a&voice=b",
        "command:speak --key unsayable {wav}",
    ],
)
def test_a_password_in_an_address_or_a_command_is_a_secret_too(
    emre: Client, settings: Any, voice: str
) -> None:
    settings.ENV = replace(settings.ENV, voice=voice)
    assert "unsayable" not in emre.get("/settings/machine/").content.decode()


def test_it_opens_health_and_no_citizen(emre: Client) -> None:
    case = cast.open_case("Ağaç yolun üstüne devrildi.")
    assert emre.get("/settings/health/").status_code == 200
    for path in (
        "/desk/",
        "/center/lists/",
        "/live/",
        f"/center/cases/{case.tracking_code}/",
        "/access-log/",
    ):
        assert emre.get(path).status_code in {403, 404}, path


def test_a_backup_that_is_old_or_fails_is_shown(
    emre: Client, settings: Any, tmp_path: Path
) -> None:
    settings.DATA_DIR = tmp_path

    def is_unwell() -> bool:
        page = emre.get("/settings/health/").content.decode()
        return "notice notice-bad" in page and "Yedekler" in page.split("health-areas")[0]

    assert not is_unwell()
    # Nothing here tells how backups are that others make: that is no "well"
    assert "bilinmiyor" in emre.get("/settings/health/").content.decode()
    now = clock.now()
    backup_record.write(tmp_path, taken_at=now)
    assert is_unwell()
    backup_record.write(tmp_path, verified_at=now - timedelta(hours=49))
    assert is_unwell()
    backup_record.write(tmp_path, verified_at=now)
    assert not is_unwell()
    backup_record.write(tmp_path, failed_at=now, failure="/var/backups: No space left on device")
    assert is_unwell()


def test_a_process_lives_without_a_database_and_is_ready_with_all_migrations(
    client: Client,
) -> None:
    with patch("alo153.config.serving.health.connection.cursor") as cursor:
        assert client.get("/health/live").status_code == 200
        cursor.assert_not_called()
    assert client.get("/health/ready").status_code == 200


def test_a_process_newer_than_the_tables_is_not_ready(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(_Migrated, "known", False)
    loader = MigrationLoader(None)
    loader.applied_migrations = {}
    with patch("alo153.config.serving.health.MigrationLoader", return_value=loader):
        assert client.get("/health/ready").status_code == 503

"""A center on the real Asterisk, and the programs that run beside it."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from pytest_django import DjangoDbBlocker, Settings
from tests.parts.postgresql.own_server import Postgresql, own_server
from tests.parts.waiting import COLD_SECONDS, SECONDS
from tests.telephony.calls import transfers
from tests.telephony.load import houses
from tests.telephony.load.houses import SPARE, TALKING, WAITING
from tests.telephony.programs import outliving
from tests.telephony.programs.sippers import Sippers
from tests.telephony.programs.switchboards import (
    PROMPTS,
    Center,
    Switchboard,
    until,
    write_prompts,
    write_tones,
)
from tests.telephony.programs.webs import Web

from alo153.calls.media.recordings.spool import Spool
from alo153.calls.menu import voice
from alo153.launch import frontend, paths
from alo153.launch.telephony.asterisk import Asterisk


@pytest.fixture
def idle_center(
    transactional_db: None, asterisk: Asterisk, sipp: Sippers, tmp_path: Path, cold: bool
) -> Iterator[Center]:
    """A center whose switchboard is still to be started, by whoever starts it in another way."""
    write_prompts(asterisk.sounds / PROMPTS)
    write_tones(asterisk.sounds / asterisk.telephony.city, voice.FALLBACK)
    os.truncate(asterisk.home / "log/queue_log", 0)
    switchboard = Switchboard(asterisk, tmp_path, cold=cold)
    house = Center(asterisk, switchboard, sipp)
    try:
        yield house
        outliving.sweep(house)
        sipp.stop()
        house.clear()
    finally:
        switchboard.stop_if_running()


@pytest.fixture
def center(idle_center: Center) -> Center:
    """A running center without agents."""
    idle_center.switchboard.start()
    return idle_center


@pytest.fixture
def spool(asterisk: Asterisk, settings: Settings, tmp_path: Path) -> Spool:
    """Return the spool of the running Asterisk; recordings are kept in a folder of the test."""
    settings.RECORDING_SPOOL = asterisk.home / "spool/recording"
    settings.STORAGES = settings.STORAGES | {
        "recordings": {
            "BACKEND": "django.core.files.storage.FileSystemStorage",
            "OPTIONS": {"location": tmp_path / "recordings"},
        }
    }
    return Spool(settings.RECORDING_SPOOL)


@pytest.fixture
def watchdog(center: Center, tmp_path: Path) -> Iterator[Path]:
    """Run the watchdog beside the center; return its log."""
    telephony = center.asterisk.telephony
    log = tmp_path / "watchdog.log"
    environment = {
        **{name: value for name, value in os.environ.items() if name != "DATABASE_URL"},
        "PYTHONPATH": os.pathsep.join(sys.path),
        "ALO153_ARI_URL": telephony.ari_url,
        "ALO153_ARI_PASSWORD": telephony.ari_password,
    }
    command = [sys.executable, "-m", "alo153.switchboard.runtime.watchdog"]
    with log.open("wb") as words:
        process = subprocess.Popen(command, env=environment, stdout=words, stderr=words)
    yield log
    process.terminate()
    assert process.wait(SECONDS) == 0, log.read_text()


@pytest.fixture
def standby(center: Center, tmp_path: Path, cold: bool) -> Iterator[Switchboard]:
    """Run a second switchboard that waits for the place of the first."""
    folder = tmp_path / "standby"
    folder.mkdir()
    second = Switchboard(center.asterisk, folder, cold=cold)
    second.begin()
    until(lambda: "standing by" in second.log, COLD_SECONDS)
    yield second
    second.stop_if_running()


@pytest.fixture
def full_house(center: Center, spool: Spool) -> houses.House:
    """Fifty calls: twenty-five talk with an agent each, twenty-five wait."""
    full = houses.House(center, center.crew(TALKING, calls=TALKING + SPARE), spool)
    center.sipp.call(caller="anonymous", calls=TALKING + WAITING)
    until(lambda: (len(full.talks), len(full.waits)) == (TALKING, WAITING), COLD_SECONDS, full.told)
    until(full.is_tidy, what=full.told)
    full.recorded = full.talks
    return full


@pytest.fixture
def web(center: Center, tmp_path: Path, cold: bool) -> Iterator[Web]:
    """Serve the pages beside the center."""
    process = Web(center.database_url, tmp_path, cold=cold)
    process.start()
    yield process
    process.kill()


@pytest.fixture(scope="module")
def postgresql(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[Postgresql]:
    """Run a PostgreSQL for the tests of this module alone."""
    with own_server(django_db_blocker) as ours:
        yield ours


@pytest.fixture
def house(idle_center: Center) -> Iterator[transfers.House]:
    built = transfers.House(idle_center)
    yield built
    for phone in built.phones:
        phone.stop()


@pytest.fixture(scope="session")
def script() -> Path:
    """Return the built softphone; skips with the reason if it cannot be built."""
    try:
        frontend.ensure()
    except frontend.FrontendError as reason:
        pytest.skip(f"front end: {reason}")
    return paths.var() / "frontend/alo153/softphone.js"

"""Pages of people who are signed in, and the switchboard and the worker behind them."""

import os
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page
from tests.journeys.looks import Axe, Looks
from tests.journeys.opened import Opened, desk_of
from tests.parts.browser.browsing import OpenPage
from tests.parts.postgresql.addresses import database_url
from tests.parts.processes import programs
from tests.parts.telephone.leading import a_switchboard_leads
from tests.parts.waiting import SECONDS
from tests.telephony.programs.switchboards import PROMPTS, Switchboard, write_prompts

from alo153.launch.telephony.asterisk import Asterisk


@pytest.fixture
def opened(transactional_db: None, open_page: OpenPage, axe: Axe, tmp_path: Path) -> Opened:
    return Opened(open_page, Looks(axe, tmp_path / "pictures"))


@pytest.fixture
def desk(transactional_db: None, open_page: OpenPage) -> Iterator[Page]:
    """Return the desk of Elif, without its telephone, while a switchboard leads."""
    with a_switchboard_leads():
        yield desk_of(open_page, "elif")


@pytest.fixture
def switchboard(
    transactional_db: None, asterisk: Asterisk, tmp_path: Path, settings: Any, cold: bool
) -> Iterator[Switchboard]:
    """Run the switchboard, and tell the pages where Asterisk's socket is."""
    socket = f"ws://localhost:{asterisk.telephony.http_port}/ws"
    settings.PHONE_SOCKET_URL = socket
    csp = settings.SECURE_CSP
    settings.SECURE_CSP = csp | {"connect-src": [*csp["connect-src"][:1], socket]}
    write_prompts(asterisk.sounds / PROMPTS)
    program = Switchboard(asterisk, tmp_path, cold=cold)
    try:
        # A page on a full machine may take long to come back, and a caller who waits for it counts
        # in seconds: only a test about the end of that wait shortens it
        program.start(ALO153_RETURN_SECONDS="60", ALO153_POSITION_SECONDS="30")
        yield program
    finally:
        program.stop_if_running()
        sys.stdout.write(program.log)  # shown of a test that fails


@pytest.fixture
def worker(transactional_db: None, tmp_path: Path, warm_process: int) -> Iterator[None]:
    """Run the worker on the test's database."""
    process = programs.begin(
        "alo153",
        "procrastinate",
        "worker",
        environment={
            **os.environ,
            "DATABASE_URL": database_url(),
            "ALO153_DEVELOPMENT": "1",
            "DJANGO_SETTINGS_MODULE": "alo153.config.settings",
        },
        log=tmp_path / "worker.log",
    )
    yield
    process.terminate()
    process.wait(SECONDS)

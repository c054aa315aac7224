"""What journeys with a telephone share: switchboard and worker on the test's database, the desk."""

import os
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import httpx
import pytest
from playwright.sync_api import Page, expect
from tests import cast
from tests.database import database_url
from tests.journeys.conftest import OpenPage
from tests.telephony.switchboards import PROMPTS, Switchboard, write_prompts

from alo153.launch.asterisk import Asterisk

SOUND_PACKETS = 50


@pytest.fixture
def switchboard(
    transactional_db: None, asterisk: Asterisk, tmp_path: Path, settings: Any
) -> Iterator[Switchboard]:
    """Run the switchboard, and tell the pages where Asterisk's socket is."""
    socket = f"ws://localhost:{asterisk.telephony.http_port}/ws"
    settings.PHONE_SOCKET_URL = socket
    csp = settings.SECURE_CSP
    settings.SECURE_CSP = csp | {"connect-src": [*csp["connect-src"][:1], socket]}
    write_prompts(asterisk.sounds / PROMPTS)
    program = Switchboard(asterisk, tmp_path)
    try:
        program.start(ALO153_RING_SECONDS="20", ALO153_POSITION_SECONDS="30")
        yield program
    finally:
        program.stop_if_running()
        hang_up_all(asterisk)


def hang_up_all(asterisk: Asterisk) -> None:
    """Leave no caller behind: the next switchboard would take the call up."""
    telephony = asterisk.telephony
    auth = (telephony.ari_user, telephony.ari_password)
    with httpx.Client(base_url=f"{telephony.ari_url}/ari/", auth=auth, trust_env=False) as http:
        for kind in ("channels", "bridges"):
            for left in http.get(kind).json():
                http.delete(f"{kind}/{left['id']}")


@pytest.fixture
def worker(transactional_db: None, tmp_path: Path) -> Iterator[None]:
    """Run the worker on the test's database."""
    environment = os.environ | {"DATABASE_URL": database_url(), "ALO153_DEVELOPMENT": "1"}
    environment["PYTHONPATH"] = os.pathsep.join(sys.path)
    environment["DJANGO_SETTINGS_MODULE"] = "alo153.config.settings"
    with (tmp_path / "worker.log").open("wb") as log:
        process = subprocess.Popen(
            [sys.executable, "-m", "alo153", "procrastinate", "worker"],
            env=environment,
            stdout=log,
            stderr=subprocess.STDOUT,
        )
    yield
    process.terminate()
    process.wait(15)


def sign_in(page: Page, username: str) -> Page:
    page.get_by_label(re.compile("Kullanıcı adı")).fill(username)
    page.get_by_label(re.compile("Parola|Şifre")).first.fill(cast.PASSWORD)
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile(r"//[^/]+/(desk|units)/"))
    return page


def telephone(page: Page, state: str) -> None:
    page.wait_for_selector(f"alo-softphone[state={state}]", state="attached", timeout=20_000)


def sound_goes_both_ways(*pages: Page) -> bool:
    ask = "document.querySelector('alo-softphone').audioPackets()"
    counts = [page.evaluate(ask) for page in pages]
    return all(n > SOUND_PACKETS for count in counts for n in (count["sent"], count["received"]))


def be_ready(open_page: OpenPage, username: str) -> Page:
    agent = sign_in(open_page("/desk/"), username)
    telephone(agent, "registered")
    expect(agent.locator("#bar [data-key=F7]")).to_be_visible(timeout=20_000)
    agent.keyboard.press("F7")
    expect(agent.locator("#bar [data-state=ready]")).to_be_visible(timeout=20_000)
    return agent

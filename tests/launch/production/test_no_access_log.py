"""The web process of the production page writes down no visitor: no address, minute or page.

uvicorn sets its own logging up before it imports the program, so it starts cold.
"""

import os
import socket
from base64 import b64encode
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit

import httpx
import pytest
from tests.launch.production.page import blocks
from tests.parts.processes import programs
from tests.parts.waiting import COLD_SECONDS, SECONDS, until

from alo153.launch.programs.processes import free_port

pytestmark = pytest.mark.cold
OPTION = "--no-access-log"
SETTINGS = "DJANGO_SETTINGS_MODULE"
VISITOR = "203.0.113.77"


def command() -> list[str]:
    """Return the words behind `-m uvicorn` of the production page's unit."""
    [line] = [each for each in blocks()["web.service"].splitlines() if "ExecStart=" in each]
    return line.split(" -m uvicorn ")[1].split()


@pytest.fixture(params=["as the page has it", "without its option"])
def words(request: pytest.FixtureRequest) -> list[str]:
    """Return the command; settings that say nothing need no option."""
    assert OPTION in command()
    whole = request.param == "as the page has it"
    return [word for word in command() if whole or word != OPTION]


@pytest.fixture
def served(words: list[str], tmp_path: Path) -> Iterator[tuple[str, Path]]:
    """Serve as production does, on a free port; returns its address and its log."""
    port, log = free_port(), tmp_path / "log"
    words[words.index("--port") + 1] = str(port)
    production = {name: value for name, value in os.environ.items() if name != SETTINGS}
    web = programs.begin("uvicorn", *words, environment=production, log=log, cold=True)
    address = f"http://127.0.0.1:{port}"
    until(lambda: "Uvicorn running on" in log.read_text(), COLD_SECONDS, log.read_text)
    yield address, log
    web.terminate()
    web.wait(COLD_SECONDS)


def handshake(address: str) -> bytes:
    """Ask a page for a web socket, as any program may; returns the first line of the answer."""
    lines = [
        "GET /chat/ HTTP/1.1",
        "Host: localhost",
        f"X-Forwarded-For: {VISITOR}",
        "Connection: Upgrade",
        "Upgrade: websocket",
        "Sec-WebSocket-Version: 13",
        f"Sec-WebSocket-Key: {b64encode(os.urandom(16)).decode()}",
    ]
    where = urlsplit(address)
    with socket.create_connection((where.hostname, where.port), timeout=SECONDS) as visitor:
        visitor.sendall("\r\n".join([*lines, "", ""]).encode())
        return visitor.makefile("rb").readline()


def test_no_visitor_is_written_down(served: tuple[str, Path]) -> None:
    address, log = served
    with httpx.Client(base_url=address, trust_env=False, timeout=SECONDS) as visitor:
        for path in ("/static/web/icons.svg", "/static/no-such-tip.svg"):
            visitor.get(path, headers={"X-Forwarded-For": VISITOR, "Host": "localhost"})
    assert handshake(address).startswith(b"HTTP/1.1 ")
    said = log.read_text()
    assert VISITOR not in said
    assert '"GET /' not in said
    assert "WebSocket" not in said
    assert "/chat/" not in said

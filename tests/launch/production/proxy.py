"""nginx with the site of docs/howto/run-in-production.md, on free ports."""

import http.client
import re
import ssl
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from typing import NamedTuple

from tests.launch.production.page import Scratch, blocks
from tests.parts.waiting import SECONDS, until

from alo153.launch.debian import debs
from alo153.launch.programs.processes import free_port

_KINDS = ("client_body", "proxy", "fastcgi", "uwsgi", "scgi")


class Ports(NamedTuple):
    """Where the proxy listens."""

    http: int
    https: int


@contextmanager
def running(scratch: Scratch, *, web: int, asterisk: int) -> Iterator[Ports]:
    """Run nginx as the page says, before the ports of our program and of Asterisk."""
    ports = Ports(free_port(8080), free_port(8443))
    conf = scratch.root / "nginx.conf"
    temporary = "".join(f"{kind}_temp_path {scratch.root}/{kind};\n" for kind in _KINDS)
    conf.write_text(
        f"daemon off; master_process off; pid {scratch.root}/pid; error_log stderr;\n"
        f"events {{}}\nhttp {{\n{temporary}{_site(scratch, ports, web, asterisk)}}}\n"
    )
    nginx = debs.program("nginx")
    assert nginx
    words = [nginx, "-p", scratch.root, "-e", "stderr", "-c", conf]
    tested = subprocess.run([*words, "-t"], capture_output=True, text=True, check=False)
    assert tested.returncode == 0, tested.stderr
    assert "warn" not in tested.stderr
    process = subprocess.Popen(words)
    try:
        until(lambda: process.poll() is not None or _listens(ports.https))
        yield ports
    finally:
        process.terminate()
        process.wait(SECONDS)


def _site(scratch: Scratch, ports: Ports, web: int, asterisk: int) -> str:
    certificate, page = scratch.certificate(), blocks()
    site = page["upstream"].replace("8154", "8153") + page["site"]
    for old, new in (
        (r"listen 80;", f"listen 127.0.0.1:{ports.http};"),
        (r"listen 443 ssl;", f"listen 127.0.0.1:{ports.https} ssl;"),
        (r"/etc/letsencrypt/\S+/fullchain.pem", f"{certificate}.pem"),
        (r"/etc/letsencrypt/\S+/privkey.pem", f"{certificate}.key"),
        (r"127.0.0.1:8153", f"127.0.0.1:{web}"),
        (r"127.0.0.1:8088", f"127.0.0.1:{asterisk}"),
    ):
        site, count = re.subn(old, new, site)
        assert count, old
    return site


def _listens(port: int) -> bool:
    try:
        http.client.HTTPConnection("127.0.0.1", port, timeout=2).connect()
    except OSError:
        return False
    return True


def asked(port: int, path: str, **headers: str) -> tuple[int, str]:
    """Ask for an address of the site through https; return status and answer."""
    line = http.client.HTTPSConnection(
        "127.0.0.1", port, context=ssl._create_unverified_context(), timeout=30
    )
    line.request("GET", path, headers={"Host": "153.example.org", **headers})
    answer = line.getresponse()
    return answer.status, answer.read().decode()

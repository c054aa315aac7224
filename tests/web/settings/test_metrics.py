"""Prometheus hears how the center works: with the key, in sums, and of no person."""

import os
import re
import subprocess
import sys
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.test import Client
from tests import cast
from tests.web.desk.calls.ringing import let_ring

from alo153.core import clock
from alo153.core.processes import backup_record
from alo153.launch import paths
from alo153.launch.debian import debs
from alo153.launch.programs.processes import free_port

pytestmark = pytest.mark.django_db
KEY = "prometheus-of-ours"
RULES = paths.PROJECT / "docs/howto/alerts.yml"
PAGE = paths.PROJECT / "docs/howto/watch-the-machine.md"
METRIC = re.compile(r"\b(alo153_\w+)")


@pytest.fixture(autouse=True)
def here(settings: Any, tmp_path: Path) -> None:
    """Name a key, and a data folder of our own; there is no telephone to ask."""
    settings.METRICS_KEY = KEY
    settings.DATA_DIR = tmp_path
    settings.PHONE_SOCKET_URL = ""


def told(client: Client) -> str:
    """Ask as Prometheus does."""
    answer = client.get("/metrics", headers={"Authorization": f"Bearer {KEY}"})
    assert answer.status_code == 200
    return answer.content.decode()


def test_nobody_hears_them_without_the_key(client: Client, settings: Any) -> None:
    assert client.get("/metrics").status_code == 403
    assert client.get("/metrics", headers={"Authorization": "Bearer x"}).status_code == 403
    settings.METRICS_KEY = ""
    assert client.get("/metrics", headers={"Authorization": "Bearer "}).status_code == 403


def test_a_call_that_rings_and_its_agent_are_counted(client: Client) -> None:
    let_ring()
    found = told(client)
    assert 'alo153_calls{direction="in"} 1.0' in found
    assert 'alo153_calls_waiting{queue="general"} 1.0' in found
    assert 'alo153_agents{state="ringing"} 1.0' in found
    for secret in ("+90", "Elif", "elif", cast.phone_of("Ayşe Işık")):
        assert secret not in found


def test_the_age_of_a_proved_backup_is_told(client: Client, tmp_path: Path) -> None:
    assert 'kind="verified"' not in told(client)
    backup_record.write(tmp_path, verified_at=clock.now() - timedelta(hours=30), failure="full")
    found = told(client)
    age = re.search(r'alo153_backup_age_seconds\{kind="verified"\} (\S+)', found)
    assert age
    assert float(age[1]) == pytest.approx(30 * 3600, abs=60)
    assert "alo153_backup_failing 1.0" in found


def test_a_request_counts_by_method_and_class_of_status_alone(client: Client) -> None:
    def refused() -> float:
        found = re.search(r'requests_total\{method="other",status="4xx"\} (\S+)', told(client))
        return float(found[1]) if found else 0.0

    before = refused()
    client.generic("BREW", "/track/no-such-key/")
    assert refused() == before + 1
    assert "no-such-key" not in told(client)


def test_every_metric_of_the_sample_rules_is_told(client: Client, tmp_path: Path) -> None:
    backup_record.write(tmp_path, verified_at=clock.now())
    client.get("/healthz")
    found = told(client)
    described = set(re.findall(r"^# TYPE (\w+) ", found, re.MULTILINE))
    samples = set(METRIC.findall(found))
    # A worker that never ran here has no heartbeat
    asked = set(METRIC.findall(RULES.read_text())) - {"alo153_worker_silent_seconds"}
    assert asked - described - samples == set()


def test_every_metric_is_on_the_page_of_the_documentation_and_no_other(
    client: Client, tmp_path: Path
) -> None:
    backup_record.write(tmp_path, verified_at=clock.now())
    client.get("/healthz")
    described = set(re.findall(r"^# TYPE (alo153_\w+) ", told(client), re.MULTILINE))
    told_here = {name for name in described if not name.endswith("_created")}
    assert set(METRIC.findall(PAGE.read_text())) == told_here | {"alo153_worker_silent_seconds"}


def test_promtool_takes_the_sample_rules() -> None:
    promtool = debs.program("promtool")
    assert promtool
    done = subprocess.run(
        [promtool, "check", "rules", RULES], capture_output=True, text=True, check=False
    )
    assert (done.returncode, "SUCCESS" in done.stdout) == (0, True), done.stderr


COUNT = "from alo153.core.processes import meters; meters.REQUESTS.labels('GET', '2xx').inc()"


def test_processes_of_one_port_count_together(tmp_path: Path) -> None:
    shared = {**os.environ, "PROMETHEUS_MULTIPROC_DIR": str(tmp_path)}
    for _ in range(2):
        subprocess.run([sys.executable, "-c", COUNT], env=shared, check=True)
    words = [sys.executable, "-c", f"{COUNT}; print(meters.own().decode())"]
    found = subprocess.run(words, env=shared, check=True, capture_output=True, text=True).stdout
    assert 'alo153_web_requests_total{method="GET",status="2xx"} 3.0' in found


SERVE = """
import urllib.request
from alo153.core.processes import meters
meters.serve("127.0.0.1:{port}")
meters.serve("127.0.0.1:{port}")
opener = urllib.request.build_opener(urllib.request.ProxyHandler({{}}))
print(opener.open("http://127.0.0.1:{port}/metrics").read().decode())
"""


def test_a_program_without_pages_tells_its_own_at_an_address() -> None:
    program = SERVE.format(port=free_port())
    done = subprocess.run(
        [sys.executable, "-c", program], check=True, capture_output=True, text=True
    )
    assert "process_cpu_seconds_total" in done.stdout
    # The second found the address taken, and went on
    assert "metrics are not told" in done.stderr

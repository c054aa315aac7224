"""The bench runs: a few calls through everything it starts, so that the command never rots."""

import os
import subprocess
import sys

import pytest

from alo153.launch import paths
from alo153.launch.debian import debs
from alo153.launch.telephony import asterisk

pytestmark = pytest.mark.telephony

FEW = {"agents": 2, "waiting": 2, "rate": 2, "seconds": 2, "setup-seconds": 1, "talk-seconds": 1}


@pytest.fixture
def programs() -> None:
    """Skip with the reason where Asterisk or SIPp cannot be had."""
    found = asterisk.ensure(paths.var(), asterisk.Telephony(ari_password=""), env={})
    if not isinstance(found, asterisk.Asterisk):
        pytest.skip(f"Asterisk: {found}")
    if debs.program("sipp", lambda _: None) is None:
        pytest.skip("SIPp cannot be had")


def bench(*words: str) -> str:
    environment = {name: value for name, value in os.environ.items() if name != "DATABASE_URL"}
    few = [word for name, value in FEW.items() for word in (f"--{name}", str(value))]
    done = subprocess.run(
        [sys.executable, "-m", "alo153.launch", "bench", *words, *few],
        env={**environment, "PYTHONPATH": os.pathsep.join(sys.path)},
        cwd=paths.PROJECT,
        capture_output=True,
        text=True,
        # Two minutes where both cores are free, five where seven others want them
        timeout=1_100,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


def test_the_storm_is_measured_beside_app_queue_and_a_solver(programs: None) -> None:
    said = bench("calls", "--solver")
    for title in ("plain Dial()", "Storm, the switchboard", "Storm, app_queue", "a solver"):
        assert title in said
    assert said.count("lost 0") == 8
    assert "ring to screen pop, p95" in said

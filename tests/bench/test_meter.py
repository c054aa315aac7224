"""The meter counts a process with its children."""

import os
import subprocess
import sys

from alo153.launch.testing.kernel import family
from bench.meter import cpu_seconds, megabytes


def test_a_process_is_measured_with_its_children() -> None:
    script = "import os; os.fork(); print(flush=True); os.read(0, 1)"
    with subprocess.Popen(
        [sys.executable, "-c", script], stdin=subprocess.PIPE, stdout=subprocess.PIPE
    ) as process:
        assert process.stdout is not None
        process.stdout.readline()
        process.stdout.readline()
        assert len(family(process.pid)) == 2
        assert megabytes(process.pid) > 5
        process.kill()


def test_computing_is_counted() -> None:
    before = cpu_seconds(os.getpid())
    while sum(range(100_000)) and cpu_seconds(os.getpid()) < before + 0.05:
        pass
    assert cpu_seconds(os.getpid()) >= before + 0.05

"""Unit tests of the islands: `*.test.mjs` beside what they test, run by Node's own test runner."""

import subprocess
from pathlib import Path

from alo153.launch import frontend

ISLANDS = frontend.SOURCE / "islands"


def test_the_islands_hold_what_their_tests_say(tmp_path: Path) -> None:
    frontend.ensure()
    tests = sorted(ISLANDS.rglob("*.test.mjs"))
    assert tests
    bundler = frontend.SOURCE / "node_modules/.bin/esbuild"
    node, env = str(frontend.node()), frontend.environment()
    to = ["--bundle", "--platform=node", "--format=esm", "--out-extension:.js=.mjs"]
    names = [str(path) for path in tests]
    bundled = [str(bundler), *names, *to, f"--outdir={tmp_path}", "--log-level=error"]
    subprocess.run(bundled, env=env, check=True)
    built = [str(path) for path in sorted(tmp_path.rglob("*.mjs"))]
    run = subprocess.run(
        [node, "--test", *built], check=False, env=env, capture_output=True, text=True
    )
    assert run.returncode == 0, run.stdout + run.stderr

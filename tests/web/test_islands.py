"""Unit tests of the islands: `*.test.mjs` beside what they test, run by Node's own test runner."""

import subprocess
from pathlib import Path

from alo153.launch import frontend

ISLANDS = frontend.SOURCE / "islands"


def test_the_islands_hold_what_their_tests_say(tmp_path: Path) -> None:
    frontend.ensure()
    tests = sorted(ISLANDS.rglob("*.test.mjs"))
    assert tests
    # One process for all: Node starts one for each file it is given, and that is most of the work
    everything = tmp_path / "everything.mjs"
    everything.write_text("".join(f'import "{path}";\n' for path in tests))
    bundle, env = tmp_path / "bundle.mjs", frontend.environment()
    bundler = [str(frontend.SOURCE / "node_modules/.bin/esbuild"), str(everything)]
    to = ["--bundle", "--platform=node", "--format=esm", f"--outfile={bundle}", "--log-level=error"]
    subprocess.run([*bundler, *to], env=env, check=True)
    run = subprocess.run(
        [str(frontend.node()), "--test", str(bundle)],
        check=False,
        env=env,
        capture_output=True,
        text=True,
    )
    assert run.returncode == 0, run.stdout + run.stderr

"""The islands: their unit tests, run by Node's own test runner, and how long they wait."""

import re
import subprocess
from pathlib import Path

from alo153.launch import frontend

ISLANDS = frontend.SOURCE / "islands"
REQUEST = re.compile(r"(?<![\w.])fetch\(")
# A worker may not change a page's request: it lets it race
LIMIT = re.compile(r"within\(\w+_MS|Promise\.race\(\[asked")

# They ask a browser for what node has not; the journey that opens them
IN_A_BROWSER = {
    "drawn-map": "portal/test_street_map.py",
    "place": "desk/test_address.py",
    "storage": "portal/test_without_a_line.py",
    "unit": "unit/test_unit.py",
}


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


def test_no_request_of_a_page_waits_for_good() -> None:
    scripts = {path.relative_to(ISLANDS): path.read_text() for path in ISLANDS.rglob("*.ts")}
    asked = {path: len(REQUEST.findall(script)) for path, script in scripts.items()}
    assert sum(asked.values()) > 9
    limits = {path: len(LIMIT.findall(script)) for path, script in scripts.items()}
    assert [path for path in scripts if asked[path] > limits[path]] == []


def test_each_room_has_a_unit_test_or_a_journey() -> None:
    rooms = {path.name for path in ISLANDS.iterdir() if path.is_dir()}
    tested = {path.relative_to(ISLANDS).parts[0] for path in ISLANDS.rglob("*.test.mjs")}
    assert rooms - tested == set(IN_A_BROWSER)
    journeys = Path(__file__).parents[2] / "journeys"
    assert [each for each in IN_A_BROWSER.values() if not (journeys / each).is_file()] == []

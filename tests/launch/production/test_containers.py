"""Containerfile and compose.yaml do what docs/howto/run-in-containers.md says.

What compose starts are the very commands of docs/howto/run-in-production.md, which
`test_start.py` starts and `test_page.py` backs up and restores with; here they are compared, and
the image is built.
"""

import os
import re
import socket
import subprocess
from pathlib import Path
from typing import Any

import pytest
import yaml
from django.db import connection
from psycopg import conninfo
from tests.launch.production import containerfile
from tests.launch.production.page import PAGE, RECORDER, Scratch, blocks
from tests.parts.waiting import until

from alo153.launch import paths
from alo153.launch.programs.processes import free_port

PRODUCTION = blocks()
CONTAINERS = blocks(PAGE.with_name("run-in-containers.md"))
COMPOSE = yaml.safe_load((paths.PROJECT / "compose.yaml").read_text())
SERVICES: dict[str, dict[str, Any]] = COMPOSE["services"]
UNITS = ("web", "worker", "worker-recordings", "worker-webhooks", "worker-rosters", "mail", "sms")
UNITS += ("switchboard", "standby")
UNITS += ("watchdog", "telephone")
OWNER = "/etc/alo153/owner.env"
PASSWORD = re.compile(r" PASSWORD '\w+'")


def variables(scratch: Scratch, name: str) -> dict[str, str]:
    """Return what a file of the settings says, as an engine reads it."""
    lines = (scratch.root / "etc/alo153" / name).read_text().splitlines()
    return {key: value for key, _, value in (line.partition("=") for line in lines)}


def settle(scratch: Scratch) -> None:
    """Write the settings as the page of containers says: without the group of a user."""
    *settings, group = PRODUCTION["settings"].splitlines(keepends=True)
    assert group.startswith("chgrp")
    scratch.run("".join(settings))
    scratch.run(CONTAINERS["passwords"])


def by_address() -> str:
    """Return this process's database as a container reaches it."""
    facts = connection.settings_dict
    who = f"{facts['USER']}:{facts['PASSWORD']}"
    return f"postgresql://{who}@127.0.0.1:{facts['PORT']}/{facts['NAME']}"


@pytest.fixture
def scratch(tmp_path: Path) -> Scratch:
    return Scratch(tmp_path / "machine")


def test_services_run_the_commands_of_the_units(scratch: Scratch) -> None:
    folder = scratch.root / "etc/systemd/system"
    (folder / "alo153-web.service").write_text(scratch.moved(PRODUCTION["web.service"]))
    scratch.run(PRODUCTION["units"])
    units = {path.stem.removeprefix("alo153-"): path.read_text() for path in folder.iterdir()}
    commands = {
        name: re.findall(r"^ExecStart=(.*)$", text.replace(str(scratch.root), ""), re.MULTILINE)
        for name, text in units.items()
    }
    assert commands == {name: [SERVICES[name]["command"]] for name in units}


def test_tables_city_backup_and_restore_are_those_of_the_page() -> None:
    lines = re.findall(r"\./(alo153 manage \w+)", PRODUCTION["data"])
    named = [
        SERVICES[name]["command"] for name in ("migrate", "city", "answers", "knowledge", "alarms")
    ]
    assert named == [f"/srv/alo153/{line}" for line in lines]
    for name in ("backup", "restore"):
        # compose reads two dollars as one
        assert SERVICES[name]["command"][0].replace("$$", "$") == PRODUCTION[name]


def test_only_what_migrates_is_the_owner() -> None:
    owners = [name for name, each in SERVICES.items() if OWNER in each.get("env_file", ())]
    assert owners == ["migrate"]


def test_the_page_names_services_that_are_there(scratch: Scratch) -> None:
    for name in ("docker", "git"):
        scratch.stand_in(f"bin/{name}", RECORDER)
    for block in ("start", "backup", "restore", "upgrade"):
        scratch.run(CONTAINERS[block])
    told = [line.split() for line in scratch.calls() if line.startswith("docker compose")]
    named = {word for words in told for word in words[3:] if not word.startswith("-")}
    assert named <= SERVICES.keys()
    assert {"postgres", "backup", "restore", "migrate", "city", "answers"} <= named


def test_an_upgrade_stops_and_starts_what_the_page_does(scratch: Scratch) -> None:
    scratch.stand_in("bin/docker", RECORDER)
    for page in (PRODUCTION, CONTAINERS):
        scratch.run(page["upgrade"].replace("alo153-", ""))
    told = [line.split() for line in scratch.calls()]
    before, after = (
        [
            {word for word in words if word in UNITS}
            for words in told
            if words[0] == program and {"stop", "start", "up", "restart"} & {*words}
        ]
        for program in ("systemctl", "docker")
    )
    assert before[0] == after[0]
    assert set.union(*before[1:]) == set.union(*after[1:])
    assert "telephone" not in set.union(*after)


def test_postgresql_begins_with_the_roles_of_the_page(scratch: Scratch) -> None:
    scratch.stand_in("bin/psql", "#!/bin/sh\ncat\n")
    wanted = scratch.run_in(PRODUCTION["roles"], os.environ)
    script = (paths.PROJECT / "containers/roles.sh").read_text()
    settle(scratch)
    postgres = variables(scratch, "postgres.env")
    made = scratch.run_in(script, {**os.environ, **postgres, "POSTGRES_USER": "postgres"})
    assert PASSWORD.sub("", made) == PASSWORD.sub("", wanted)
    addresses = {**variables(scratch, "env"), **variables(scratch, "owner.env")}
    for role, name in (("alo153", "DATABASE_URL"), ("alo153_owner", "ALO153_OWNER_DATABASE_URL")):
        password = conninfo.conninfo_to_dict(addresses[name])["password"]
        assert f"ROLE {role} LOGIN PASSWORD '{password}'" in made


def test_the_image_is_built_and_its_web_is_well(
    scratch: Scratch, tmp_path: Path, django_db_setup: None
) -> None:
    settle(scratch)
    env = variables(scratch, "env") | {"DATABASE_URL": by_address()}
    port = str(free_port(8153))
    web, check = SERVICES["web"]["command"].split(), SERVICES["web"]["healthcheck"]["test"][1:]
    with containerfile.image(tmp_path / "image") as image, (tmp_path / "log").open("w") as log:
        words = image.command([word.replace("8153", port) for word in web], env)
        process = subprocess.Popen(words, stdout=log, stderr=log)
        asked = image.command([word.replace("8153", port) for word in check], env)

        def listens() -> bool:  # asked by us: its own question starts a Python in the image
            assert process.poll() is None
            with socket.socket() as line:
                return line.connect_ex(("127.0.0.1", int(port))) == 0

        def is_well() -> bool:
            assert process.poll() is None
            return subprocess.run(asked, capture_output=True, check=False).returncode == 0

        try:
            until(listens, 60, what=(tmp_path / "log").read_text)
            until(is_well, 60, what=(tmp_path / "log").read_text)
        finally:
            process.terminate()
            process.wait(30)

"""Asterisk: where it is looked for, and what its configuration says. No Asterisk is started."""

import re
import stat
import subprocess
from pathlib import Path

import pytest

from alo153.launch.debian import debs
from alo153.launch.telephony import asterisk, asterisk_config
from alo153.launch.telephony.asterisk import Asterisk, External, Missing, Telephony, TelephonyError
from alo153.launch.telephony.trunk_config import Trunk
from alo153.launch.testing import preparing

TELEPHONY = Telephony(ari_password="geheim")


def rendered(folder: Path, telephony: Telephony) -> dict[str, str]:
    asterisk_config.render(telephony, etc=folder, home=folder, modules=folder / "modules")
    return {path.name: path.read_text(encoding="utf-8") for path in folder.glob("*.conf")}


def fake_asterisk(folder: Path, version: str) -> Path:
    binary = folder / "usr/sbin/asterisk"
    binary.parent.mkdir(parents=True)
    binary.write_text(f"#!/bin/sh\necho Asterisk {version}\n")
    binary.chmod(0o755)
    (folder / "usr/lib/x86_64-linux-gnu/asterisk/modules").mkdir(parents=True)
    (folder / "usr/share/asterisk/rest-api").mkdir(parents=True)
    return binary


def test_one_that_runs_already_is_left_to_its_keeper(tmp_path: Path) -> None:
    found = asterisk.ensure(tmp_path, TELEPHONY, env={"ALO153_ASTERISK": "ari:http://pbx:8088"})
    assert found == External("http://pbx:8088")


def test_a_named_program_is_taken_with_its_modules(tmp_path: Path) -> None:
    binary = fake_asterisk(tmp_path, "22.10.1")
    found = asterisk.ensure(tmp_path / "var", TELEPHONY, env={"ALO153_ASTERISK": str(binary)})
    assert isinstance(found, Asterisk)
    assert found.version == "22.10.1"
    assert found.swagger == tmp_path / "usr/share/asterisk/rest-api"
    found.prepare()
    assert found.command()[-3:] == ["-fn", "-C", str(tmp_path / "var/asterisk/etc/asterisk.conf")]


@pytest.mark.parametrize(
    ("version", "caution"),
    [(asterisk.TRIED_VERSIONS[-1], ""), ("23.0.0", ", WARNING: not tried yet with alo153; ")],
)
def test_a_version_that_was_not_tried_is_named_and_no_failure(
    tmp_path: Path, version: str, caution: str
) -> None:
    binary = fake_asterisk(tmp_path, version)
    found = asterisk.ensure(tmp_path / "var", TELEPHONY, env={"ALO153_ASTERISK": str(binary)})
    assert preparing._which(found).startswith(f"{version}{caution}")
    assert bool(caution) == ("WARNING" in preparing._which(found))


def test_its_logs_are_for_owner_and_group_only(tmp_path: Path) -> None:
    binary = fake_asterisk(tmp_path, "22.10.1")
    found = asterisk.ensure(tmp_path / "var", TELEPHONY, env={"ALO153_ASTERISK": str(binary)})
    assert isinstance(found, Asterisk)
    found.prepare()
    binary.write_text("#!/bin/sh\numask\n")
    said = subprocess.run(found.command(), capture_output=True, text=True, check=True).stdout
    assert int(said, 8) == 0o027
    assert stat.S_IMODE((found.home / "log").stat().st_mode) == 0o750


@pytest.mark.parametrize("version", ["18.9.0", "nonsense"])
def test_a_named_program_that_is_too_old_is_refused_by_name(tmp_path: Path, version: str) -> None:
    binary = fake_asterisk(tmp_path, version)
    found = asterisk.ensure(tmp_path, TELEPHONY, env={"ALO153_ASTERISK": str(binary)})
    assert isinstance(found, Missing)
    assert str(binary) in found.reason


def test_what_cannot_be_fetched_is_missing_with_a_way_out(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def unavailable(*_: object) -> Path:
        raise debs.Unavailable("no Debian mirror is known on this machine")

    monkeypatch.setattr(debs, "fetch", unavailable)
    monkeypatch.setattr("shutil.which", lambda _: None)
    found = asterisk.ensure(tmp_path, TELEPHONY, env={})
    assert isinstance(found, Missing)
    assert "no Debian mirror" in found.reason
    assert "ALO153_ASTERISK" in found.reason


def test_every_word_is_filled_in_and_passwords_are_for_the_owner_only(tmp_path: Path) -> None:
    files = rendered(tmp_path, TELEPHONY)
    assert not [name for name, text in files.items() if re.search(r"\{\{|\}\}", text)]
    assert "password = geheim" in files["ari.conf"]
    assert (tmp_path / "ari.conf").stat().st_mode & 0o077 == 0
    assert "bindaddr = 127.0.0.1" in files["http.conf"]
    assert "bind = 127.0.0.1:5060" in files["pjsip.conf"]


def test_without_a_trunk_nobody_outside_is_known(tmp_path: Path) -> None:
    files = rendered(tmp_path, Telephony(ari_password="x", local_calls=False))
    assert "type = endpoint" not in files["pjsip_trunk.conf"] + files["pjsip_local.conf"]


@pytest.mark.parametrize("host", ["127.0.0.1:5080", "localhost"])
def test_who_calls_from_the_address_of_a_trunk_is_the_trunk(tmp_path: Path, host: str) -> None:
    files = rendered(tmp_path, Telephony(ari_password="x", trunks=(Trunk(host=host),)))
    assert "type = identify" in files["pjsip_trunk.conf"]
    assert "type = identify" not in files["pjsip_local.conf"]


def test_a_trunk_registers_and_whatever_it_sends_reaches_the_city(tmp_path: Path) -> None:
    trunk = Trunk(host="sip.example.org", user="153", secret="a;b")
    files = rendered(tmp_path, Telephony(ari_password="x", trunks=(trunk,)))
    assert "outbound_auth = trunk" in files["pjsip_trunk.conf"]
    assert "password = a\\;b" in files["pjsip_trunk.conf"]
    assert "server_uri = sip:sip.example.org" in files["pjsip_trunk.conf"]
    from_trunk = files["extensions.conf"].partition("[from-trunk]")[2].partition("\n[")[0]
    assert "exten = _[+0-9A-Za-z].,1,Gosub(wire,s,1)\n same = n,Gosub(proof,s,1)\n" in from_trunk
    assert "Goto(from-guest,153,1)" in from_trunk


def test_a_trunk_known_by_its_address_needs_no_password(tmp_path: Path) -> None:
    files = rendered(tmp_path, Telephony(ari_password="x", trunks=(Trunk(host="192.0.2.7:5080"),)))
    assert "match = 192.0.2.7\n" in files["pjsip_trunk.conf"]
    assert "type = auth" not in files["pjsip_trunk.conf"]
    assert "outbound_auth" not in files["pjsip_trunk.conf"]


def test_who_has_no_password_is_known_by_the_address_alone(tmp_path: Path) -> None:
    env = {"ALO153_NODES": NODES, "ALO153_NODE": "east", "ALO153_NODE_SECRET": "known"}
    env |= {"ALO153_TRUNK_HOST": "192.0.2.7", "ALO153_SECOND_TRUNK_HOST": "192.0.2.8"}
    files = rendered(tmp_path, asterisk_config.read(ari_password="x", env=env))
    text = "\n".join(text for name, text in files.items() if name.startswith("pjsip"))
    endpoints = [part for part in text.split("\n[") if "type = endpoint" in part]
    trusting = [part for part in endpoints if not re.search(r"^auth = ", part, re.MULTILINE)]
    names = [part.partition("]")[0].removeprefix("[") for part in trusting]
    assert names == ["local", "node-main", "trunk", "trunk2"]
    assert all("identify_by = ip\n" in part for part in trusting)


def test_a_trunk_has_no_port_in_its_domain_and_may_be_encrypted(tmp_path: Path) -> None:
    env = {"ALO153_TRUNK_HOST": "sip.example.org:5081", "ALO153_TRUNK_TRANSPORT": "tls"}
    files = rendered(tmp_path, asterisk_config.read(ari_password="x", env=env))
    assert "from_domain = sip.example.org\n" in files["pjsip_trunk.conf"]
    assert "contact = sip:sip.example.org:5081\\;transport=tls" in files["pjsip_trunk.conf"]
    assert "media_encryption = sdes" in files["pjsip_trunk.conf"]
    assert "protocol = tls" in files["pjsip_tls.conf"]
    with pytest.raises(TelephonyError, match="SECOND_TRUNK_TRANSPORT is 'sctp'"):
        asterisk_config.read(
            ari_password="x",
            env={
                "ALO153_SECOND_TRUNK_HOST": "b.example.org",
                "ALO153_SECOND_TRUNK_TRANSPORT": "sctp",
            },
        )


def test_a_value_cannot_add_a_line(tmp_path: Path) -> None:
    trunk = Trunk(host="sip.example.org\n[guest]")
    with pytest.raises(TelephonyError, match="host"):
        rendered(tmp_path, Telephony(ari_password="x", trunks=(trunk,)))


def test_the_environment_is_read_and_bad_ports_are_refused() -> None:
    env = {"ALO153_CITY": "harborview", "ALO153_SIP_PORT": "5070", "ALO153_RTP_PORTS": "100-200"}
    read = asterisk_config.read(ari_password="x", env=env)
    assert (read.city, read.number, read.language) == ("harborview", "311", "en")
    assert (read.sip_port, read.rtp_start, read.rtp_end) == (5070, 100, 200)
    with pytest.raises(TelephonyError, match="70000"):
        asterisk_config.read(ari_password="x", env={"ALO153_SIP_PORT": "70000"})


@pytest.mark.parametrize(
    ("env", "open_to_this_machine"),
    [
        ({}, True),
        ({"ALO153_PUBLIC_URL": "http://localhost:8153"}, True),
        ({"ALO153_PUBLIC_URL": "https://153.kocaeli.example"}, False),
        ({"ALO153_PUBLIC_URL": "https://153.kocaeli.example", "ALO153_LOCAL_CALLS": "1"}, True),
        ({"ALO153_LOCAL_CALLS": "0"}, False),
    ],
)
def test_behind_a_public_address_nobody_is_local(
    env: dict[str, str], open_to_this_machine: bool
) -> None:
    read = asterisk_config.read(ari_password="x", env=env)
    assert read.local_calls is open_to_this_machine


NODES = "main=10.0.0.1:5070 east=10.0.0.2"


def test_nodes_know_one_another_by_a_secret(tmp_path: Path) -> None:
    env = {"ALO153_NODES": NODES, "ALO153_NODE": "east", "ALO153_NODE_SECRET": "known"}
    files = rendered(tmp_path, asterisk_config.read(ari_password="x", env=env))
    text = files["pjsip_nodes.conf"]
    assert "contact = sip:10.0.0.1:5070" in text
    assert "from_user = peer-east" in text
    assert re.findall(r"^\[(.*)\]", text, re.MULTILINE) == ["node-main"] * 3 + ["peer-main"] * 2
    assert text.count("password = known") == 2
    assert "[from-node]" in files["extensions_nodes.conf"]
    assert "app_dial.so" in files["modules.conf"]


def test_a_node_alone_hears_no_other(tmp_path: Path) -> None:
    files = rendered(tmp_path, TELEPHONY)
    unused = {files["pjsip_nodes.conf"], files["extensions_nodes.conf"]}
    assert unused == {"; not used here\n"}
    assert "app_dial.so" not in files["modules.conf"]


def test_nodes_without_a_secret_are_refused() -> None:
    with pytest.raises(TelephonyError, match="ALO153_NODE_SECRET is not set"):
        asterisk_config.read(ari_password="x", env={"ALO153_NODES": NODES})

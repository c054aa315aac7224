"""The page of environment variables and the code name the same ones, with the same defaults."""

import re
from dataclasses import fields
from pathlib import Path

from tests.architecture import tree

from alo153.config import environment
from alo153.launch.telephony import asterisk_config

PAGE = tree.ROOT / "docs/reference/environment.md"
NAME = re.compile(r"\b(?:ALO153_[A-Z_]*[A-Z]|DATABASE_URL)\b")
ROW = re.compile(r"^\| `(?P<name>\w+)` \| (?P<default>[^|]*) \|", re.MULTILINE)
# Given by one process to the next: nobody sets it
INTERNAL = {"ALO153_STEP"}


def _in_code() -> set[str]:
    read = [tree.ROOT / "alo153", *tree.modules()]
    read += tree.with_suffix(".mjs", ".ts", below=tree.ROOT / "frontend")
    return {name for path in read for name in NAME.findall(_text(path))} - INTERNAL


def _text(path: Path) -> str:
    return tree.content(path).decode()


def _rows() -> dict[str, str]:
    return {row["name"]: row["default"].strip() for row in ROW.finditer(_text(PAGE))}


def test_the_page_lists_every_variable_and_no_other() -> None:
    rows = [row["name"] for row in ROW.finditer(_text(PAGE))]
    assert sorted(rows) == sorted(set(rows)), "listed twice"
    assert set(rows) - _in_code() == set(), "only on the page"
    assert _in_code() - set(rows) == set(), "only in the code"


def test_the_defaults_are_those_of_the_code() -> None:
    keys = {"ALO153_SECRET_KEY": "x", "ALO153_CONFIDENTIAL_KEYS": f"k:{'A' * 43}="}
    given = environment.read(keys)
    names = {field.name for field in fields(given)} - {"var", "secret_key", "allowed_hosts"}
    names -= {"confidential_keys", "pause_minutes"}
    code = {_variable(name): _shown(getattr(given, name)) for name in names}
    code["ALO153_HOSTS"] = _shown(" ".join(given.allowed_hosts))
    code["ALO153_PAUSE_MINUTES"] = _shown(environment.PAUSE_MINUTES)
    rows = _rows()
    assert {name: rows[name] for name in code} == code


def test_the_defaults_of_asterisk_are_those_of_the_code() -> None:
    given = asterisk_config.read(ari_password="x", env={})
    code = {
        "ALO153_ASTERISK_HTTP_PORT": given.http_port,
        "ALO153_AMI_PORT": given.ami_port,
        "ALO153_SIP_ADDRESS": given.sip_address,
        "ALO153_SIP_PORT": given.sip_port,
        "ALO153_RTP_PORTS": f"{given.rtp_start}-{given.rtp_end}",
        "ALO153_SIP_PUBLIC_ADDRESS": given.public_address,
    }
    rows = _rows()
    assert {name: rows[name] for name in code} == {k: _shown(v) for k, v in code.items()}


def _variable(name: str) -> str:
    return "DATABASE_URL" if name == "database_url" else f"ALO153_{name.upper()}"


def _shown(value: object) -> str:
    """Write a default as the page does: nothing, 0 for a switch that is off, else the value."""
    text = str(int(value)) if isinstance(value, bool) else str(value)
    return f"`{text}`" if text else "none"

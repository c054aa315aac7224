"""The frame at the end of `up`: where to go, and as whom."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

from alo153.launch import paths
from alo153.launch.programs import child_environment, secrets_file
from alo153.launch.telephony import asterisk, asterisk_config

_WIDTH = 92


def render(
    listen: str,
    port: int,
    phone: asterisk.Asterisk | asterisk.External | asterisk.Missing | None,
    telephony: asterisk_config.Telephony | None,
) -> str:
    """Return addresses, demo accounts and the state of the telephone in a frame."""
    home = f"http://localhost:{port}"
    lines = [
        f"For citizens       {home}/",
        f"For staff          {home}/desk/",
        f"Messages sent      {home}/mailbox/   (development: nothing leaves this machine)",
        *([] if listen.startswith("127.") else [f"Listening on       {listen}:{port}"]),
        "",
        *_accounts(),
        "",
        *_telephone(phone, telephony),
        "",
        f"Logs: {paths.var() / 'log'}    Secrets: {paths.var() / 'secrets.env'}",
        "A new city is filled with ninety invented days; ./alo153 up --empty leaves it empty.",
        "Ctrl-C ends everything; the data is kept.",
    ]
    return _framed(lines)


def _accounts() -> list[str]:
    staff = _demo_staff()
    if not staff:
        return []
    word = secrets_file.ensure()["ALO153_DEMO_PASSWORD"]
    width = max(len(person["username"]) for person in staff)
    names = [f"  {person['username']:<{width}}  {person['roles']}" for person in staff]
    return [f"Demo accounts, all with the password   {word}", *names]


def _demo_staff() -> list[dict[str, str]]:
    """Read the cast of the city's demo."""
    city = child_environment.city()
    path = paths.PROJECT / "cities" / city / "demo.toml"
    if not path.is_file():
        return []
    return [_person(row) for row in _rows(path)]


def _rows(path: Path) -> list[dict[str, Any]]:
    rows: list[dict[str, Any]] = tomllib.loads(path.read_text(encoding="utf-8")).get("staff", [])
    return rows


def _person(row: dict[str, Any]) -> dict[str, str]:
    roles = row.get("roles") or [row.get("role", "")]
    return {"username": row["username"], "roles": ", ".join(roles).replace("_", " ")}


def _telephone(
    phone: asterisk.Asterisk | asterisk.External | asterisk.Missing | None,
    telephony: asterisk_config.Telephony | None,
) -> list[str]:
    if isinstance(phone, asterisk.Missing):
        return ["The telephone is missing, all else works:", *_wrapped(phone.reason)]
    if isinstance(phone, asterisk.External):
        return [f"Telephone          your Asterisk at {phone.url}"]
    if telephony is None:
        return []
    address = f"{telephony.sip_address}:{telephony.sip_port}"
    return [f"Telephone          press Call on the first page, or dial sip:153@{address}"]


def _wrapped(text: str) -> list[str]:
    lines, line = [], " "
    for word in text.split():
        if len(line) + len(word) > _WIDTH - 6:
            lines.append(line)
            line = " "
        line += f" {word}"
    return [*lines, line]


def _framed(lines: list[str]) -> str:
    width = max(_WIDTH, *(len(line) + 4 for line in lines))
    rule = "─" * (width - 2)
    body = [f"│ {line:<{width - 4}} │" for line in lines]
    return "\n".join(["", f"┌{rule}┐", *body, f"└{rule}┘"])

"""The words at the end of `up`: where to go, and as whom."""

from __future__ import annotations

import tomllib
from textwrap import wrap

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
    """Return addresses, demo accounts and the state of the telephone between two rules."""
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
    rule = "─" * _WIDTH
    return "\n".join(["", rule, *lines, rule])


def _accounts() -> list[str]:
    staff = _demo_staff()
    if not staff:
        return []
    word = secrets_file.ensure()["ALO153_DEMO_PASSWORD"]
    width = max(map(len, staff))
    names = [f"  {name:<{width}}  {roles}" for name, roles in staff.items()]
    return [f"Demo accounts, all with the password   {word}", *names]


def _demo_staff() -> dict[str, str]:
    """Return the roles of the cast of the city's demo, by user name."""
    path = paths.PROJECT / "cities" / child_environment.city() / "demo.toml"
    rows = tomllib.loads(path.read_text(encoding="utf-8")) if path.is_file() else {}
    return {
        row["username"]: ", ".join(row.get("roles") or [row.get("role", "")]).replace("_", " ")
        for row in rows.get("staff", [])
    }


def _telephone(
    phone: asterisk.Asterisk | asterisk.External | asterisk.Missing | None,
    telephony: asterisk_config.Telephony | None,
) -> list[str]:
    if isinstance(phone, asterisk.Missing):
        return [
            "The telephone is missing, all else works:",
            *wrap(phone.reason, _WIDTH, initial_indent="  ", subsequent_indent="  "),
        ]
    if isinstance(phone, asterisk.External):
        return [f"Telephone          your Asterisk at {phone.url}"]
    if telephony is None:
        return []
    address = f"{telephony.sip_address}:{telephony.sip_port}"
    return [f"Telephone          press Call on the first page, or dial sip:153@{address}"]

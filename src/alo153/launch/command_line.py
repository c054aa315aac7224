"""The commands of `./alo153`, in plain words."""

from __future__ import annotations

COMMANDS = {
    "up": "start everything on this machine: web, worker, switchboard, PostgreSQL and Asterisk",
    "test": "run the checks and all tests, or one part: unit web architecture telephony journeys",
    "check": "run what is quick: ruff, mypy, import-linter, djLint and the unit tests",
    "manage": "run a management command of Django, for example: ./alo153 manage shell",
    "build": "build the front end and what else production serves, and start nothing",
    "backup": "back up database and files, or prove the newest backup by restoring it apart",
    "restore": "bring a backup back into an empty database",
    "empty": "throw our own database away, invented past and all, to begin with an empty city",
    "telephone": "run Asterisk alone with our configuration, for production",
    "bench": "measure calls under load (calls), a million cases (cases), or the portal (portal)",
    "pictures": "take the pictures of desk and portal that the README shows",
    "map": "make a map with streets, and their register, of an extract of OpenStreetMap",
    "prompts": "make the Turkish announcements of the telephone",
    "docs": "make the documentation site of the pages below docs/, of events and of packages",
    "mutate": "change the pure modules on purpose, and say how many changes the tests noticed",
    "lock": "write requirements.lock anew after a change of pyproject.toml",
}
OF_A_CHECKOUT = {
    "bench": "bench.command",
    "docs": "tools.docs",
    "mutate": "tools.mutate",
    "pictures": "tools.pictures",
}
"""Commands for developers, with their modules: no part of the wheel."""


def usage() -> str:
    """Return the help text."""
    width = max(map(len, COMMANDS))
    lines = [f"  ./alo153 {name:<{width}}  {what}" for name, what in COMMANDS.items()]
    return "\n".join(
        [
            "alo153: the contact center of a city",
            "",
            *lines,
            "",
            "Each says more with --help. All that is made lies in var/; remove it to begin anew.",
        ]
    )

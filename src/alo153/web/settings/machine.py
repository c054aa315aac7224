"""The environment of this process: names and values, and no secret."""

import re
from dataclasses import dataclass, fields
from typing import Final

from django.conf import settings
from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from alo153.web.kit.access import StaffRequest, requires
from alo153.web.permissions import SEE_MACHINE

# Addresses hold passwords, names of accounts open doors
_SECRET: Final = re.compile(r"key|secret|password|url|user|_id$|token|issuer")
# A voice or a store may be an address or a command as well, with a key in it
_SIGNED_IN: Final = re.compile(r"://[^/\s]*@|^command:")
_OTHERWISE: Final = {"database_url": "DATABASE_URL", "allowed_hosts": "ALO153_HOSTS"}


@dataclass(frozen=True, kw_only=True)
class Line:
    """One variable: its value, or only whether a secret is set."""

    variable: str
    value: str
    is_secret: bool
    is_set: bool


@requires(SEE_MACHINE)
@require_GET
def show(request: StaffRequest) -> HttpResponse:
    """Show each variable as this process has it; docs/reference/environment.md explains them."""
    return render(request, "settings/machine.html", {"lines": lines()})


def lines() -> list[Line]:
    """Return the variables in the order of their names."""
    found = [_line(field.name, getattr(settings.ENV, field.name)) for field in fields(settings.ENV)]
    return sorted(found, key=lambda line: line.variable)


def _line(name: str, value: object) -> Line:
    is_secret = bool(_SECRET.search(name) or _SIGNED_IN.search(str(value)))
    return Line(
        variable=_OTHERWISE.get(name, f"ALO153_{name.upper()}"),
        value="" if is_secret else _shown(value),
        is_secret=is_secret,
        is_set=bool(value) or value is False or value == 0,
    )


def _shown(value: object) -> str:
    if isinstance(value, dict):
        return " ".join(f"{key}={number}" for key, number in value.items())
    if isinstance(value, list):
        return " ".join(map(str, value))
    return str(int(value)) if isinstance(value, bool) else str(value)

"""Read refused addresses from lines of Asterisk's security log. Pure."""

from __future__ import annotations

import re
from ipaddress import ip_address

WRONG = frozenset({"InvalidAccountID", "ChallengeResponseFailed", "InvalidPassword"})
_EVENT = re.compile(r'SecurityEvent="(\w+)",')
_SERVICE = ',Service="PJSIP",'
# The two stand side by side; the sender chooses the names and answers around them
_PLACE = re.compile(r'LocalAddress="IPV[46]/\w+/[^/"]+/\d+",RemoteAddress="IPV[46]/\w+/([^/"]+)/')


def address_of(line: str) -> str | None:
    """Name the address a line of `res_security_log` says was refused; None for other lines.

    A name may hold quotes and feign another address. A line that names two is left out: better
    a scanner goes uncounted than somebody else is slowed.
    """
    event, places = _EVENT.search(line), _PLACE.findall(line)
    if event is None or _SERVICE not in line or len(places) != 1:
        return None
    return _address(places[0]) if event[1] in WRONG else None


def _address(text: str) -> str | None:
    try:
        return str(ip_address(text))
    except ValueError:
        return None

"""The agents of a bench: staff with real accounts, whose telephones SIPp plays."""

from __future__ import annotations

from collections.abc import Sequence

import httpx

from alo153.accounts.actions import enroll
from alo153.accounts.models import User
from alo153.accounts.queries import roles_now
from alo153.calls import actions
from alo153.calls.endpoints.phone_accounts import agent_name, objects
from alo153.calls.models import AgentSession
from alo153.calls.permissions import ANSWER_CALLS
from alo153.core.actor import SYSTEM
from alo153.core.clock import now
from bench.center import NEVER_SECONDS, Center, until

PLAIN = {"transport": "udp", "allow": "alaw", "rtp_timeout": str(NEVER_SECONDS)}
"""SIPp speaks neither WebRTC nor Opus, and a silent telephone would be taken for a dead one."""
BREAK = "break"


def seat(center: Center, count: int, port: int) -> list[User]:
    """Enroll agents, sign them in and register their telephones, which are rung at `port`."""
    users = [_newcomer(number) for number in range(count)]
    with ari(center) as http:
        for user in users:
            _make_plain(http, agent_name(user.pk))
    accounts = [actions.sign_in_phone(user=user, at=now()) for user in users]
    signed_in = AgentSession.objects.filter(state="paused")
    until(lambda: signed_in.count() == count, "the agents were not signed in")
    secrets = {account.name: account.secret for account in accounts}
    if not center.sipp.register(secrets, port):
        raise RuntimeError("the telephones were not registered")
    reachable = AgentSession.objects.filter(reachable=True)
    until(
        lambda: reachable.count() == count,
        lambda: f"{reachable.count()} of {count} telephones were seen",
    )
    return users


def set_ready(users: Sequence[User]) -> None:
    """Let all take calls."""
    for user in users:
        actions.set_ready(user=user, at=now())


def set_paused(users: Sequence[User]) -> None:
    """Let nobody take calls, and wait until it is so."""
    for user in users:
        actions.set_paused(user=user, reason=BREAK, at=now())
    at_rest = AgentSession.objects.filter(state="paused")
    until(lambda: at_rest.count() == len(users), "the agents did not take their break")


def ari(center: Center) -> httpx.Client:
    """Open the way to Asterisk."""
    telephony = center.phone.telephony
    return httpx.Client(
        base_url=f"{telephony.ari_url}/ari/",
        auth=(telephony.ari_user, telephony.ari_password),
        trust_env=False,
        timeout=30,
    )


def _answering() -> str:
    """Return the key of a role that answers calls."""
    roles = roles_now().items()
    return next(key for key, role in roles if ANSWER_CALLS.key in role.permissions)


def _newcomer(number: int) -> User:
    return enroll(
        username=f"bench{number}",
        full_name=f"Bench {number}",
        email="",
        roles=[_answering()],
        password="nobody signs in with it",  # noqa: S106
        by=SYSTEM,
        at=now(),
    )


def _make_plain(http: httpx.Client, name: str) -> None:
    """Push an endpoint before its account is given out: the switchboard leaves an existing one.

    Pushed anew afterwards, one in twenty was lost to Asterisk's list of endpoints.
    """
    fields = dict(objects(name, digest=""))
    plain = {key: value for key, value in fields["endpoint"].items() if key != "webrtc"}
    for kind, values in (("aor", fields["aor"]), ("endpoint", {**plain, **PLAIN})):
        items = [{"attribute": key, "value": value} for key, value in values.items()]
        path = f"asterisk/config/dynamic/res_pjsip/{kind}/{name}"
        http.put(path, json={"fields": items}).raise_for_status()

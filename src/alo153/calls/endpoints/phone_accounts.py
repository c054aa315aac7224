"""SIP accounts that live for one session: what a browser gets, and what Asterisk gets. Pure."""

from __future__ import annotations

import hashlib
import secrets
from collections.abc import Mapping
from dataclasses import dataclass

REALM = "alo153"
AGENT_SILENCE = "5"
"""Seconds without sound from an agent's browser after which its leg is lost."""
_GUEST_SILENCE = "20"
_NEVER = "0"
PICTURES_AT_ONCE = "4"
SEEN = "seen"
"""Part of the name of an endpoint whose calls have pictures.

Asterisk counts silence for each stream, and ends the whole leg: on a stream that brings a picture
to a browser nothing ever comes back. Such legs know no silence; a closed browser has lost
its web socket.
"""


@dataclass(frozen=True, slots=True)
class PhoneAccount:
    """The data with which a browser registers at a node; the secret is shown once."""

    name: str
    secret: str
    realm: str = REALM
    node: str = ""

    @property
    def uri(self) -> str:
        """Write the SIP address to register as."""
        return f"sip:{self.name}@{self.realm}"

    @property
    def digest(self) -> str:
        """Compute HA1 of RFC 7616 with MD5, the one that Asterisk and JsSIP share."""
        text = f"{self.name}:{self.realm}:{self.secret}"
        return hashlib.md5(text.encode(), usedforsecurity=False).hexdigest()


def agent_name(user_id: int) -> str:
    """Name the SIP endpoint of an agent."""
    return f"agent-{user_id}"


def agent_of(name: str) -> int | None:
    """Read the agent out of an endpoint's name; None for any other endpoint."""
    kind, _, number = account_of(name).partition("-")
    return int(number) if kind == "agent" and number.isdigit() else None


def account_of(endpoint: str) -> str:
    """Name the account that an endpoint belongs to."""
    return endpoint.removesuffix(f"-{SEEN}")


def seen_name(account: str) -> str:
    """Name the second endpoint of an agent, by which calls with pictures come."""
    return f"{account}-{SEEN}"


def guest_token(*, seen: bool) -> str:
    """Draw the token of a citizen's browser, which tells whether it will be seen."""
    return (f"{SEEN}-" if seen else "") + secrets.token_hex(8)


def guest_name(token: str) -> str:
    """Name the SIP endpoint of a citizen's browser."""
    return f"guest-{token}"


def guest_of(name: str) -> str | None:
    """Read the token out of an endpoint's name; None for any other endpoint."""
    kind, _, token = name.partition("-")
    return token if kind == "guest" else None


def is_session_account(name: str) -> bool:
    """Say whether an endpoint was pushed for a session."""
    return name.startswith(("agent-", "guest-"))


def telephone_of(agent: int, node: str = "", *, seen: bool = False) -> str:
    """Write how Asterisk dials an agent's telephone, at another node if one is named.

    Between nodes goes sound alone, so the first endpoint rings there, which notices silence.
    """
    name = agent_name(agent)
    if node:
        return f"PJSIP/{name}@{node_name(node)}"
    return f"PJSIP/{seen_name(name) if seen else name}"


PEER = "peer-"


def node_name(node: str) -> str:
    """Name the SIP endpoint by which another node is called."""
    return f"node-{node}"


def peer_name(node: str) -> str:
    """Name the SIP endpoint as which a node calls other nodes."""
    return PEER + node


def is_peer(name: str) -> bool:
    """Say whether an endpoint is that of another node which calls here."""
    return name.startswith(PEER)


def digest_of(token: str) -> str:
    """Compute what is kept of a token that was given out (SHA-256)."""
    return hashlib.sha256(token.encode()).hexdigest()


def new_secret() -> str:
    """Make a secret that nobody guesses within its life."""
    return secrets.token_urlsafe(24)


def objects(name: str, digest: str) -> list[tuple[str, Mapping[str, str]]]:
    """List the PJSIP objects of an account as (kind, fields), in the order to push them."""
    agent = agent_of(name) is not None
    auth = {
        "auth_type": "digest",
        "username": name,
        "realm": REALM,
        "password_digest": f"MD5:{digest}",
    }
    aor = {"max_contacts": "1", "remove_existing": "yes", "remove_unavailable": "yes"}
    endpoint = {
        "context": "from-agent" if agent else "from-browser",
        "transport": "ws",
        "webrtc": "yes",
        "aors": name,
        "auth": name,
        "disallow": "all",
        "allow": "alaw,opus,vp8,h264",
        # A conference with pictures sends each one's to all others
        "max_audio_streams": PICTURES_AT_ONCE,
        "max_video_streams": PICTURES_AT_ONCE,
        "direct_media": "no",
        "rtp_timeout": _silence_of(name),
        "rtp_timeout_hold": "600",
        "trust_id_outbound": "yes",
    }
    return [("auth", auth), ("aor", aor), ("endpoint", endpoint)]


def _silence_of(name: str) -> str:
    """Say after how many seconds without sound the leg of an account is lost."""
    if agent_of(name) is not None:
        return AGENT_SILENCE
    return _NEVER if (guest_of(name) or "").startswith(SEEN) else _GUEST_SILENCE


def seen_endpoint(name: str) -> Mapping[str, str]:
    """Return the fields of an agent's second endpoint, which has the account of the first."""
    return {**dict(objects(name, ""))["endpoint"], "rtp_timeout": _NEVER}

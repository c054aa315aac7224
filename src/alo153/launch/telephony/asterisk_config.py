"""Asterisk's configuration: our templates in `telephony/config` filled with this machine's facts.

`{{ name }}` is replaced; nothing else is. A name without a value is an error, not an empty text.
"""

from __future__ import annotations

import os
import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from alo153.calls.endpoints import node_names, phone_accounts
from alo153.launch import paths
from alo153.launch.telephony import trunk_config
from alo153.launch.telephony.trunk_config import Transport, Trunk

TEMPLATES = paths.PROJECT / "telephony/config"
RTP_TIMEOUT_SECONDS = 60
RTP_TIMEOUT_ON_HOLD_SECONDS = 900
LONGEST_CALL_SECONDS = 7200
FALLBACK_PATIENCE_SECONDS = 600
"""A caller waits this long for an agent while no program is there, then may leave a message."""
CALLS_AT_ONCE = 200
CALLS_FROM_NUMBER = 10
"""A town hall shows one number for all its telephones."""
AUTHORITIES = "/etc/ssl/certs/ca-certificates.crt"
_LAST_PORT = 65535
SECRET = "ALO153_NODE_SECRET"  # noqa: S105 - the name of it
_UNUSED = "; not used here\n"
_NODES = {"pjsip_nodes.conf", "extensions_nodes.conf"}
_OPTIONAL = {"pjsip_local.conf", "pjsip_trunk.conf", "pjsip_tls.conf", *_NODES}
_NODE_MODULES = "load = app_dial.so\nload = app_userevent.so"


class TelephonyError(RuntimeError):
    """Say in plain words which setting of the telephone cannot be used."""


@dataclass(frozen=True, kw_only=True)
class Telephony:
    """The settings of a deployment's Asterisk; the defaults fit one machine."""

    ari_password: str = field(repr=False)
    ari_user: str = "alo153"
    ari_app: str = "alo153"
    ami_user: str = "alo153-recorder"
    ami_password: str = field(default="", repr=False)
    """Without one there are no manager actions, and calls cannot be recorded."""
    ami_port: int = 5038
    city: str = "kocaeli"
    number: str = "153"
    """The number that citizens dial in this city."""
    language: str = "tr"
    http_port: int = 8088
    sip_address: str = "127.0.0.1"
    sip_port: int = 5060
    rtp_start: int = 20000
    rtp_end: int = 21999
    public_address: str = ""
    """The address that telephones outside reach, if the machine itself has another one."""
    local_calls: bool = True
    """True: telephones on this machine may dial 153 without a password."""
    rtp_timeout: int = RTP_TIMEOUT_SECONDS
    """Seconds without sound after which a leg is taken for dead."""
    trunks: tuple[Trunk, ...] = ()
    """At most two; the second is dialed when the first does not answer."""
    tls_port: int = 5061
    tls_certificate: str = ""
    tls_key: str = ""
    tls_authorities: str = AUTHORITIES
    """The authorities whose signature makes a provider's certificate valid."""
    calls_at_once: int = CALLS_AT_ONCE
    calls_from_number: int = CALLS_FROM_NUMBER
    fallback_patience: int = FALLBACK_PATIENCE_SECONDS
    node: str = node_names.MAIN
    nodes: Mapping[str, node_names.Address] = field(default_factory=dict)
    """All nodes, this one included; none where it is alone."""
    node_secret: str = field(default="", repr=False)
    """The secret of the nodes, the same at all of them."""

    @property
    def ari_url(self) -> str:
        """Return the address of Asterisk's HTTP server."""
        return f"http://127.0.0.1:{self.http_port}"


def read(
    *, ari_password: str, ami_password: str = "", env: Mapping[str, str] = os.environ
) -> Telephony:
    """Read what the environment says about Asterisk. Raises TelephonyError."""
    city = env.get("ALO153_CITY", "kocaeli")
    facts = tomllib.loads((paths.city_files(city) / "city.toml").read_text("utf-8"))
    first, _, last = env.get("ALO153_RTP_PORTS", "20000-21999").partition("-")
    return Telephony(
        ari_password=ari_password,
        ari_user=env.get("ALO153_ARI_USER", "alo153"),
        ami_user=env.get("ALO153_AMI_USER", "alo153-recorder"),
        ami_password=ami_password,
        ami_port=_port(env.get("ALO153_AMI_PORT", "5038")),
        city=city,
        number=facts["number"],
        language=facts["language"],
        http_port=_port(env.get("ALO153_ASTERISK_HTTP_PORT", "8088")),
        sip_address=env.get("ALO153_SIP_ADDRESS", "127.0.0.1"),
        sip_port=_port(env.get("ALO153_SIP_PORT", "5060")),
        rtp_start=_port(first),
        rtp_end=_port(last),
        public_address=env.get("ALO153_SIP_PUBLIC_ADDRESS", ""),
        local_calls=_local_calls(env),
        trunks=_trunks_of(env),
        tls_port=_port(env.get("ALO153_SIP_TLS_PORT", "5061")),
        tls_certificate=env.get("ALO153_SIP_TLS_CERTIFICATE", ""),
        tls_key=env.get("ALO153_SIP_TLS_KEY", ""),
        tls_authorities=env.get("ALO153_SIP_TLS_AUTHORITIES", AUTHORITIES),
        calls_at_once=_number(env, "ALO153_CALLS_AT_ONCE", CALLS_AT_ONCE),
        calls_from_number=_number(env, "ALO153_CALLS_FROM_NUMBER", CALLS_FROM_NUMBER),
        **_nodes(env),
    )


def render(telephony: Telephony, *, etc: Path, home: Path, modules: Path) -> None:
    """Write all files of the configuration into `etc`, readable by their owner only."""
    words = _words(telephony, etc=etc, home=home, modules=modules)
    used = _used(telephony)
    etc.mkdir(parents=True, exist_ok=True)
    for template in sorted(TEMPLATES.glob("*.conf")):
        unused = template.name in _OPTIONAL - used
        text = _UNUSED if unused else _fill(template, words)
        _write(etc / template.name, text)


def _used(telephony: Telephony) -> set[str]:
    # Who calls from a line's address is that line, not a telephone of this machine
    tells_apart = not any(trunk.is_on_this_machine for trunk in telephony.trunks)
    used = {"pjsip_local.conf"} if telephony.local_calls and tells_apart else set()
    if telephony.trunks:
        used.add("pjsip_trunk.conf")
    if any(trunk.transport is Transport.TLS for trunk in telephony.trunks):
        used.add("pjsip_tls.conf")
    return used | (_NODES if telephony.nodes else set())


def _words(telephony: Telephony, *, etc: Path, home: Path, modules: Path) -> dict[str, str]:
    words = {
        "etc": str(etc),
        "home": str(home),
        "modules": str(modules),
        "data": str(home / "data"),
        "sounds": str(home / "sounds"),
        "rtp_timeout": str(telephony.rtp_timeout),
        "rtp_timeout_hold": str(RTP_TIMEOUT_ON_HOLD_SECONDS),
        "longest_call": str(LONGEST_CALL_SECONDS),
        "fallback_patience": str(telephony.fallback_patience),
        "ari_user": telephony.ari_user,
        "ari_password": telephony.ari_password,
        "ari_app": telephony.ari_app,
        "ami": "yes" if telephony.ami_password else "no",
        "ami_user": telephony.ami_user,
        "ami_password": telephony.ami_password,
        "ami_port": str(telephony.ami_port),
        "city": telephony.city,
        "number": telephony.number,
        "realm": phone_accounts.REALM,
        "language": telephony.language,
        "http_port": str(telephony.http_port),
        "sip_address": telephony.sip_address,
        "sip_port": str(telephony.sip_port),
        "rtp_start": str(telephony.rtp_start),
        "rtp_end": str(telephony.rtp_end),
        "calls_at_once": str(telephony.calls_at_once),
        "calls_from_number": str(telephony.calls_from_number),
        "browser_calls": str(max(1, telephony.calls_at_once // 2)),
        "tls_port": str(telephony.tls_port),
        "tls_authorities": telephony.tls_authorities,
    }
    safe = {name: _safe(name, value) for name, value in words.items()}
    return {
        **safe,
        "nat": _nat(telephony),
        "trunks": _trunks(telephony),
        "tls_certificate": _tls_certificate(telephony),
        "nodes": _others(telephony),
        "node_modules": _NODE_MODULES if telephony.nodes else "",
    }


def _trunks(telephony: Telephony) -> str:
    common = {
        "rtp_timeout": str(telephony.rtp_timeout),
        "rtp_timeout_hold": str(RTP_TIMEOUT_ON_HOLD_SECONDS),
    }

    def fill(part: str, words: Mapping[str, str]) -> str:
        safe = {key: _safe(key, value) for key, value in (common | dict(words)).items()}
        return _fill(TEMPLATES / "parts" / part, safe)

    return trunk_config.objects(telephony.trunks, fill)


def _tls_certificate(telephony: Telephony) -> str:
    if not telephony.tls_certificate:
        return ""
    certificate = _safe("tls_certificate", telephony.tls_certificate)
    key = _safe("tls_key", telephony.tls_key or telephony.tls_certificate)
    return f"cert_file = {certificate}\npriv_key_file = {key}"


def _others(telephony: Telephony) -> str:
    """Write the endpoints by which this node and each other call one another."""
    others = {name: at for name, at in telephony.nodes.items() if name != telephony.node}
    return "".join(_other(telephony, name, at) for name, at in others.items())


def _other(telephony: Telephony, name: str, address: node_names.Address) -> str:
    words = {
        "name": name,
        "own": telephony.node,
        "host": address.host,
        "port": str(address.port),
        "secret": telephony.node_secret,
        "node_silence": phone_accounts.AGENT_SILENCE,
        "hold_silence": str(RTP_TIMEOUT_ON_HOLD_SECONDS),
    }
    safe = {key: _safe(key, value) for key, value in words.items()}
    return _fill(TEMPLATES / "parts/pjsip_node.conf", safe)


def _nat(telephony: Telephony) -> str:
    if not telephony.public_address:
        return ""
    address = _safe("public_address", telephony.public_address)
    local = "".join(
        f"\nlocal_net = {net}" for net in ("10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16")
    )
    return f"external_signaling_address = {address}\nexternal_media_address = {address}{local}"


def _fill(template: Path, words: Mapping[str, str]) -> str:
    def value(match: re.Match[str]) -> str:
        return words[match[1]]

    return re.sub(r"\{\{ (\w+) \}\}", value, template.read_text(encoding="utf-8"))


def _safe(name: str, value: str) -> str:
    """Refuse a value that would end its line; a semicolon would begin a comment."""
    if not value.isprintable():
        raise TelephonyError(f"{name} holds a character that cannot be in a configuration")
    return value.replace(";", "\\;")


def _write(path: Path, text: str) -> None:
    path.touch(mode=0o600)
    path.chmod(0o600)
    path.write_text(text, encoding="utf-8")


def _local_calls(env: Mapping[str, str]) -> bool:
    """Open to this machine's telephones only while its pages are: behind a proxy all are local."""
    named = env.get("ALO153_LOCAL_CALLS", "").strip().lower()
    if named:
        return named in {"1", "true", "yes", "on"}
    public = urlsplit(env.get("ALO153_PUBLIC_URL", "http://localhost")).hostname
    return public in {"localhost", "127.0.0.1", "::1"}


def _trunks_of(env: Mapping[str, str]) -> tuple[Trunk, ...]:
    try:
        return trunk_config.read(env)
    except trunk_config.TrunkError as error:
        raise TelephonyError(str(error)) from error


def _number(env: Mapping[str, str], name: str, default: int) -> int:
    text = env.get(name, "").strip() or str(default)
    if not text.isdigit() or not int(text):
        raise TelephonyError(f"{name} is {text!r}; it is a number of calls")
    return int(text)


def _nodes(env: Mapping[str, str]) -> dict[str, Any]:
    own, secret = env.get("ALO153_NODE", "").strip() or node_names.MAIN, env.get(SECRET, "")
    try:
        found = node_names.nodes(env.get("ALO153_NODES", ""), own=own)
    except node_names.NamingError as error:
        raise TelephonyError(str(error)) from error
    if found and not secret:
        raise TelephonyError(
            f"{SECRET} is not set: nodes that are named in ALO153_NODES know each other by it"
        )
    return {"node": own, "nodes": found, "node_secret": secret}


def _port(text: str) -> int:
    if not text.strip().isdigit() or not 0 < int(text) <= _LAST_PORT:
        raise TelephonyError(f"{text!r} is no port")
    return int(text)

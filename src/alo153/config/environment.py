"""What the outside world tells the program: environment variables, read once and typed."""

import base64
import os
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from alo153.calls.endpoints import node_names
from alo153.core import keyring
from alo153.core.processes.process_priority import LOWEST_PRIORITY

PROJECT_ROOT = Path(__file__).resolve().parents[3]


PAUSE_MINUTES = "break=15 meal=60 prayer=20 recovery=10 record=10"


class SettingError(Exception):
    """A variable is missing or has a value that cannot be used."""


def _flag(env: Mapping[str, str], name: str) -> bool:
    return env.get(name, "").strip().lower() in {"1", "true", "yes", "on"}


def _number(env: Mapping[str, str], name: str, default: int) -> int:
    text = env.get(name, "").strip() or str(default)
    if not text.isdigit():
        raise SettingError(f"{name} must be a whole number, not {text!r}")
    return int(text)


def _words(env: Mapping[str, str], name: str, default: str = "") -> list[str]:
    return [word for word in env.get(name, default).replace(",", " ").split() if word]


def _minutes(env: Mapping[str, str], name: str, default: str) -> dict[str, int]:
    pairs = [pair.partition("=") for pair in _words(env, name, default)]
    if not all(word and number.isdigit() for word, _, number in pairs):
        raise SettingError(f"{name} must read like {default!r}")
    return {word: int(number) for word, _, number in pairs}


def _refuse_what_roles_say(env: Mapping[str, str]) -> None:
    """Refuse what the city's roles say since 0.2: nobody's second factor is dropped in silence."""
    now = {"IDLE_MINUTES": "idle_minutes", "SECOND_FACTOR_ROLES": "second_factor"}
    for old, field in now.items():
        if env.get(f"ALO153_{old}", "").strip():
            raise SettingError(
                f"ALO153_{old} is read no more: write {field} of the roles in roles.toml of your "
                "city, remove the variable, and load the city"
            )


def _sms_url(env: Mapping[str, str]) -> str:
    url = env.get("ALO153_SMS_URL", "mailbox:")
    if url != "mailbox:" and not url.startswith(("netgsm+https://", "netgsm+http://")):
        raise SettingError("ALO153_SMS_URL must be mailbox: or netgsm+https://...")
    return url


def _one_of(env: Mapping[str, str], name: str, words: tuple[str, ...]) -> str:
    word = env.get(name, "").strip().lower() or words[0]
    if word not in words:
        raise SettingError(f"{name} must be one of {', '.join(words)}, not {word!r}")
    return word


def _recording_store(env: Mapping[str, str]) -> str:
    url = env.get("ALO153_RECORDING_STORE", "").strip()
    if url and not url.startswith(("s3+https://", "s3+http://")):
        raise SettingError("ALO153_RECORDING_STORE must be empty or s3+https://host/bucket")
    return url


def _confidential_keys(env: Mapping[str, str], development: bool) -> str:
    keys = env.get(keyring.VARIABLE, "").strip()
    if not keys and development:
        # Refused outside development, as the secret key is
        return "development:" + base64.b64encode(b"development-only".ljust(32, b".")).decode()
    try:
        keyring.read(keys)
    except keyring.KeyringError as error:
        raise SettingError(str(error)) from error
    return keys


def _nodes(env: Mapping[str, str]) -> dict[str, str]:
    own = env.get("ALO153_NODE", "").strip() or node_names.MAIN
    text, sockets = env.get("ALO153_NODES", ""), env.get("ALO153_NODE_SOCKETS", "")
    try:
        found = node_names.nodes(text, own=own)
        node_names.sockets(sockets, among=found)
    except node_names.NamingError as error:
        raise SettingError(str(error)) from error
    return {"node": own, "nodes": text, "node_sockets": sockets}


@dataclass(frozen=True, kw_only=True)
class Environment:
    """Everything a deployment may set; defaults are those of one machine."""

    var: Path
    secret_key: str
    # As core.keyring reads them
    confidential_keys: str
    development: bool
    database_url: str
    # Of the role that owns the tables; empty: the program's own
    owner_database_url: str
    city: str
    public_url: str
    allowed_hosts: list[str]
    ari_url: str
    ari_user: str
    ari_password: str
    phone_socket_url: str
    node: str
    # Name and SIP address of every node; empty: there is one
    nodes: str
    node_sockets: str
    email_url: str
    # Senders; empty: those of the city
    email_from: str
    sms_url: str
    sms_user: str
    sms_password: str
    sms_sender: str
    sms_fold: bool
    ami_user: str
    ami_password: str
    recording_form: str
    recording_spool: str
    recording_store: str
    recording_pause_seconds: int
    recording_days: int
    # 0, as all others, to 19
    encoder_nice: int
    video_recordings: str
    queue_log: str
    ring_seconds: int
    retry_seconds: int
    retries: int
    answer_within_seconds: int
    short_abandon_seconds: int
    position_seconds: int
    wrap_up_seconds: int
    show_monitoring: bool
    wrap_up_more_seconds: int
    return_seconds: int
    # Reason of a pause -> minutes after which it is over
    pause_minutes: dict[str, int]
    menu_seconds: int
    sounds: str
    survey_seconds: int
    turn_urls: str
    turn_secret: str
    center_number: str
    dial: str
    # Empty: that of our own Asterisk in `var`
    security_log: str
    # Empty: nobody is told how each part is
    health_key: str
    sip_trusted: str
    trunk_host: str
    second_trunk_host: str


def read(env: Mapping[str, str] = os.environ) -> Environment:
    """Read the environment.

    Raises:
        SettingError: a variable has a value that cannot be used, or the secret key is
            missing outside development.
    """
    _refuse_what_roles_say(env)
    development = _flag(env, "ALO153_DEVELOPMENT")
    secret_key = env.get("ALO153_SECRET_KEY", "")
    if not secret_key:
        if not development:
            raise SettingError("ALO153_SECRET_KEY is not set; ./alo153 up makes one")
        secret_key = "development-only"  # noqa: S105 - refused outside development above
    return Environment(
        var=Path(env.get("ALO153_VAR", PROJECT_ROOT / "var")),
        secret_key=secret_key,
        confidential_keys=_confidential_keys(env, development),
        development=development,
        database_url=env.get("DATABASE_URL", "postgresql:///alo153"),
        owner_database_url=env.get("ALO153_OWNER_DATABASE_URL", ""),
        city=env.get("ALO153_CITY", "kocaeli"),
        public_url=env.get("ALO153_PUBLIC_URL", "http://localhost:8153").rstrip("/"),
        allowed_hosts=_words(env, "ALO153_HOSTS", "localhost 127.0.0.1 [::1]"),
        ari_url=env.get("ALO153_ARI_URL", "http://127.0.0.1:8088"),
        ari_user=env.get("ALO153_ARI_USER", "alo153"),
        ari_password=env.get("ALO153_ARI_PASSWORD", ""),
        phone_socket_url=env.get("ALO153_PHONE_SOCKET_URL", "ws://localhost:8088/ws"),
        **_nodes(env),
        email_url=env.get("ALO153_EMAIL_URL", "mailbox:"),
        email_from=env.get("ALO153_EMAIL_FROM", ""),
        sms_url=_sms_url(env),
        sms_user=env.get("ALO153_SMS_USER", ""),
        sms_password=env.get("ALO153_SMS_PASSWORD", ""),
        sms_sender=env.get("ALO153_SMS_SENDER", ""),
        sms_fold=_flag(env, "ALO153_SMS_FOLD"),
        ami_user=env.get("ALO153_AMI_USER", "alo153-recorder"),
        ami_password=env.get("ALO153_AMI_PASSWORD", ""),
        recording_form=_one_of(env, "ALO153_RECORDING_FORM", ("opus", "wav", "off")),
        recording_spool=env.get("ALO153_RECORDING_SPOOL", ""),
        recording_store=_recording_store(env),
        recording_pause_seconds=_number(env, "ALO153_RECORDING_PAUSE_SECONDS", 120),
        recording_days=_number(env, "ALO153_RECORDING_DAYS", 180),
        encoder_nice=min(_number(env, "ALO153_ENCODER_NICE", 10), LOWEST_PRIORITY),
        video_recordings=_one_of(env, "ALO153_VIDEO_RECORDINGS", ("never", "consent")),
        queue_log=env.get("ALO153_QUEUE_LOG", ""),
        ring_seconds=_number(env, "ALO153_RING_SECONDS", 20),
        retry_seconds=_number(env, "ALO153_RETRY_SECONDS", 600),
        retries=_number(env, "ALO153_RETRIES", 2),
        answer_within_seconds=_number(env, "ALO153_ANSWER_WITHIN_SECONDS", 20),
        short_abandon_seconds=_number(env, "ALO153_SHORT_ABANDON_SECONDS", 5),
        position_seconds=_number(env, "ALO153_POSITION_SECONDS", 30),
        show_monitoring=_flag(
            {"ALO153_SHOW_MONITORING": "1"} | dict(env), "ALO153_SHOW_MONITORING"
        ),
        wrap_up_seconds=_number(env, "ALO153_WRAP_UP_SECONDS", 60),
        wrap_up_more_seconds=_number(env, "ALO153_WRAP_UP_MORE_SECONDS", 60),
        return_seconds=_number(env, "ALO153_RETURN_SECONDS", 15),
        pause_minutes=_minutes(env, "ALO153_PAUSE_MINUTES", PAUSE_MINUTES),
        menu_seconds=_number(env, "ALO153_MENU_SECONDS", 120),
        sounds=env.get("ALO153_SOUNDS", ""),
        survey_seconds=_number(env, "ALO153_SURVEY_SECONDS", 15),
        turn_urls=" ".join(_words(env, "ALO153_TURN_URLS")),
        turn_secret=env.get("ALO153_TURN_SECRET", ""),
        center_number=env.get("ALO153_CENTER_NUMBER", "153"),
        dial=env.get("ALO153_DIAL", "PJSIP/{number}@trunk"),
        security_log=env.get("ALO153_SECURITY_LOG", ""),
        health_key=env.get("ALO153_HEALTH_KEY", "").strip(),
        sip_trusted=" ".join(_words(env, "ALO153_SIP_TRUSTED")),
        trunk_host=env.get("ALO153_TRUNK_HOST", "").strip(),
        second_trunk_host=env.get("ALO153_SECOND_TRUNK_HOST", "").strip(),
    )

"""The environment variables, read once and typed."""

import base64
import os
import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

from alo153.calls.endpoints import node_names
from alo153.channels import registry
from alo153.channels.email.fetching import address as imap_address
from alo153.channels.push import hosts
from alo153.channels.push import vapid as push_keys
from alo153.channels.social import accounts
from alo153.citizens.channel import Channel
from alo153.core import keyring
from alo153.core.files import scanner_address
from alo153.core.processes.process_priority import LOWEST_PRIORITY
from alo153.integrations.webhooks import addresses
from alo153.knowledge.feeds import feed_keys
from alo153.knowledge.speech import setting as voice_setting
from alo153.quality.transcribing import setting as transcription_setting

PROJECT_ROOT = Path(__file__).resolve().parents[3]


_SECRET = re.compile(r"[\w-]{20,200}", re.ASCII)
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


def _hook_secret(env: Mapping[str, str]) -> str:
    secret = env.get("ALO153_HOOK_SECRET", "").strip()
    if secret and not _SECRET.fullmatch(secret):
        raise SettingError(
            "ALO153_HOOK_SECRET must be at least 20 letters or digits of an address: "
            "openssl rand -hex 16"
        )
    return secret


def _ways_out(env: Mapping[str, str], name: str, channel: Channel) -> str:
    urls = env.get(name, "mailbox:")
    try:
        for each in urls.split() or [urls]:
            registry.transport_at(channel, each)
    except registry.UnknownTransport as error:
        raise SettingError(f"{name} {error}") from error
    return urls


def _social_url(env: Mapping[str, str], name: str, channel: Channel) -> str:
    url = env.get(name, "").strip()
    try:
        if url:
            check = registry.transport_at(channel, url).check
            if check:
                check(url)
    except (registry.UnknownTransport, accounts.AccountError) as error:
        raise SettingError(f"{name} {error}") from None
    return url


def _push_key(env: Mapping[str, str]) -> str:
    key = env.get("ALO153_PUSH_KEY", "").strip()
    try:
        if key:
            push_keys.private(key)
    except push_keys.WrongKey as error:
        raise SettingError(f"ALO153_PUSH_KEY {error}") from None
    return key


def _push_hosts(env: Mapping[str, str], development: bool) -> str:
    words = _words(env, "ALO153_PUSH_HOSTS", " ".join(hosts.SERVICES))
    try:
        return " ".join(hosts.read(words, development=development))
    except hosts.HostError as error:
        raise SettingError(f"ALO153_PUSH_HOSTS: {error}") from error


def _imap_url(env: Mapping[str, str]) -> str:
    url = env.get("ALO153_IMAP_URL", "").strip()
    try:
        if url:
            imap_address.read(url)
    except imap_address.AddressError as error:
        raise SettingError(f"ALO153_IMAP_URL: {error}") from error
    return url


def _clamd_url(env: Mapping[str, str]) -> str:
    url = env.get("ALO153_CLAMD_URL", "").strip()
    try:
        if url:
            scanner_address.address_of(url)
    except scanner_address.ScannerUrlError as error:
        raise SettingError(f"ALO153_CLAMD_URL {error}") from error
    return url


def _web_address(env: Mapping[str, str], name: str) -> str:
    url = env.get(name, "").strip()
    if url and not url.startswith(("https://", "http://")):
        raise SettingError(f"{name} is no address: write https://host/path")
    return url


# What a provider of identities needs: its address first, then our account there
_OIDC = ("ALO153_OIDC_ISSUER", "ALO153_OIDC_CLIENT_ID", "ALO153_OIDC_CLIENT_SECRET")
_STAFF_OIDC = (
    "ALO153_STAFF_OIDC_ISSUER",
    "ALO153_STAFF_OIDC_CLIENT_ID",
    "ALO153_STAFF_OIDC_CLIENT_SECRET",
)
_EDEVLET = ("ALO153_EDEVLET_URL", "ALO153_EDEVLET_CLIENT_ID", "ALO153_EDEVLET_CLIENT_SECRET")


def _vouching(env: Mapping[str, str], development: bool) -> dict[str, str]:
    """Return who vouches for citizens and for staff, with our account there.

    TLS is a must but in development.
    """
    labels = ("ALO153_OIDC_LABEL", "ALO153_STAFF_OIDC_LABEL")
    names = (*_OIDC, *_STAFF_OIDC, *_EDEVLET, *labels)
    given = {name: env.get(name, "").strip() for name in names}
    schemes = ("https://", "http://") if development else ("https://",)
    for where, *account in (_OIDC, _STAFF_OIDC, _EDEVLET):
        if given[where] and not given[where].startswith(schemes):
            raise SettingError(f"{where} must begin with https://")
        missing = [name for name in account if given[where] and not given[name]]
        if missing:
            raise SettingError(f"{where} needs {missing[0]}")
    return {name.removeprefix("ALO153_").lower(): value for name, value in given.items()}


def _one_of(env: Mapping[str, str], name: str, words: tuple[str, ...]) -> str:
    word = env.get(name, "").strip().lower() or words[0]
    if word not in words:
        raise SettingError(f"{name} must be one of {', '.join(words)}, not {word!r}")
    return word


def _listen(env: Mapping[str, str], name: str) -> str:
    text = env.get(name, "").strip()
    host, _, port = text.rpartition(":")
    if text and not (host and port.isdigit()):
        raise SettingError(f"{name} must read like 127.0.0.1:9153")
    return text


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


def _care_keys(env: Mapping[str, str], development: bool) -> str:
    keys = env.get("ALO153_CARE_KEYS", "").strip()
    if not keys:
        # Outside development the rooms keep no words until there is a key
        own = b"development-only-care".ljust(32, b".")
        return "development:" + base64.b64encode(own).decode() if development else ""
    try:
        keyring.read(keys)
    except keyring.KeyringError as error:
        words = str(error).replace(keyring.VARIABLE, "ALO153_CARE_KEYS")
        raise SettingError(words) from error
    return keys


def _networks(env: Mapping[str, str]) -> str:
    text = " ".join(_words(env, "ALO153_WEBHOOK_NETWORKS"))
    try:
        addresses.networks(text)
    except ValueError as error:
        raise SettingError(f"ALO153_WEBHOOK_NETWORKS: {error}") from error
    return text


def _origins(env: Mapping[str, str], name: str) -> str:
    found = _words(env, name)
    for each in found:
        parts = urlsplit(each)
        plain = parts.scheme == "http" and parts.hostname in {"localhost", "127.0.0.1"}
        if each != f"{parts.scheme}://{parts.netloc}" or not (parts.scheme == "https" or plain):
            raise SettingError(f"{name}: {each!r} is no site as https://www.example.org")
    return " ".join(found)


def _voice(env: Mapping[str, str]) -> str:
    text = env.get(voice_setting.VARIABLE, "").strip()
    try:
        voice_setting.engine(text, None)
    except ValueError as error:
        raise SettingError(str(error)) from error
    return text


def _transcription(env: Mapping[str, str]) -> str:
    text = env.get(transcription_setting.VARIABLE, "").strip()
    try:
        transcription_setting.engine(text)
    except ValueError as error:
        raise SettingError(str(error)) from error
    return text


def _feed_keys(env: Mapping[str, str]) -> str:
    text = env.get(feed_keys.VARIABLE, "").strip()
    try:
        feed_keys.read(text)
    except ValueError as error:
        raise SettingError(str(error)) from error
    return text


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
    """Everything a deployment may set; defaults fit one machine."""

    var: Path
    secret_key: str
    # As core.keyring reads them
    confidential_keys: str
    # Of psychologist and infirmary alone
    care_keys: str
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
    # Empty: nothing comes in by e-mail
    imap_url: str
    # Empty: no file is scanned
    clamd_url: str
    # Delays of vehicles, and a planner of journeys; empty: none, and our own search
    gtfs_realtime_url: str
    opentripplanner_url: str
    # By provider of news; as knowledge.feeds.feed_keys reads them
    feed_keys: str
    # As long as what came in is kept as it came
    arrival_days: int
    sms_url: str
    sms_user: str
    sms_password: str
    sms_sender: str
    sms_fold: bool
    # Accounts of social channels; empty: the channel is off
    telegram_url: str
    whatsapp_url: str
    messenger_url: str
    instagram_url: str
    x_url: str
    # Empty: no provider of SMS is believed at /hooks/
    hook_secret: str
    push_key: str
    push_hosts: str
    # Who vouches for citizens; empty: nobody
    oidc_issuer: str
    oidc_client_id: str
    oidc_client_secret: str
    # What the button calls it
    oidc_label: str
    # Who vouches for staff; empty: they sign in here
    staff_oidc_issuer: str
    staff_oidc_client_id: str
    staff_oidc_client_secret: str
    staff_oidc_label: str
    # Names of accounts that alone sign in here while a provider vouches for staff; empty: all may
    emergency_accounts: str
    edevlet_url: str
    edevlet_client_id: str
    edevlet_client_secret: str
    ami_user: str
    ami_password: str
    recording_form: str
    backup_folder: str
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
    serve_within_minutes: int
    position_seconds: int
    wrap_up_seconds: int
    show_monitoring: bool
    wrap_up_more_seconds: int
    return_seconds: int
    # Reason of a pause -> minutes after which it is over
    pause_minutes: dict[str, int]
    # A caller has waited as long before an agent is rung who is spared
    spared_wait_seconds: int
    menu_seconds: int
    menu_lookup_seconds: int
    sounds: str
    # As knowledge.speech.setting reads it; empty: espeak-ng
    voice: str
    # As quality.transcribing.setting reads it; empty: nothing is written down
    transcription: str
    transcription_key: str
    # Of sound, a day
    transcription_minutes: int
    survey_seconds: int
    turn_urls: str
    turn_secret: str
    center_number: str
    dial: str
    # Empty: that of our own Asterisk in `var`
    security_log: str
    # Networks of ours into which messages to other systems may go
    webhook_networks: str
    # Other sites of the city, as origins; empty: no site shows the chat in a frame
    widget_sites: str
    # Empty: nobody is told how each part is
    health_key: str
    # Empty: /metrics is closed
    metrics_key: str
    # host:port at which a program that serves no pages tells its metrics; empty: it does not
    metrics_listen: str
    # Of a collector of OpenTelemetry; empty: no trace is made
    traces_url: str
    # A backup that was proved by restoring it may be as old
    backup_hours: int
    # line or json
    log_format: str
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
        care_keys=_care_keys(env, development),
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
        email_url=_ways_out(env, "ALO153_EMAIL_URL", Channel.EMAIL),
        email_from=env.get("ALO153_EMAIL_FROM", ""),
        imap_url=_imap_url(env),
        clamd_url=_clamd_url(env),
        gtfs_realtime_url=_web_address(env, "ALO153_GTFS_REALTIME_URL"),
        opentripplanner_url=_web_address(env, "ALO153_OPENTRIPPLANNER_URL"),
        feed_keys=_feed_keys(env),
        arrival_days=_number(env, "ALO153_ARRIVAL_DAYS", 90),
        sms_url=_ways_out(env, "ALO153_SMS_URL", Channel.SMS),
        sms_user=env.get("ALO153_SMS_USER", ""),
        sms_password=env.get("ALO153_SMS_PASSWORD", ""),
        sms_sender=env.get("ALO153_SMS_SENDER", ""),
        sms_fold=_flag(env, "ALO153_SMS_FOLD"),
        telegram_url=_social_url(env, "ALO153_TELEGRAM_URL", Channel.TELEGRAM),
        whatsapp_url=_social_url(env, "ALO153_WHATSAPP_URL", Channel.WHATSAPP),
        messenger_url=_social_url(env, "ALO153_MESSENGER_URL", Channel.MESSENGER),
        instagram_url=_social_url(env, "ALO153_INSTAGRAM_URL", Channel.INSTAGRAM),
        x_url=_social_url(env, "ALO153_X_URL", Channel.X),
        hook_secret=_hook_secret(env),
        push_key=_push_key(env),
        push_hosts=_push_hosts(env, development),
        **_vouching(env, development),
        emergency_accounts=" ".join(_words(env, "ALO153_EMERGENCY_ACCOUNTS")),
        ami_user=env.get("ALO153_AMI_USER", "alo153-recorder"),
        ami_password=env.get("ALO153_AMI_PASSWORD", ""),
        recording_form=_one_of(env, "ALO153_RECORDING_FORM", ("opus", "wav", "off")),
        backup_folder=env.get("ALO153_BACKUP_FOLDER", "").strip(),
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
        serve_within_minutes=_number(env, "ALO153_SERVE_WITHIN_MINUTES", 20),
        position_seconds=_number(env, "ALO153_POSITION_SECONDS", 30),
        show_monitoring=_flag(
            {"ALO153_SHOW_MONITORING": "1"} | dict(env), "ALO153_SHOW_MONITORING"
        ),
        wrap_up_seconds=_number(env, "ALO153_WRAP_UP_SECONDS", 60),
        wrap_up_more_seconds=_number(env, "ALO153_WRAP_UP_MORE_SECONDS", 60),
        return_seconds=_number(env, "ALO153_RETURN_SECONDS", 15),
        pause_minutes=_minutes(env, "ALO153_PAUSE_MINUTES", PAUSE_MINUTES),
        spared_wait_seconds=_number(env, "ALO153_SPARED_WAIT_SECONDS", 60),
        menu_seconds=_number(env, "ALO153_MENU_SECONDS", 120),
        menu_lookup_seconds=_number(env, "ALO153_MENU_LOOKUP_SECONDS", 2),
        sounds=env.get("ALO153_SOUNDS", ""),
        voice=_voice(env),
        transcription=_transcription(env),
        transcription_key=env.get("ALO153_TRANSCRIPTION_KEY", "").strip(),
        transcription_minutes=_number(env, "ALO153_TRANSCRIPTION_MINUTES", 120),
        survey_seconds=_number(env, "ALO153_SURVEY_SECONDS", 15),
        turn_urls=" ".join(_words(env, "ALO153_TURN_URLS")),
        turn_secret=env.get("ALO153_TURN_SECRET", ""),
        center_number=env.get("ALO153_CENTER_NUMBER", "153"),
        dial=env.get("ALO153_DIAL", "PJSIP/{number}@trunk"),
        security_log=env.get("ALO153_SECURITY_LOG", ""),
        webhook_networks=_networks(env),
        widget_sites=_origins(env, "ALO153_WIDGET_SITES"),
        health_key=env.get("ALO153_HEALTH_KEY", "").strip(),
        metrics_key=env.get("ALO153_METRICS_KEY", "").strip(),
        metrics_listen=_listen(env, "ALO153_METRICS_LISTEN"),
        traces_url=env.get("ALO153_TRACES_URL", "").strip(),
        backup_hours=_number(env, "ALO153_BACKUP_HOURS", 48),
        log_format=_one_of(env, "ALO153_LOG_FORMAT", ("line", "json")),
        sip_trusted=" ".join(_words(env, "ALO153_SIP_TRUSTED")),
        trunk_host=env.get("ALO153_TRUNK_HOST", "").strip(),
        second_trunk_host=env.get("ALO153_SECOND_TRUNK_HOST", "").strip(),
    )

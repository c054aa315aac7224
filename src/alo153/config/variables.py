"""Environment variables one by one: read, checked, and refused with the remedy."""

import base64
import re
from collections.abc import Mapping
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
from alo153.integrations.webhooks import addresses
from alo153.knowledge.feeds import feed_keys as feed_keys_setting
from alo153.knowledge.speech import setting as voice_setting
from alo153.quality.transcribing import setting as transcription_setting

_SECRET = re.compile(r"[\w-]{20,200}", re.ASCII)


class SettingError(Exception):
    """A variable is missing or has a value that cannot be used."""


def flag(env: Mapping[str, str], name: str) -> bool:
    """Tell whether a variable is switched on."""
    return env.get(name, "").strip().lower() in {"1", "true", "yes", "on"}


def number(env: Mapping[str, str], name: str, default: int) -> int:
    """Return a whole number."""
    text = env.get(name, "").strip() or str(default)
    if not text.isdigit():
        raise SettingError(f"{name} must be a whole number, not {text!r}")
    return int(text)


def word_list(env: Mapping[str, str], name: str, default: str = "") -> list[str]:
    """Return the words of a variable, between spaces or commas."""
    return [word for word in env.get(name, default).replace(",", " ").split() if word]


def minutes(env: Mapping[str, str], name: str, default: str) -> dict[str, int]:
    """Return the minutes of each word: "break=15 meal=60"."""
    pairs = [pair.partition("=") for pair in word_list(env, name, default)]
    if not all(word and number.isdigit() for word, _, number in pairs):
        raise SettingError(f"{name} must read like {default!r}")
    return {word: int(number) for word, _, number in pairs}


def refuse_what_roles_say(env: Mapping[str, str]) -> None:
    """Refuse what the city's roles say since 0.2: nobody's second factor is dropped in silence."""
    now = {"IDLE_MINUTES": "idle_minutes", "SECOND_FACTOR_ROLES": "second_factor"}
    for old, field in now.items():
        if env.get(f"ALO153_{old}", "").strip():
            raise SettingError(
                f"ALO153_{old} is read no more: write {field} of the roles in roles.toml of your "
                "city, remove the variable, and load the city"
            )


def hook_secret(env: Mapping[str, str]) -> str:
    """Return the secret in the address of the hooks."""
    secret = env.get("ALO153_HOOK_SECRET", "").strip()
    if secret and not _SECRET.fullmatch(secret):
        raise SettingError(
            "ALO153_HOOK_SECRET must be at least 20 letters or digits of an address: "
            "openssl rand -hex 16"
        )
    return secret


def ways_out(env: Mapping[str, str], name: str, channel: Channel) -> str:
    """Return the addresses of providers of a channel, in the order of use."""
    urls = env.get(name, "mailbox:")
    try:
        for each in urls.split() or [urls]:
            registry.transport_at(channel, each)
    except registry.UnknownTransport as error:
        raise SettingError(f"{name} {error}") from error
    return urls


def social_url(env: Mapping[str, str], name: str, channel: Channel) -> str:
    """Return the account of a social channel; empty: the channel is off."""
    url = env.get(name, "").strip()
    try:
        if url:
            check = registry.transport_at(channel, url).check
            if check:
                check(url)
    except (registry.UnknownTransport, accounts.AccountError) as error:
        raise SettingError(f"{name} {error}") from None
    return url


def push_key(env: Mapping[str, str]) -> str:
    """Return the private key of messages to browsers."""
    key = env.get("ALO153_PUSH_KEY", "").strip()
    try:
        if key:
            push_keys.private(key)
    except push_keys.WrongKey as error:
        raise SettingError(f"ALO153_PUSH_KEY {error}") from None
    return key


def push_hosts(env: Mapping[str, str], development: bool) -> str:
    """Return the hosts that may be sent messages for browsers."""
    words = word_list(env, "ALO153_PUSH_HOSTS", " ".join(hosts.SERVICES))
    try:
        return " ".join(hosts.read(words, development=development))
    except hosts.HostError as error:
        raise SettingError(f"ALO153_PUSH_HOSTS: {error}") from error


def imap_url(env: Mapping[str, str]) -> str:
    """Return the mailbox from which e-mail is fetched."""
    url = env.get("ALO153_IMAP_URL", "").strip()
    try:
        if url:
            imap_address.read(url)
    except imap_address.AddressError as error:
        raise SettingError(f"ALO153_IMAP_URL: {error}") from error
    return url


def clamd_url(env: Mapping[str, str]) -> str:
    """Return the address of the virus scanner."""
    url = env.get("ALO153_CLAMD_URL", "").strip()
    try:
        if url:
            scanner_address.address_of(url)
    except scanner_address.ScannerUrlError as error:
        raise SettingError(f"ALO153_CLAMD_URL {error}") from error
    return url


def web_address(env: Mapping[str, str], name: str) -> str:
    """Return an HTTP address, empty if there is none. Raises SettingError for other schemes."""
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


def vouching(env: Mapping[str, str], development: bool) -> dict[str, str]:
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


def one_of(env: Mapping[str, str], name: str, words: tuple[str, ...]) -> str:
    """Return one of some words; the first is the default."""
    word = env.get(name, "").strip().lower() or words[0]
    if word not in words:
        raise SettingError(f"{name} must be one of {', '.join(words)}, not {word!r}")
    return word


def listen(env: Mapping[str, str], name: str) -> str:
    """Return the host and port at which a program listens."""
    text = env.get(name, "").strip()
    host, _, port = text.rpartition(":")
    if text and not (host and port.isdigit()):
        raise SettingError(f"{name} must read like 127.0.0.1:9153")
    return text


def recording_store(env: Mapping[str, str]) -> str:
    """Return the address of the store of recordings."""
    url = env.get("ALO153_RECORDING_STORE", "").strip()
    if url and not url.startswith(("s3+https://", "s3+http://")):
        raise SettingError("ALO153_RECORDING_STORE must be empty or s3+https://host/bucket")
    return url


def confidential_keys(env: Mapping[str, str], development: bool) -> str:
    """Return the keys of confidential words."""
    keys = env.get(keyring.CONFIDENTIAL, "").strip()
    if not keys and development:
        # Refused outside development, as the secret key is
        return "development:" + base64.b64encode(b"development-only".ljust(32, b".")).decode()
    try:
        keyring.read(keys, keyring.CONFIDENTIAL)
    except keyring.KeyringError as error:
        raise SettingError(str(error)) from error
    return keys


def care_keys(env: Mapping[str, str], development: bool) -> str:
    """Return the keys of the rooms of psychologist and infirmary."""
    keys = env.get(keyring.CARE, "").strip()
    if not keys:
        # Outside development the rooms keep no words until there is a key
        own = b"development-only-care".ljust(32, b".")
        return "development:" + base64.b64encode(own).decode() if development else ""
    try:
        keyring.read(keys, keyring.CARE)
    except keyring.KeyringError as error:
        raise SettingError(str(error)) from error
    return keys


def networks(env: Mapping[str, str]) -> str:
    """Return our own networks into which messages to other systems may go."""
    text = " ".join(word_list(env, "ALO153_WEBHOOK_NETWORKS"))
    try:
        addresses.networks(text)
    except ValueError as error:
        raise SettingError(f"ALO153_WEBHOOK_NETWORKS: {error}") from error
    return text


def origins(env: Mapping[str, str], name: str) -> str:
    """Return sites as origins."""
    found = word_list(env, name)
    for each in found:
        parts = urlsplit(each)
        plain = parts.scheme == "http" and parts.hostname in {"localhost", "127.0.0.1"}
        if each != f"{parts.scheme}://{parts.netloc}" or not (parts.scheme == "https" or plain):
            raise SettingError(f"{name}: {each!r} is no site as https://www.example.org")
    return " ".join(found)


def voice(env: Mapping[str, str]) -> str:
    """Return the voice that reads prompts."""
    text = env.get(voice_setting.VARIABLE, "").strip()
    try:
        voice_setting.engine(text, None)
    except ValueError as error:
        raise SettingError(str(error)) from error
    return text


def transcription(env: Mapping[str, str]) -> str:
    """Return the program that transcribes recordings."""
    text = env.get(transcription_setting.VARIABLE, "").strip()
    try:
        transcription_setting.engine(text)
    except ValueError as error:
        raise SettingError(str(error)) from error
    return text


def feed_keys(env: Mapping[str, str]) -> str:
    """Return the keys of providers of news."""
    text = env.get(feed_keys_setting.VARIABLE, "").strip()
    try:
        feed_keys_setting.read(text)
    except ValueError as error:
        raise SettingError(str(error)) from error
    return text


def nodes(env: Mapping[str, str]) -> dict[str, str]:
    """Return the names of this node, of all nodes and of their sockets."""
    own = env.get("ALO153_NODE", "").strip() or node_names.MAIN
    text, sockets = env.get("ALO153_NODES", ""), env.get("ALO153_NODE_SOCKETS", "")
    try:
        found = node_names.nodes(text, own=own)
        node_names.sockets(sockets, among=found)
    except node_names.NamingError as error:
        raise SettingError(str(error)) from error
    return {"node": own, "nodes": text, "node_sockets": sockets}

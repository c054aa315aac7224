"""Passwords and keys of this installation, made once and kept where only its owner reads."""

from __future__ import annotations

import base64
import os
import secrets
from pathlib import Path

from alo153.launch import paths

NAMES = (
    "ALO153_SECRET_KEY",
    "ALO153_ARI_PASSWORD",
    "ALO153_AMI_PASSWORD",
    "ALO153_DATABASE_PASSWORD",
    "ALO153_DATABASE_OWNER_PASSWORD",
    "ALO153_DATABASE_ADMIN_PASSWORD",
    "ALO153_DEMO_PASSWORD",
    "ALO153_CONFIDENTIAL_KEYS",
    "ALO153_CARE_KEYS",
)


def ensure(path: Path | None = None) -> dict[str, str]:
    """Return all keys, making the missing ones; the file is readable by its owner alone.

    A key set in the environment wins over the file.
    """
    path = path or paths.var() / "secrets.env"
    kept = _read(path)
    missing = [name for name in NAMES if name not in kept]
    if missing:
        kept |= {name: _new(name) for name in missing}
        _write(path, kept)
    return {name: os.environ.get(name) or kept[name] for name in NAMES}


def _new(name: str) -> str:
    if name in {"ALO153_CONFIDENTIAL_KEYS", "ALO153_CARE_KEYS"}:
        # As core.keyring reads it, which is not there before the first start
        return f"k1:{base64.urlsafe_b64encode(secrets.token_bytes(32)).decode()}"
    # The demo password is typed by people.
    return secrets.token_urlsafe(9 if name == "ALO153_DEMO_PASSWORD" else 32)


def _read(path: Path) -> dict[str, str]:
    if not path.is_file():
        return {}
    lines = (line.partition("=") for line in path.read_text().splitlines() if "=" in line)
    return {name: value for name, _, value in lines}


def _write(path: Path, kept: dict[str, str]) -> None:
    beside = path.with_name(f"{path.name}.{os.getpid()}")
    with open(os.open(beside, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as handle:
        handle.writelines(f"{name}={value}\n" for name, value in kept.items())
    beside.replace(path)

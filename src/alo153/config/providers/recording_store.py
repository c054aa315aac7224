"""The store of recordings: a folder, or a bucket of an S3-compatible store."""

from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, unquote, urlsplit

ROLL_OVER_BYTES = 2 * 1024 * 1024
"""A recording that is read from a bucket is kept in memory up to here, beyond in a file."""


def from_url(url: str, *, folder: Path) -> dict[str, Any]:
    """Return an entry of `STORAGES`: `s3+https://KEY:SECRET@host/bucket/folder?region=...`.

    An empty address names `folder` on this machine. Without key and secret the store is asked as
    the machine it runs on (environment, instance role). Objects are private and never overwritten.
    """
    if not url:
        options = {"location": folder, "base_url": None, "directory_permissions_mode": 0o700}
        return {"BACKEND": "django.core.files.storage.FileSystemStorage", "OPTIONS": options}
    return {"BACKEND": "storages.backends.s3.S3Storage", "OPTIONS": _s3(url)}


def _s3(url: str) -> dict[str, Any]:
    parts = urlsplit(url)
    bucket, _, location = parts.path.strip("/").partition("/")
    port = f":{parts.port}" if parts.port else ""
    options = {
        "bucket_name": bucket,
        "location": location,
        "endpoint_url": f"{parts.scheme.removeprefix('s3+')}://{parts.hostname}{port}",
        "region_name": parse_qs(parts.query).get("region", ["us-east-1"])[0],
        "access_key": unquote(parts.username or "") or None,
        "secret_key": unquote(parts.password or "") or None,
        "client_config": _patience(),
        "file_overwrite": False,
        "default_acl": None,
        "querystring_auth": True,
        "max_memory_size": ROLL_OVER_BYTES,
    }
    return {name: value for name, value in options.items() if value is not None}


def _patience() -> Any:
    """Bound how long a store may take; the library is read only where a store is named."""
    from botocore.config import Config  # noqa: PLC0415

    return Config(
        signature_version="s3v4",
        s3={"addressing_style": "path"},
        connect_timeout=5,
        read_timeout=30,
        retries={"mode": "standard", "total_max_attempts": 2},
    )

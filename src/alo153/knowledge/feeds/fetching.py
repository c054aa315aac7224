"""Reads a provider's document: from an address, or from a file of this machine."""

from __future__ import annotations

import time
from pathlib import Path
from typing import Final

import httpx

from alo153.knowledge.feeds.contract import FeedError

SECONDS = 10.0
"""A provider that takes longer is given up until the next time."""
MOST_BYTES: Final = 5_000_000


def fetch(source: str) -> bytes:
    """Return the document of a source. Raises FeedError."""
    if source.startswith(("https://", "http://")):
        return _from_address(source)
    try:
        if Path(source).stat().st_size > MOST_BYTES:
            raise FeedError("the file is larger than 5 MB")
        return Path(source).read_bytes()
    except OSError as error:
        raise FeedError(f"the file cannot be read: {error.strerror}") from error


def _from_address(url: str) -> bytes:
    ends_at, body = time.monotonic() + SECONDS, bytearray()
    try:
        with httpx.stream("GET", url, timeout=SECONDS) as answer:
            if not answer.is_success:
                raise FeedError(f"it answered with status {answer.status_code}")
            for part in answer.iter_bytes():
                body += part
                if len(body) > MOST_BYTES or time.monotonic() > ends_at:
                    raise FeedError("it sent more than 5 MB, or took too long")
    except (httpx.HTTPError, httpx.InvalidURL) as error:
        raise FeedError(f"it did not answer: {type(error).__name__}") from error
    return bytes(body)

"""Addresses without their secrets, by the URL patterns themselves.

Every captured part of a path is a secret (a key, a token, a tracking code) unless its converter
takes numbers, UUIDs or slugs. A new pattern is masked without being named anywhere.
"""

import re
from collections.abc import Iterator, Sequence
from functools import cache
from posixpath import normpath
from typing import Final
from urllib.parse import unquote

from django.conf import settings
from django.urls import URLPattern, URLResolver, get_resolver
from django.urls.converters import IntConverter, SlugConverter, UUIDConverter
from django.urls.resolvers import RoutePattern

PLAIN: Final = (IntConverter, SlugConverter, UUIDConverter)
MASK: Final = "…"
_BEFORE_A_CAPTURE: Final = re.compile(r"\^?((?:[\w.-]+/)*)")

type _Entries = Sequence[URLPattern | URLResolver]


def mask(path: str) -> str:
    """Return a path without its secrets; of an unknown one, only the part that a page's has.

    One that leads to a page by a detour (`/./work/`, `/static/../work/`, `/%77ork/`) is shown
    straight.
    """
    straight = _straight(path)
    if straight.startswith(settings.STATIC_URL):
        return straight
    inner = straight.lstrip("/")
    known = _walk(get_resolver().url_patterns, inner)
    return "/" + (known if known is not None else _longest_beginning(inner))


def is_ours(path: str) -> bool:
    """Say whether a path begins as one of our pages does, also by a detour or in capitals."""
    straight = _straight(path)
    first = straight.lstrip("/").split("/", 1)[0].lower()
    return first in _beginnings() or (straight != path and path.startswith(settings.STATIC_URL))


def _straight(path: str) -> str:
    """Return where a path leads, as proxies and people read it."""
    plain = unquote(path).replace("\\", "/")
    end = "/" if plain.endswith("/") else ""
    return normpath(f"/{plain.lstrip('/')}").rstrip("/") + end


def _walk(entries: _Entries, rest: str) -> str | None:
    for entry in entries:
        found = entry.pattern.regex.search(rest)
        if not found:
            continue
        head = _blanked(found, entry)
        if isinstance(entry, URLPattern):
            return head
        tail = _walk(entry.url_patterns, rest[found.end() :])
        if tail is not None:
            return head + tail
    return None


def _blanked(found: re.Match[str], entry: URLPattern | URLResolver) -> str:
    text, done = "", 0
    for number in range(1, found.re.groups + 1):
        start, end = found.span(number)
        if start >= done and number not in _plain_groups(entry, found.re):
            text, done = text + found.string[done:start] + MASK, end
    return text + found.string[done : found.end()]


def _plain_groups(entry: URLPattern | URLResolver, regex: re.Pattern[str]) -> set[int]:
    if not isinstance(entry.pattern, RoutePattern):
        return set()
    converters = entry.pattern.converters
    return {regex.groupindex[name] for name, one in converters.items() if type(one) in PLAIN}


def _longest_beginning(path: str) -> str:
    """Keep the leading words that are in a pattern, and nothing that somebody may have typed."""
    kept = ""
    for word in path.split("/"):
        if f"{kept}{word}" not in _beginnings():
            break
        kept += f"{word}/"
    return kept + MASK if len(kept) < len(path) else kept


@cache
def _beginnings() -> frozenset[str]:
    """Return `cases`, `cases/new`, ...: what is before the first capture of each pattern."""
    found = set()
    for text in _fixed_texts(get_resolver().url_patterns, ""):
        words = text.strip("/").split("/")
        found |= {"/".join(words[:count]) for count in range(1, len(words) + 1)}
    return frozenset(found - {""})


def _fixed_texts(entries: _Entries, before: str) -> Iterator[str]:
    for entry in entries:
        written = str(entry.pattern)
        fixed = _BEFORE_A_CAPTURE.match(written)
        text = before + (fixed[1] if fixed else "")
        yield text
        if isinstance(entry, URLResolver) and fixed and fixed[0] == written:
            yield from _fixed_texts(entry.url_patterns, text)

"""Every address of the program, with a path that fits it."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.urls import URLPattern, URLResolver, get_resolver, reverse
from django.urls.converters import IntConverter, UUIDConverter

SAMPLES = {"code": "482109373", "uidb36": "1", "key": "1-x", "moved": "cases"}


@dataclass(frozen=True)
class Address:
    """One address of the program, with a path that fits it."""

    name: str
    path: str
    view: Any


def _addresses(
    resolver: URLResolver, spaces: tuple[str, ...] = (), given: dict[str, Any] | None = None
) -> Iterator[Address]:
    for entry in resolver.url_patterns:
        sample = (given or {}) | _sample(entry)
        if isinstance(entry, URLResolver):
            inner = (*spaces, entry.namespace) if entry.namespace else spaces
            yield from _addresses(entry, inner, sample)
        else:
            name = ":".join((*spaces, entry.name or "?"))
            yield Address(name, reverse(name, kwargs=sample), entry.callback)


def _sample(entry: URLPattern | URLResolver) -> dict[str, Any]:
    """Return a value for each part of an address that varies."""
    chosen: dict[str, Any] = {
        name: SAMPLES.get(name, "1") for name in entry.pattern.regex.groupindex
    }
    for name, converter in entry.pattern.converters.items():
        if isinstance(converter, IntConverter):
            chosen[name] = 1
        elif isinstance(converter, UUIDConverter):
            chosen[name] = UUID(int=1)
    return chosen


ALL = list(_addresses(get_resolver()))
OURS = [address for address in ALL if not address.path.startswith("/accounts/")]

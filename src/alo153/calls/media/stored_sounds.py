"""Sounds that Asterisk recorded by itself, as it stores them until they are fetched."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Final

from django.conf import settings

_SECONDS: Final = 20


@contextmanager
def stored_sound(name: str) -> Iterator[Callable[[], bytes]]:
    """Give a function that reads a sound, which is deleted in Asterisk at the end of the block.

    Raises httpx.HTTPError while Asterisk does not answer.
    """
    import httpx  # noqa: PLC0415 - takes a tenth of a second, and few programs fetch

    with httpx.Client(
        base_url=f"{settings.ARI_URL.rstrip('/')}/ari/recordings/stored/",
        auth=(settings.ARI_USER, settings.ARI_PASSWORD),
        timeout=_SECONDS,
        trust_env=False,
    ) as asterisk:
        yield lambda: asterisk.get(f"{name}/file").raise_for_status().content
        asterisk.delete(name)

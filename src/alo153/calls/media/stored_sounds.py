"""Sounds that Asterisk recorded by itself, as it stores them until they are fetched."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http import HTTPStatus
from typing import Final

from django.conf import settings

_SECONDS: Final = 20


@contextmanager
def stored_sound(name: str) -> Iterator[Callable[[], bytes]]:
    """Give a function that reads a sound, which is deleted in Asterisk at the end of the block.

    Raises httpx.HTTPError while Asterisk does not answer, or does not delete it; the function
    raises FileNotFoundError if Asterisk has no such sound.
    """
    import httpx  # noqa: PLC0415 - takes a tenth of a second, and few programs fetch

    with httpx.Client(
        base_url=f"{settings.ARI_URL.rstrip('/')}/ari/recordings/stored/",
        auth=(settings.ARI_USER, settings.ARI_PASSWORD),
        timeout=_SECONDS,
        trust_env=False,
    ) as asterisk:

        def read() -> bytes:
            answer = asterisk.get(f"{name}/file")
            if answer.status_code == HTTPStatus.NOT_FOUND:
                raise FileNotFoundError(name)
            return answer.raise_for_status().content

        yield read
        deleted = asterisk.delete(name)
        if deleted.status_code != HTTPStatus.NOT_FOUND:
            deleted.raise_for_status()

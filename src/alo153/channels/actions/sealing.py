"""Seal what came in as it came, where it turns out to be confidential."""

from typing import IO

from alo153.channels.models import Arrival
from alo153.core.files import sealed_files


def seal_raw(*, arrival: Arrival) -> None:
    """Seal the raw form of an arrival; said again it changes nothing."""
    if arrival.raw and not arrival.sealed:
        sealed_files.seal_in_place(arrival.raw, of=arrival.sealed_for)
        Arrival.objects.filter(pk=arrival.pk).update(sealed=True)


def open_raw(arrival: Arrival) -> IO[bytes]:
    """Open the raw form of an arrival. The caller has checked the permission to read it.

    Raises:
        OSError: it was deleted.
        KeyringError: a key is missing, or the file was changed.
    """
    return sealed_files.opened(arrival.raw, of=arrival.sealed_for, sealed=arrival.sealed)

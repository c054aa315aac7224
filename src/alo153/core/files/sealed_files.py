"""Files that are sealed where they lie, once they turn out to be confidential."""

import io
from pathlib import Path
from typing import IO

from django.db.models.fields.files import FieldFile

from alo153.core.database.sealed_text import ring
from alo153.core.files import durable
from alo153.core.keyring import KeyringError, key_of_file


def seal_in_place(file: FieldFile, *, of: str) -> None:
    """Seal a file; one that was sealed stays as it is. A killed process leaves one or the other.

    Args:
        of: to what it belongs; it opens for that alone.
    """
    path = Path(file.path)
    content = path.read_bytes()
    if _unsealed(content, of) is None:
        durable.replace(path, ring().seal_file(content, of=of))


def seal_anew(file: FieldFile, *, of: str) -> bool:
    """Seal a file with the first key; returns whether another had sealed it.

    Raises:
        KeyringError: it does not open.
    """
    path = Path(file.path)
    sealed = path.read_bytes()
    if key_of_file(sealed) == ring().first:
        return False
    content = ring().unseal_file(sealed, of=of)
    durable.replace(path, ring().seal_file(content, of=of))
    return True


def opened(file: FieldFile, *, of: str, sealed: bool) -> IO[bytes]:
    """Open a file that is sealed, or, as far as its row knows, will be in a moment.

    Raises:
        OSError: it was deleted.
        KeyringError: a key is missing, or the file was changed.
    """
    with file.open("rb") as kept:
        content: bytes = kept.read()
    if sealed:
        return io.BytesIO(ring().unseal_file(content, of=of))
    unsealed = _unsealed(content, of)
    return io.BytesIO(content if unsealed is None else unsealed)


def _unsealed(content: bytes, of: str) -> bytes | None:
    """Return what a sealed file holds; nothing if it was never sealed, whatever it begins with."""
    try:
        return ring().unseal_file(content, of=of)
    except KeyringError:
        return None

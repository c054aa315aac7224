"""Keys of the rows of a table: there, and each once."""

from collections.abc import Container

from alo153.transport.rules.feeds.faults import FaultKind, Faults
from alo153.transport.rules.feeds.tables import Row


def is_new(
    faults: Faults, file: str, line: int, field: str, row: Row, known: Container[str]
) -> bool:
    """Say whether a row has a key that no row before it had; else note that."""
    key = row[field]
    if not key:
        faults.add(FaultKind.BAD_VALUE, file, line, field)
    elif key in known:
        faults.add(FaultKind.DOUBLED, file, line, field, key)
    else:
        return True
    return False

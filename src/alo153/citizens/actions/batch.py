"""How contacts are written: one by one, or those of many calls together."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any

from django.db import connection

from alo153.citizens.models import Interaction
from alo153.core.database.rows import Rows

# Named and not asked for by its table: that costs PostgreSQL more than the number itself
_NEXT = "SELECT nextval('citizens_interaction_id_seq') FROM generate_series(1, %s)"


class _Contacts:
    """Contacts to be written; keys of new ones are drawn together, since events name them."""

    def __init__(self, begun: int) -> None:
        self.rows = Rows(Interaction)
        self._begun = begun
        self._keys: list[int] = []

    def key(self) -> int:
        """Draw a key for a new contact."""
        if not self._keys:
            self._keys = _draw(max(self._begun, 1))
        return self._keys.pop(0)


_gathered: ContextVar[_Contacts | None] = ContextVar("gathered", default=None)


@contextmanager
def batch(begun: int) -> Iterator[None]:
    """Write the contacts that are begun (about so many) and changed inside at the end; not nested.

    Whoever changes one inside has locked it.
    """
    contacts = _Contacts(begun)
    token = _gathered.set(contacts)
    try:
        yield
    finally:
        _gathered.reset(token)
    contacts.rows.write()


def write_now() -> None:
    """Write what is gathered so far: somebody is about to read it."""
    contacts = _gathered.get()
    if contacts is not None:
        contacts.rows.write()


def create(**values: Any) -> Interaction:
    """Begin a contact; one INSERT, or none inside `batch`."""
    contacts = _gathered.get()
    if contacts is None:
        return Interaction.objects.create(**values)
    return contacts.rows.add(Interaction(pk=contacts.key(), **values))


def change(interaction: Interaction, **values: Any) -> None:
    """Change columns of a contact; one UPDATE, or none inside `batch`."""
    contacts = _gathered.get()
    if contacts is not None:
        contacts.rows.change(interaction, **values)
        return
    for name, value in values.items():
        setattr(interaction, name, value)
    interaction.save(update_fields=values.keys())


def _draw(count: int) -> list[int]:
    with connection.cursor() as cursor:
        cursor.execute(_NEXT, [count])
        return [key for (key,) in cursor.fetchall()]

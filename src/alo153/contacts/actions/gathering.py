"""Write contacts: one by one, or of many calls together in a unit of work."""

from __future__ import annotations

from typing import Any

from django.db import connection

from alo153.contacts.models import Interaction
from alo153.core.batch import Gathered, under_way
from alo153.core.database.rows import Rows

# Named and not asked for by its table: that costs PostgreSQL more than the number itself
_NEXT = "SELECT nextval('contacts_interaction_id_seq') FROM generate_series(1, %s)"


class Contacts(Gathered):
    """Contacts that are begun (about so many) and changed in a unit of work.

    Keys of new ones are drawn together, since events name them. A caller that changes one has
    locked it.
    """

    def __init__(self, begun: int) -> None:
        self.rows = Rows(Interaction)
        self._begun = begun
        self._keys: list[int] = []

    def key(self) -> int:
        """Draw a key for a new contact."""
        if not self._keys:
            self._keys = _draw(max(self._begun, 1))
        return self._keys.pop(0)

    def write(self) -> None:
        """Write what is gathered so far."""
        self.rows.write()


def _gathered() -> Contacts | None:
    work = under_way()
    return work.find(Contacts) if work else None


def write_now() -> None:
    """Write what is gathered so far: somebody is about to read it."""
    contacts = _gathered()
    if contacts is not None:
        contacts.write()


def create(**values: Any) -> Interaction:
    """Begin a contact; one INSERT, or none where contacts are gathered."""
    contacts = _gathered()
    if contacts is None:
        return Interaction.objects.create(**values)
    return contacts.rows.add(Interaction(pk=contacts.key(), **values))


def change(interaction: Interaction, **values: Any) -> None:
    """Change columns of a contact; one UPDATE, or none where contacts are gathered."""
    contacts = _gathered()
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

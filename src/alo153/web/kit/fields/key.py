"""The key of a shown form, by which a second press of its button is recognized."""

from typing import Any
from uuid import UUID, uuid4

from django import forms


class KeyField(forms.UUIDField):
    """Names what is sent. A page of ours has a name; what has none is new, and taken as well."""

    def clean(self, value: Any) -> UUID:
        """Return the name, or a new one."""
        try:
            key: UUID | None = super().clean(value)
        except forms.ValidationError:
            key = None
        return key or uuid4()

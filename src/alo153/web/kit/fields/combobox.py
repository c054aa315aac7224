"""A field with a list that opens while one types: the words, and the hidden field of the choice."""

from dataclasses import dataclass, field

from django.forms import BoundField


@dataclass(frozen=True)
class Candidate:
    """One of the lines that typed words may mean, as a page without script lists them."""

    value: str
    text: str
    detail: str
    facts: dict[str, str]
    """Facts of the choice, as in the list that appears while a person types."""


@dataclass(frozen=True)
class Combobox:
    """Data for `web/fields/combobox.html` and `frontend/islands/combobox/combo.ts`."""

    words: BoundField
    value: BoundField
    url: str
    """The address of the list."""
    list_name: str
    options: str
    """The id of the list."""
    candidates: list[Candidate] = field(default_factory=list)
    beside: str = ""
    """The id of the field that narrows the list."""
    pin: str = ""
    """The address that returns the line of a pin on the map."""

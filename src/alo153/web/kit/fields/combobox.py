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
    """What the choice brings along, as in the list that comes while one types."""


@dataclass(frozen=True)
class Combobox:
    """What `web/fields/combobox.html` draws and `frontend/islands/combobox/combo.ts` follows."""

    words: BoundField
    value: BoundField
    url: str
    """Where the list comes from."""
    list_name: str
    options: str
    """The id of the list."""
    candidates: list[Candidate] = field(default_factory=list)
    beside: str = ""
    """The id of the field that narrows the list."""
    pin: str = ""
    """Where a pin on the map asks for the line it is in."""

"""Show the faults of one entry, from the check of the whole city, at their fields."""

from collections.abc import Iterator

from django import forms
from django.utils.text import capfirst

from alo153.city import queries
from alo153.city.citypack import PackError
from alo153.city.citypack.documents import (
    Document,
    entries,
    inner_lists,
    menu_nodes,
    read_overlaid,
    tables,
    topic_groups,
)
from alo153.city.citypack.mistakes import Mistake, told


def name_faults(form: forms.Form, document: Document, text: str, key: str) -> bool:
    """Add what is wrong with an entry to the fields of its form, and say whether there was any.

    What no field of the form says, or another entry, is left to the page of the document: the
    draft may be kept with it.

    Args:
        text: the document as it would be kept.
        key: of the entry.
    """
    found = False
    for name, mistake in _own(document, text, key):
        if field := _field(form, name):
            form.add_error(field, capfirst(f"{told(mistake.what)}. {told(mistake.remedy)}."))
            found = True
    return found


def _own(document: Document, text: str, key: str) -> Iterator[tuple[str, Mistake]]:
    """Yield the mistakes of an entry with the key of their field: ``unit isu, phone``."""
    try:
        read_overlaid(queries.city_folder(), queries.texts_in_force() | {document.file: text})
    except PackError as error:
        for mistake in error.mistakes:
            of, _comma, name = mistake.where.rpartition(", ")
            if mistake.file != document.file:
                continue
            if document.kind in entries.TEXTS and f"{of}-{name}" == key:
                yield "text", mistake
            elif tables.is_table(document.kind, key):
                # A node of the menu may have the name of a value above the nodes
                if of == tables.label(key) and document.kind != menu_nodes.KIND:
                    yield name, mistake
            elif of and of.rpartition(" ")[2] == _place(document.kind, key):
                yield name, mistake


def _place(kind: str, key: str) -> str:
    """Return the last word of how mistakes name an entry."""
    return inner_lists.place(kind, key.removeprefix(topic_groups.PREFIX))


def _field(form: forms.Form, name: str) -> str:
    """Return the field that says a value of a file; empty: none does."""
    names = (name, f"{name}_amount")
    return next((each for each in names if each in form.fields), "")

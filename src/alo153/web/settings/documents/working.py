"""The document that somebody works on: their draft, or what is in force."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Final

from django.http import Http404
from django.utils.functional import Promise
from django.utils.translation import gettext as _

from alo153.accounts.registry import edition
from alo153.city import queries
from alo153.city.citypack import CityPack, PackError
from alo153.city.citypack.documents import (
    Document,
    compare,
    document,
    entries,
    inner_lists,
    leave_days,
    number_words,
    read_overlaid,
    skills,
    tables,
    topic_groups,
)
from alo153.city.citypack.documents.entries import Entry
from alo153.city.models import DocumentDraft
from alo153.city.queries import InForce
from alo153.web.kit.access import StaffRequest
from alo153.web.settings.documents import labels, wording
from alo153.web.settings.documents.by_document import names

BY_PAST_CASES: Final = frozenset({"city", "kinds", "topics", "alarms"})
"""Documents that are tried on past applications: by their clocks, or by their words."""
BY_PAST_CALLS: Final = frozenset({"queues", "menu", "numbers"})
"""Documents that say where a call comes."""


@dataclass(frozen=True)
class Work:
    """A document next to what is in force."""

    document: Document
    in_force: InForce
    draft: DocumentDraft | None

    @property
    def text(self) -> str:
        """Return what is edited."""
        return self.draft.text if self.draft else self.in_force.text

    @property
    def onto(self) -> int:
        """Return the number of the version that it is made from."""
        return self.draft.onto if self.draft else self.in_force.number

    @property
    def is_behind(self) -> bool:
        """Tell whether another version came into force since the draft was begun."""
        return self.onto != self.in_force.number

    @property
    def draft_mark(self) -> str:
        """Return a mark of the draft, another one after each change; empty: there is none."""
        return self.draft.changed_at.isoformat() if self.draft else ""

    @property
    def changed(self) -> bool:
        """Tell whether the draft says anything else than what is in force."""
        return self.text != self.in_force.text

    @cached_property
    def entries(self) -> list[Entry] | None:
        """Return what can be edited one by one; None where nothing can."""
        if self.document.kind not in entries.KINDS:
            return None
        try:
            found = entries.entries(self.document.kind, self.text)
        except entries.NoEntries:
            return None
        return [self._named(each) for each in found]

    def _named(self, entry: Entry) -> Entry:
        """Return an entry with the words of the page instead of the keys of its file."""
        kind = self.document.kind
        if tables.is_table(kind, entry.key):
            return replace(entry, name=labels.table(entry.key), group=_("Settings"))
        if own := _own_name(kind, entry):
            return replace(entry, name=own)
        if skills.is_skill(kind, entry.key):
            return replace(entry, group=_("Skills"))
        if kind == leave_days.KIND:
            return replace(entry, group=_("Days of administrative leave"))
        if inner := inner_lists.of_entry(kind, entry.key):
            named = names.of_entry(inner.name, entry.said)
            return replace(entry, name=named, group=str(names.INNER[inner.name]))
        return entry

    @property
    def is_of_texts(self) -> bool:
        """Tell whether its entries are texts by language."""
        return self.document.kind in entries.TEXTS

    @property
    def takes_entries(self) -> bool:
        """Tell whether entries can be added."""
        return self.document.kind not in entries.FIXED

    @property
    def is_of_areas(self) -> bool:
        """Return whether it is read as a map, not as lines."""
        return self.document.kind == "boundaries"

    @property
    def others_to_add(self) -> Mapping[str, str | Promise]:
        """Return what else than an entry of its list can be added: the words of the button."""
        return names.OTHERS_TO_ADD.get(self.document.kind, {})

    @cached_property
    def lines(self) -> list[wording.DiffLine]:
        """Return the lines that differ from what is in force."""
        return wording.difference(self.in_force.text, self.text)

    @cached_property
    def _read(self) -> CityPack | PackError:
        try:
            return read_overlaid(
                queries.city_folder(), queries.texts_in_force() | {self.document.file: self.text}
            )
        except PackError as error:
            return error

    @cached_property
    def mistakes(self) -> list[str]:
        """Return everything that is wrong with it, in words."""
        if isinstance(self._read, PackError):
            return wording.told_mistakes(self._read.mistakes, self.document.file)
        return []

    @cached_property
    def newer_permissions(self) -> list[str]:
        """Return what roles permit that the document cannot know, in words (ADR 82)."""
        if self.document.kind != "roles" or isinstance(self._read, PackError):
            return []
        return list(wording.told_newer(self._read.roles))

    @property
    def edition(self) -> int:
        """Return the edition of the list of permissions that this program has."""
        return edition()

    @cached_property
    def packs(self) -> tuple[CityPack, CityPack] | None:
        """Return the city as it is and as it would be; None where one of them is wrong."""
        if isinstance(self._read, PackError):
            return None
        try:
            return read_overlaid(queries.city_folder(), queries.texts_in_force()), self._read
        except PackError:
            return None

    @cached_property
    def effects(self) -> list[str]:
        """Return what would be another once it is in force, in words."""
        if self.packs is None:
            return []
        return list(
            wording.told_changes(self.document.kind, compare(self.document.kind, *self.packs))
        )

    @property
    def can_be_simulated(self) -> bool:
        """Tell whether past cases or calls can say what it would do."""
        kinds = BY_PAST_CASES | BY_PAST_CALLS
        return self.changed and self.document.kind in kinds and self.packs is not None

    @property
    def is_of_calls(self) -> bool:
        """Tell whether it says where calls come."""
        return self.document.kind in BY_PAST_CALLS


def _own_name(kind: str, entry: Entry) -> str:
    """Return the name of an entry that its file does not name; empty if it does."""
    if number_words.is_numbers(kind, entry.key):
        return labels.field(number_words.TABLE)
    if kind in entries.TEXTS:
        return names.of_text(kind, entry.name, entry.said)
    return _("The whole group") if topic_groups.is_group(kind, entry.key) else ""


def work_of(request: StaffRequest, kind: str) -> Work:
    """Return what this person works on; some queries. Raises Http404."""
    asked = document_or_404(kind)
    draft = queries.document_drafts(request.user).get(kind)
    return Work(asked, queries.document_in_force(asked), draft)


def document_or_404(kind: str) -> Document:
    """Return a document by its kind. Raises Http404."""
    try:
        return document(kind)
    except KeyError:
        raise Http404 from None

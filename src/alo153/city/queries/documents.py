"""The content of the city's documents: in force, in drafts, and in versions."""

from dataclasses import dataclass
from pathlib import Path

from django.conf import settings
from django.db.models import QuerySet

from alo153.accounts.models import User
from alo153.accounts.policy import permit
from alo153.city.citypack.documents import DOCUMENTS, Document, routing_file
from alo153.city.events import DocumentRefused
from alo153.city.models import DocumentDraft, DocumentVersion
from alo153.city.permissions import EDIT_CITY
from alo153.city.queries.current import city
from alo153.city.queries.rules import rules_of, version_in_force
from alo153.city.rules.routing import Reasons
from alo153.core import events


@dataclass(frozen=True)
class InForce:
    """A document's present content. `version` is None, and its number 0, before the first one."""

    text: str
    version: DocumentVersion | None

    @property
    def number(self) -> int:
        """Return the number of its version."""
        return self.version.number if self.version else 0


def city_folder() -> Path:
    """Return the folder of the city's files."""
    return Path(settings.CITIES_DIR) / settings.CITY


def file_text(document: Document) -> str:
    """Return what the file of a document says; empty: it is not there."""
    path = city_folder() / document.file
    return path.read_text(encoding="utf-8-sig") if path.exists() else ""


def documents_of(kind: str) -> QuerySet[DocumentVersion]:
    """Return the versions of a document, the latest first."""
    return DocumentVersion.objects.filter(kind=kind).select_related("saved_by")


def document_in_force(document: Document) -> InForce:
    """Return what a document says now; one query.

    A live one that nobody edited says what its file does, also before the next `load_city`.
    """
    state = DocumentVersion.State.IN_FORCE
    version = documents_of(document.kind).filter(state=state).first()
    is_the_file = version is None or (document.is_live and version.saved_by_id is None)
    return InForce(file_text(document) if is_the_file or not version else version.text, version)


def texts_in_force(*, by_people: bool = False) -> dict[str, str]:
    """Return what the documents with a version say, by the name of their file; one query.

    Live ones that nobody edited are left out: their file says it.

    Args:
        by_people: leave all out that nobody edited.
    """
    rows = DocumentVersion.objects.filter(state=DocumentVersion.State.IN_FORCE)
    said = {kind: (text, who) for kind, text, who in rows.values_list("kind", "text", "saved_by")}
    return {
        each.file: said[each.kind][0]
        for each in DOCUMENTS
        if each.kind in said and (said[each.kind][1] or not (by_people or each.is_live))
    }


def texts_of_pack() -> dict[str, str]:
    """Return the documents and the routing rules in force, by the name of their file.

    At most four queries.
    """
    said, version = texts_in_force(), version_in_force()
    if version is not None:
        reasons = Reasons(**city().routing_reasons)
        text = routing_file.routing_text(city_folder(), rules_of(version), reasons)
        said[routing_file.FILE] = text
    return said


def document_versions(asker: User, kind: str) -> QuerySet[DocumentVersion]:
    """Return the versions of a document. Raises NotPermitted."""
    permit(EDIT_CITY, by=asker)
    return documents_of(kind)


def document_drafts(asker: User) -> dict[str, DocumentDraft]:
    """Return somebody's own drafts by kind; one query. Raises NotPermitted."""
    permit(EDIT_CITY, by=asker)
    return {each.kind: each for each in DocumentDraft.objects.filter(user=asker)}


def documents_latest(asker: User) -> dict[str, list[DocumentVersion]]:
    """Return what is in force, planned or waiting of each kind; one query. Raises NotPermitted.

    A planned version that was refused is among them until another one is planned or in force.
    """
    permit(EDIT_CITY, by=asker)
    states = DocumentVersion.State
    shown = states.IN_FORCE, states.SCHEDULED, states.WAITING, states.REFUSED
    found: dict[str, list[DocumentVersion]] = {}
    # The latest first
    rows = DocumentVersion.objects.filter(state__in=shown).defer("text")
    for row in rows.select_related("saved_by"):
        newer = {each.state for each in found.setdefault(row.kind, [])}
        if row.state != states.REFUSED or newer <= {states.WAITING.value}:
            found[row.kind].append(row)
    return found


def why_refused(version: DocumentVersion) -> DocumentRefused | None:
    """Return what was written down when a planned version was refused."""
    event = events.history(version, DocumentRefused).last()
    return events.read(event, DocumentRefused) if event else None

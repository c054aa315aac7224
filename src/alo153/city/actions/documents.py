"""The one writer of city documents: drafts, versions, and what comes in force when."""

import logging
from collections.abc import Mapping
from datetime import datetime
from pathlib import Path

from django.db import OperationalError, connection, transaction

from alo153.accounts.actions import RoleInUse
from alo153.accounts.models import User
from alo153.accounts.policy import permit
from alo153.accounts.queries import grants_with
from alo153.accounts.registry import Permission
from alo153.accounts.roles import grown
from alo153.city import queries
from alo153.city.actions.city import load_city
from alo153.city.actions.gaining import gained_in_units
from alo153.city.citypack import CityPack, PackError
from alo153.city.citypack.documents import DOCUMENTS, Document, document, read_overlaid
from alo153.city.events import (
    DocumentPublished,
    DocumentRefused,
    DocumentScheduled,
    DocumentWithdrawn,
)
from alo153.city.models import DocumentDraft, DocumentVersion
from alo153.city.permissions import EDIT_CITY
from alo153.core import events
from alo153.core.actor import Actor
from alo153.core.ttl_cache import forget_cached

logger = logging.getLogger(__name__)
State = DocumentVersion.State


class DocumentReasonMissing(ValueError):
    """A document is put in force with a reason; this one was empty."""


class DocumentChangedSince(Exception):
    """Another version came into force after this one was begun."""


class DocumentTooLong(ValueError):
    """No document of a city is so long."""


class DocumentLocksOut(Exception):
    """With these roles, who puts them in force could not edit documents any more."""


class DocumentGivesToOneself(Exception):
    """With these roles or units, their publisher would be permitted more than now."""

    def __init__(self, gained: frozenset[Permission], file: str = "roles.toml") -> None:
        self.gained = sorted(gained, key=lambda each: each.key)
        keys = ", ".join(each.key for each in self.gained)
        super().__init__(f"{file}: who puts it in force would gain {keys}")


class DocumentAuthorLeft(Exception):
    """The person who planned the document may no longer edit documents."""


class DocumentTimePassed(ValueError):
    """The time from which the document was to hold has passed."""


_CAUSES: Mapping[type[Exception], str] = {
    PackError: "mistakes",
    RoleInUse: "role_in_use",
    DocumentLocksOut: "locks_out",
    DocumentGivesToOneself: "gains",
    DocumentAuthorLeft: "author_left",
}


def keep_document(*, kind: str, text: str, by: User, at: datetime) -> None:
    """Keep somebody's draft; the first begins with what is in force now.

    Raises:
        NotPermitted: `by` may not edit documents.
        KeyError: there is no such kind.
        DocumentTooLong: it is longer than such documents are.
    """
    permit(EDIT_CITY, by=by)
    asked = document(kind)
    if len(text) > asked.longest:
        raise DocumentTooLong(kind)
    # Browsers end lines as e-mails do
    facts = {"text": text.replace("\r\n", "\n"), "changed_at": at}
    onto = queries.document_in_force(asked).number
    DocumentDraft.objects.update_or_create(
        kind=kind, user=by, defaults=facts, create_defaults={**facts, "onto": onto}
    )


def discard_document(*, kind: str, by: User) -> None:
    """Throw somebody's draft away. Raises NotPermitted."""
    permit(EDIT_CITY, by=by)
    DocumentDraft.objects.filter(kind=kind, user=by).delete()


@transaction.atomic
def publish_document(
    *,
    kind: str,
    text: str,
    reason: str,
    onto: int,
    by: User,
    at: datetime,
    publish_at: datetime | None = None,
) -> DocumentVersion:
    """Put a document in force, now or at a time; a draft of it is done.

    Args:
        onto: the number of the version that it was made from.
        publish_at: None puts it in force at once; another planned version is withdrawn.

    Raises:
        NotPermitted: `by` may not edit documents.
        KeyError: there is no such kind.
        DocumentReasonMissing, DocumentChangedSince, DocumentTimePassed, DocumentLocksOut,
            DocumentGivesToOneself: as said.
        PackError: with every mistake; nothing is changed.
        RoleInUse: a role that people hold would be given elsewhere.
    """
    permit(EDIT_CITY, by=by)
    asked = document(kind)
    if not reason.strip():
        raise DocumentReasonMissing
    if publish_at is not None and publish_at <= at:
        raise DocumentTimePassed
    _one_at_a_time()
    if queries.document_in_force(asked).number != onto:
        raise DocumentChangedSince
    _begin(asked, at)
    pack = read_overlaid(_folder(), _texts() | {asked.file: text})
    _judge(asked, pack, by)
    DocumentDraft.objects.filter(kind=kind, user=by).delete()
    _withdraw(asked, by=Actor.staff(by.pk), at=at)
    version = _add(asked, text, reason.strip(), by, at, State.SCHEDULED, publish_at or at)
    if publish_at is None:
        _put_in_force(version, pack, by=Actor.staff(by.pk), at=at)
        return version
    said = DocumentScheduled(kind=kind, number=version.number, publish_at=publish_at.isoformat())
    events.record(said, subject=version, by=Actor.staff(by.pk), at=at)
    return version


@transaction.atomic
def withdraw_document(*, kind: str, by: User, at: datetime) -> None:
    """Take back a version that is planned; without one nothing happens. Raises NotPermitted."""
    permit(EDIT_CITY, by=by)
    _one_at_a_time()
    _withdraw(document(kind), by=Actor.staff(by.pk), at=at)


def publish_due_documents(*, by: Actor, at: datetime) -> None:
    """Put in force whatever was planned until now, each by itself.

    What does not fit the city any more is refused, and stays to be read; the former stays in force.
    So does one whose author has left, or at which the program fails: no other waits for it.

    Raises:
        OperationalError: the database is not there; all are tried again.
    """
    due = DocumentVersion.objects.filter(state=State.SCHEDULED, publish_at__lte=at)
    for key in list(due.order_by("publish_at", "pk").values_list("pk", flat=True)):
        try:
            _publish_due(key, by=by, at=at)
        except OperationalError:
            raise
        except tuple(_CAUSES) as error:
            _refuse(key, _CAUSES[type(error)], str(error), by=by, at=at)
        except Exception as error:
            logger.exception("A planned document could not be put in force: %s", key)
            _refuse(key, "error", type(error).__name__, by=by, at=at)


@transaction.atomic
def _publish_due(key: int, *, by: Actor, at: datetime) -> None:
    _one_at_a_time()
    version = DocumentVersion.objects.filter(pk=key, state=State.SCHEDULED).first()
    if version is None:
        return
    if version.saved_by is None or not version.saved_by.may(EDIT_CITY):
        raise DocumentAuthorLeft("whoever planned it may not edit documents any more")
    asked = document(version.kind)
    pack = read_overlaid(_folder(), _texts() | {asked.file: version.text})
    # Roles given since it was planned count, too
    _judge(asked, pack, version.saved_by)
    _put_in_force(version, pack, by=by, at=at)


@transaction.atomic
def _refuse(key: int, cause: str, why: str, *, by: Actor, at: datetime) -> None:
    _one_at_a_time()
    version = DocumentVersion.objects.filter(pk=key, state=State.SCHEDULED).first()
    if version is None:
        return
    version.state = State.REFUSED
    version.save(update_fields=["state"])
    # What was read while it was tried is not so
    forget_cached()
    said = DocumentRefused(kind=version.kind, number=version.number, why=why, cause=cause)
    events.record(said, subject=version, by=by, at=at)


@transaction.atomic
def follow_files(*, by: Actor, at: datetime) -> CityPack:
    """Make versions of the files that changed, and load the city as its documents say.

    A file comes in force where its former text was. Where an administrator put another in force,
    that stays, and the file's version waits to be taken up, as with the rules (ADR 14).

    Raises:
        PackError, AnotherCityError, RoleInUse: as `load_city`; nothing is changed.
    """
    _one_at_a_time()
    for each in DOCUMENTS:
        _follow(each, at)
    pack = read_overlaid(_folder(), _texts())
    load_city(pack=pack, by=by, at=at)
    return pack


def _follow(asked: Document, at: datetime) -> None:
    text = _file_text(asked)
    current = queries.documents_of(asked.kind).filter(state=State.IN_FORCE).first()
    if current is None:
        _begin(asked, at)
        return
    last = queries.documents_of(asked.kind).filter(saved_by=None).first()
    if text in {current.text, last.text if last else None}:
        return
    if current.saved_by_id is None:
        _replace(asked)
        _add(asked, text, asked.file, None, at, State.IN_FORCE)
        return
    queries.documents_of(asked.kind).filter(state=State.WAITING).update(state=State.FORMER)
    _add(asked, text, asked.file, None, at, State.WAITING)


def _begin(asked: Document, at: datetime) -> None:
    """Make the first version of a document: what its file says."""
    if not queries.documents_of(asked.kind).exists():
        _add(asked, _file_text(asked), asked.file, None, at, State.IN_FORCE)


def _put_in_force(version: DocumentVersion, pack: CityPack, *, by: Actor, at: datetime) -> None:
    _replace(document(version.kind))
    version.state = State.IN_FORCE
    version.save(update_fields=["state"])
    load_city(pack=pack, by=by, at=at)
    said = DocumentPublished(kind=version.kind, number=version.number)
    events.record(said, subject=version, by=by, at=at)
    transaction.on_commit(queries.follow_documents, robust=True)


def _judge(asked: Document, pack: CityPack, by: User | None) -> None:
    """Refuse what gives to its publisher. Raises DocumentLocksOut, DocumentGivesToOneself."""
    _judge_roles(asked, pack, by)
    if asked.kind == "units" and by and (gained := gained_in_units(pack.units, by)):
        raise DocumentGivesToOneself(gained, asked.file)


def _judge_roles(asked: Document, pack: CityPack, by: User | None) -> None:
    """Refuse roles by which their publisher gains, or could edit no documents.

    Raises:
        DocumentLocksOut, DocumentGivesToOneself: as said.
    """
    if asked.kind != "roles" or by is None:
        return
    after = grants_with(by, [line.bundle for line in pack.roles])
    if not any(EDIT_CITY in each.permissions for each in after):
        raise DocumentLocksOut("roles.toml: who puts it in force could edit no documents")
    if gained := grown(User.objects.get(pk=by.pk).grants, after):
        raise DocumentGivesToOneself(gained)


def _replace(asked: Document) -> None:
    queries.documents_of(asked.kind).filter(state=State.IN_FORCE).update(state=State.FORMER)


def _withdraw(asked: Document, *, by: Actor, at: datetime) -> None:
    for version in queries.documents_of(asked.kind).filter(state=State.SCHEDULED):
        version.state = State.WITHDRAWN
        version.save(update_fields=["state"])
        said = DocumentWithdrawn(kind=asked.kind, number=version.number)
        events.record(said, subject=version, by=by, at=at)


def _add(
    asked: Document,
    text: str,
    reason: str,
    saved_by: User | None,
    at: datetime,
    state: State,
    publish_at: datetime | None = None,
) -> DocumentVersion:
    last = queries.documents_of(asked.kind).first()
    return DocumentVersion.objects.create(
        kind=asked.kind,
        number=last.number + 1 if last else 1,
        text=text,
        saved_by=saved_by,
        saved_at=at,
        reason=reason,
        state=state,
        publish_at=publish_at,
    )


def _one_at_a_time() -> None:
    """Hold the documents until the transaction ends: no two versions get one number."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(hashtextextended('city documents', 0))")


def _folder() -> Path:
    return queries.city_folder()


def _file_text(asked: Document) -> str:
    return queries.file_text(asked)


def _texts() -> dict[str, str]:
    return queries.texts_in_force()

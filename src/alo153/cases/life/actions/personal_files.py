"""A visitor signs at the counter, and shows a card: both are kept apart, the card for a time."""

import logging
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta
from functools import partial
from typing import Any, Final

from django.core.files.base import ContentFile
from django.core.files.storage import Storage
from django.db import transaction
from django.db.models import F, Q

from alo153.accounts.models import User
from alo153.cases.events.life import (
    CaseIdentityDeleted,
    CaseIdentityScanned,
    CaseVisitorSigned,
)
from alo153.cases.life import receipts
from alo153.cases.life.actions.noting import sha256_of
from alo153.cases.models import Case, PersonalFile
from alo153.cases.policy.permitting import permit
from alo153.cases.rules.lifecycle import State
from alo153.cases.rules.verbs import Verb
from alo153.cases.verbs.moving import locked, tell
from alo153.citizens.channel import Channel
from alo153.city import queries as city
from alo153.core.actor import SYSTEM, Actor
from alo153.core.database.sealed_text import ring
from alo153.core.files import uploads
from alo153.core.files.uploads import CheckedFile

MOST_AT_ONCE: Final = 200
_FAILED_LAST: Final = F("delete_failed_at").asc(nulls_first=True)
logger = logging.getLogger(__name__)


class SignedAlready(Exception):
    """A signature stays: nobody puts another one in its place."""


class CaseOver(Exception):
    """The case is closed: nothing is signed any more, and a card could be asked for nothing."""


class ScanNotDeleted(Exception):
    """The file of a card cannot be deleted now: it is due, and tried again by itself."""


class NotAtCounter(Exception):
    """Nobody came to a counter with this case: there is no visitor who could sign it."""


def keep_signature(
    *, case: Case, file: CheckedFile, way: PersonalFile.Way, by: User, at: datetime
) -> PersonalFile:
    """Keep the picture of a visitor's signature below what they handed in.

    The event carries the hash of the application's words as well, so that nobody can say later
    that something else was signed. It is no secure electronic signature (Law 5070, art. 4).

    Raises:
        NotTheirs: this person does not open cases.
        NotAtCounter: the case was not opened at a counter.
        CaseOver: the case is closed.
        SignedAlready: there is one.
        FileError: the disk is full.
    """
    with _together() as written:
        current = _of_visitor(case, by)
        if current.personal_files.filter(kind=PersonalFile.Kind.SIGNATURE).exists():
            raise SignedAlready
        kept = _written(current, file, kind=PersonalFile.Kind.SIGNATURE, way=way, by=by, at=at)
        written.append(kept)
        kept.save()
        signed = CaseVisitorSigned(
            sha256=kept.sha256, application=receipts.of_application(case), way=way.value
        )
        tell(current, signed, by=Actor.staff(by.pk), at=at)
    return kept


def keep_identity_scan(
    *, case: Case, file: CheckedFile, purpose: PersonalFile.Purpose, by: User, at: datetime
) -> PersonalFile:
    """Keep the scan of a card, for a purpose and a time (Law 6698, art. 4); a better one replaces.

    Nothing is read out of it. It goes with the closing of the case, and after as many days as the
    city says at the latest.

    Raises:
        NotTheirs: this person does not open cases.
        NotAtCounter: the case was not opened at a counter.
        CaseOver: the case is closed.
        FileError: the disk is full.
    """
    with _together() as written:
        current = _of_visitor(case, by)
        kept = _written(
            current,
            file,
            kind=PersonalFile.Kind.IDENTITY,
            purpose=purpose,
            delete_at=at + timedelta(days=city.city().identity_scan_days),
            by=by,
            at=at,
        )
        written.append(kept)
        for earlier in _scans().filter(case=current):
            _replace(earlier)
        kept.save()
        tell(current, CaseIdentityScanned(purpose=purpose.value), by=Actor.staff(by.pk), at=at)
    return kept


def delete_identity_scan(*, case: Case, by: User, at: datetime) -> None:
    """Delete the scan of a card before its time: it has served.

    Raises:
        NotTheirs: this person does not open cases.
        ScanNotDeleted: its file cannot be deleted now. It is due, and tried again by itself.
    """
    if not _deleted_by_hand(case, by=by, at=at):
        raise ScanNotDeleted


@transaction.atomic
def _deleted_by_hand(case: Case, *, by: User, at: datetime) -> bool:
    """Delete the scan, or let it be due from now on."""
    current = locked(case)
    permit(Verb.KEEP_PERSONAL_FILE, current, by=by)
    for scan in _scans().filter(case=current):
        try:
            _delete(scan)
        except OSError as error:
            _note_failure(scan.pk, error, at, delete_at=min(scan.delete_at or at, at))
            return False
        tell(current, CaseIdentityDeleted(), by=Actor.staff(by.pk), at=at)
    return True


def delete_due_identity_scans(*, at: datetime) -> int:
    """Delete scans whose time is over or whose case is closed; returns how many.

    The file goes first: a run that was killed finds the row again. A file that cannot be deleted
    is logged, keeps its row for the next run, stops no other, and is tried last.
    """
    due = _scans().filter(Q(delete_at__lte=at) | Q(case__state=State.CLOSED))
    keys = list(due.order_by(_FAILED_LAST, "delete_at").values_list("pk", "case_id")[:MOST_AT_ONCE])
    count = 0
    for key, case_id in keys:
        try:
            _delete_due(key, case_id, at)
        except OSError as error:
            _note_failure(key, error, at)
        else:
            count += 1
    return count


def _note_failure(key: int, error: OSError, at: datetime, **changes: Any) -> None:
    # Without the words of the error, which may name what is personal
    logger.error("scan of a card %s is not deleted: %s", key, type(error).__name__)
    _scans().filter(pk=key).update(delete_failed_at=at, **changes)


@transaction.atomic
def _delete_due(key: int, case_id: int, at: datetime) -> None:
    case = locked(Case(pk=case_id))
    for scan in _scans().filter(pk=key):
        _delete(scan)
        tell(case, CaseIdentityDeleted(), by=SYSTEM, at=at)


def _of_visitor(case: Case, by: User) -> Case:
    """Lock an open case of a counter for somebody who may keep what its visitor shows."""
    current = locked(case)
    permit(Verb.KEEP_PERSONAL_FILE, current, by=by)
    if current.channel != Channel.COUNTER:
        raise NotAtCounter
    if current.state == State.CLOSED:
        raise CaseOver
    return current


@contextmanager
def _together() -> Iterator[list[PersonalFile]]:
    """Begin a transaction; if it fails, the files that were written in it go as well."""
    written: list[PersonalFile] = []
    try:
        with transaction.atomic():
            yield written
    except Exception:
        for kept in written:
            _delete_file(kept.file.storage, str(kept.file.name))
        raise


def _scans() -> Any:
    return PersonalFile.objects.filter(kind=PersonalFile.Kind.IDENTITY)


def _delete(scan: PersonalFile) -> None:
    scan.file.delete(save=False)
    scan.delete()


def _replace(scan: PersonalFile) -> None:
    """Delete a scan whose file stays until another one is safely in its place."""
    scan.delete()
    transaction.on_commit(partial(_delete_file, scan.file.storage, str(scan.file.name)))


def _delete_file(storage: Storage, name: str) -> None:
    """Delete a file that no row names; its name, a hash, tells who runs this which was left."""
    try:
        storage.delete(name)
    except OSError as error:
        logger.error("file %s is left behind: %s", name, type(error).__name__)


def _written(
    case: Case, file: CheckedFile, *, by: User, at: datetime, **facts: Any
) -> PersonalFile:
    """Seal and write a file; its row is for the caller to save."""
    digest = sha256_of(file.content)
    kept = PersonalFile(
        case=case, content_type=file.content_type, sha256=digest, by_user=by, at=at, **facts
    )
    sealed = ring().seal_file(file.content, of=kept.sealed_for)
    with uploads.room():
        kept.file.save(f"{digest[:32]}.sealed", ContentFile(sealed), save=False)
    return kept

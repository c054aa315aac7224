"""Let somebody outside the municipality do a work: by a link, without an account."""

import hashlib
import secrets
from base64 import urlsafe_b64encode
from datetime import datetime
from typing import Final
from uuid import UUID

from django.db import transaction
from django.db.models import QuerySet
from django.utils.crypto import salted_hmac

from alo153.accounts.models import User
from alo153.cases.events.fieldwork import CaseWorkGiven, CaseWorkReported, CaseWorkRevoked
from alo153.cases.life.actions.noting import SAME_WITHIN, attach, sha256_of
from alo153.cases.models import Case, ContractorLink, ContractorOpening, ContractorReport
from alo153.cases.policy.permitted import Denied
from alo153.cases.policy.permitting import NotTheirs, permit
from alo153.cases.policy.refusals import ReasonMissing
from alo153.cases.rules.verbs import Verb
from alo153.cases.verbs.moving import locked, tell
from alo153.core.actor import SYSTEM, Actor
from alo153.core.files.uploads import CheckedFile

_SALT: Final = "alo153.cases.contractor"
MOST_REPORTS: Final = 40
"""Of one link, each with a photo at most: its holder needs no account."""


class LinkOver(Exception):
    """There is no such link, or it ended, was taken back or expired: the same answer."""


class TooManyReports(Exception):
    """As much was reported by a link as one takes."""


@transaction.atomic
def give_work(
    *,
    case: Case,
    contractor: str,
    words: str,
    with_photos: bool,
    expires_at: datetime,
    form_token: UUID | None = None,
    by: User,
    at: datetime,
) -> str:
    """Give a work away; returns the token of the link, which is nowhere else.

    Args:
        form_token: of the form in which it was typed; sent again it is the same link.

    Raises:
        ReasonMissing: it does not say what is to be done.
        NotTheirs: the case is with a unit that is not theirs, or confidential.
    """
    if not words.strip():
        raise ReasonMissing
    current = locked(case)
    permit(Verb.GIVE_WORK, current, by=by)
    if current.confidential:
        raise NotTheirs(Denied.CONFIDENTIAL)
    token = _token(current, by, form_token)
    if ContractorLink.objects.filter(digest=_digest(token)).exists():
        return token
    link = ContractorLink.objects.create(
        case=case,
        contractor=contractor.strip(),
        words=words.strip(),
        with_photos=with_photos,
        digest=_digest(token),
        given_by=by,
        given_at=at,
        expires_at=expires_at,
    )
    tell(case, CaseWorkGiven(link=link.pk), by=Actor.staff(by.pk), at=at)
    return token


@transaction.atomic
def revoke_work(*, link: ContractorLink, by: User, at: datetime) -> None:
    """Let a link open nothing any more; a second time changes nothing.

    Raises:
        NotTheirs: somebody else made it, and the case is with another unit.
    """
    case = locked(link.case)
    if link.given_by_id != by.pk:
        permit(Verb.GIVE_WORK, case, by=by)
    if ContractorLink.objects.filter(pk=link.pk, revoked_at=None).update(revoked_at=at):
        tell(case, CaseWorkRevoked(link=link.pk), by=Actor.staff(by.pk), at=at)


def open_work(*, token: str, at: datetime) -> ContractorLink:
    """Return what a link shows, and write down that it was opened.

    Raises:
        LinkOver: it opens nothing.
    """
    link = _opens(token, at).select_related("case").first()
    if not link:
        raise LinkOver
    ContractorOpening.objects.create(link=link, at=at)
    return link


def link_of(*, case: Case, token: str, at: datetime) -> ContractorLink:
    """Return the link to a work of this case that a token opens, without opening it.

    Raises:
        LinkOver: it opens nothing of this case.
    """
    link = _opens(token, at).filter(case=case).first()
    if not link:
        raise LinkOver
    return link


def _opens(token: str, at: datetime) -> QuerySet[ContractorLink]:
    return ContractorLink.objects.filter(digest=_digest(token), revoked_at=None, expires_at__gt=at)


@transaction.atomic
def report_work(
    *, link: ContractorLink, note: str, photo: CheckedFile | None, at: datetime
) -> ContractorReport:
    """Keep what a contractor says, with the photo among the files of the case.

    The same words and photo within `SAME_WITHIN` are one report: a button pressed again.

    Raises:
        ReasonMissing: there are no words.
        TooManyReports: the link takes no more.
        FileError: the disk is full.
    """
    if not note.strip():
        raise ReasonMissing
    locked(link.case)
    if same := _same_report(link, note.strip(), photo, at):
        return same
    if link.reports.count() >= MOST_REPORTS:
        raise TooManyReports
    kept = None
    if photo:
        kept = attach(
            case=link.case, file=photo, from_citizen=False, is_evidence=True, by=SYSTEM, at=at
        )
    said = ContractorReport.objects.create(link=link, note=note.strip(), photo=kept, at=at)
    tell(link.case, CaseWorkReported(report=said.pk), by=SYSTEM, at=at)
    return said


def _same_report(
    link: ContractorLink, note: str, photo: CheckedFile | None, at: datetime
) -> ContractorReport | None:
    digest = sha256_of(photo.content) if photo else None
    said = link.reports.filter(note=note, at__gt=at - SAME_WITHIN, photo__sha256=digest)
    return said.last()


def _token(case: Case, by: User, form_token: UUID | None) -> str:
    """Draw a token; a form has one that nobody guesses who does not know the server's secret."""
    if form_token is None:
        return secrets.token_urlsafe(24)
    made = salted_hmac(_SALT, f"{case.pk}|{by.pk}|{form_token}", algorithm="sha256")
    return urlsafe_b64encode(made.digest()[:24]).decode()


def _digest(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()

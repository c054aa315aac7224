"""Add to a case without moving it: a note, a file, another contact."""

import hashlib
from datetime import datetime, timedelta
from typing import Final

from django.core.files.base import ContentFile
from django.db import transaction

from alo153.accounts.models import User
from alo153.cases.events.life import (
    CaseAskedAbout,
    CaseFileAdded,
    CaseMessageLost,
    CaseNoted,
    CaseSignatureKept,
)
from alo153.cases.models import Attachment, Case, Note, Particulars
from alo153.cases.policy.erased import refuse_erased
from alo153.cases.policy.permitting import permit
from alo153.cases.rules.verbs import Verb
from alo153.cases.verbs.moving import locked, tell
from alo153.contacts import actions as contact_actions
from alo153.contacts.models import Disposition, Interaction
from alo153.core.actor import SYSTEM, Actor
from alo153.core.database.sealed_text import ring
from alo153.core.files import uploads
from alo153.core.files.uploads import CheckedFile

_ENDINGS = {"image/jpeg": "jpg", "application/pdf": "pdf"}


SAME_WITHIN: Final = timedelta(minutes=10)


def sha256_of(content: bytes) -> str:
    """Return the hash under which a file is kept, in hex."""
    return hashlib.sha256(content).hexdigest()


@transaction.atomic
def note(*, case: Case, text: str, by: User, at: datetime) -> Note:
    """Leave a word for colleagues; the citizen never sees it.

    The same word of the same person within `SAME_WITHIN` is one: a button pressed again.

    Raises:
        NotTheirs: this person does not work on the case.
    """
    permit(Verb.NOTE, locked(case), by=by)
    for earlier in case.notes.filter(by_user=by, at__gt=at - SAME_WITHIN):
        if earlier.text == text.strip():
            return earlier
    written = Note.objects.create(case=case, text=text.strip(), by_user=by, at=at)
    tell(case, CaseNoted(note=written.pk), by=Actor.staff(by.pk), at=at)
    return written


@transaction.atomic
def attach(
    *,
    case: Case,
    file: CheckedFile,
    from_citizen: bool,
    is_petition: bool = False,
    is_evidence: bool = False,
    by: User | Actor,
    at: datetime,
) -> Attachment:
    """Keep a checked file with the case, under its hash; the sender's file name is not kept.

    Of a confidential case it is sealed.

    Raises:
        NotTheirs: staff who do not work on the case.
        PersonErased: no file of the citizen is kept any more.
        FileError: the disk is full.
    """
    permit(Verb.ATTACH, case, by=by)
    if from_citizen:
        refuse_erased(locked(case))
    digest = sha256_of(file.content)
    attached = Attachment(
        case=case,
        content_type=file.content_type,
        size=len(file.content),
        sha256=digest,
        from_citizen=from_citizen,
        is_petition=is_petition,
        is_evidence=is_evidence,
        needs_care=file.needs_care,
        at=at,
    )
    content, ending = file.content, _ENDINGS[file.content_type]
    if case.confidential:
        content, ending = ring().seal_file(content, of=attached.sealed_for), "sealed"
    with uploads.room():
        attached.file.save(f"{digest[:32]}.{ending}", ContentFile(content))
    actor = by if isinstance(by, Actor) else Actor.staff(by.pk)
    tell(case, CaseFileAdded(sha256=digest, from_citizen=from_citizen), by=actor, at=at)
    return attached


@transaction.atomic
def keep_signed_paper(*, case: Case, file: CheckedFile, by: User, at: datetime) -> Attachment:
    """Keep the scan of a paper that the applicant signed; a better scan takes its place.

    Law 3071, art. 4 and Law 4982, art. 6 ask for a signature. The earlier scan stays a file of
    the case; both are shown only to the staff who have the case, since they bear the address.

    Raises:
        NotTheirs: this person does not open cases.
        Particulars.DoesNotExist: the application was not signed on paper.
    """
    permit(Verb.KEEP_SIGNED_PAPER, case, by=by)
    paper = Particulars.Signature.PAPER
    signed = Particulars.objects.select_for_update().get(case=case, signature=paper)
    actor = Actor.staff(by.pk)
    signed.signed_paper = attach(
        case=case, file=file, from_citizen=False, is_petition=True, by=actor, at=at
    )
    signed.save(update_fields=["signed_paper"])
    tell(case, CaseSignatureKept(sha256=signed.signed_paper.sha256), by=actor, at=at)
    return signed.signed_paper


@transaction.atomic
def message_lost(*, case: Case, purpose: str, at: datetime) -> None:
    """Write into the timeline that a receipt, a notice or an answer did not reach the citizen.

    An answer that did not leave is a `RelayAttempt`; this is for one that left and did not arrive,
    when its case is closed already. For a notice that a law asks for (an extension,
    costs) somebody must find another way before the time is over.

    Args:
        purpose: ``receipt``, ``notice`` or ``answer``.
    """
    tell(case, CaseMessageLost(purpose=purpose), by=SYSTEM, at=at)


@transaction.atomic
def link_interaction(*, case: Case, interaction: Interaction, by: User, at: datetime) -> None:
    """Say that a contact was about this case: the citizen asked its state.

    Raises:
        NotTheirs: this person does not open cases.
    """
    permit(Verb.LINK_CONTACT, case, by=by)
    case.interactions.add(interaction)
    actor = Actor.staff(by.pk)
    contact_actions.dispose(
        interaction=interaction,
        disposition=Disposition.CASE,
        citizen=case.reporter,
        topic=None if case.confidential else case.topic,
        by=actor,
        at=at,
    )
    tell(case, CaseAskedAbout(channel=interaction.channel), by=actor, at=at)

"""Read signatures and scans of cards. The first argument is who asks."""

from datetime import datetime
from typing import IO

from alo153.accounts.models import User
from alo153.cases.models import Case, Particulars, PersonalFile
from alo153.citizens.actions import log_access
from alo153.citizens.permissions import READ_CONFIDENTIAL
from alo153.city.rules.kinds import Need

LOOKED = "identity-scan"
"""Its name in the access log."""


def of_case(case: Case) -> dict[str, PersonalFile]:
    """Return what there is of a case, by kind; one query."""
    return {kept.kind: kept for kept in case.personal_files.select_related("by_user")}


def may_read_card(asker: User) -> bool:
    """Tell whether this person may look at scans of cards."""
    return asker.may(READ_CONFIDENTIAL)


def is_signed_on_paper(case: Case) -> bool:
    """Tell whether somebody signed on paper where the kind asks for a signature; one query."""
    if not {Need.SIGNATURE, Need.SIGNATURE_OR_IDENTITY} & set(case.kind.needs):
        return False
    paper = Particulars.Signature.PAPER
    return Particulars.objects.filter(case=case, signature=paper).exists()


def open_file(
    asker: User, case: Case, kind: str, *, at: datetime
) -> tuple[PersonalFile, IO[bytes]]:
    """Open a file of a case that the asker was let see; a look at a card is logged by itself.

    Raises:
        PersonalFile.DoesNotExist: there is none, or it is a card and not for this person.
        OSError: the file was deleted.
    """
    kept = case.personal_files.select_related("case").get(kind=kind)
    if kept.kind == PersonalFile.Kind.IDENTITY:
        if not may_read_card(asker):
            raise PersonalFile.DoesNotExist
        log_access(
            user=asker,
            citizen=case.reporter,
            case_id=case.pk,
            what=LOOKED,
            reason=str(kept.get_purpose_display()),
            at=at,
        )
    return kept, kept.content()

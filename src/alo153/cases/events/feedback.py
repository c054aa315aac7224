"""Citizens' feedback on a closed case."""

from alo153.cases.events.of_case import OfCase
from alo153.cases.models import ObjectionOffer
from alo153.contacts.events import WorkOffered, WorkOfferEnded


class CaseConfirmed(OfCase, name="case.confirmed"):
    """The citizen calls it solved."""

    closing: int
    channel: str


class CaseFoundUnsolved(OfCase, name="case.found_unsolved"):
    """The citizen calls it not solved."""

    closing: int
    channel: str


class CaseObjectedTo(OfCase, name="case.objected_to"):
    """A case is opened again for somebody else; a new clock starts."""

    objection: int
    closing: int


class CaseObjectionTaken(OfCase, name="case.objection_taken"):
    """Somebody takes an objection."""

    objection: int


class CaseConfirmationAskedAgain(OfCase, name="case.confirmation_asked_again"):
    """The citizen did not say yet whether it is solved."""

    closing: int


class CaseConfirmationLapsed(OfCase, name="case.confirmation_lapsed"):
    """The citizen did not say in time whether it is solved."""

    closing: int


class CaseContactedAgain(OfCase, name="case.contacted_again"):
    """Somebody wrote again about the same; the subject is the closed case."""

    closing: int


class CaseFoundRepeated(OfCase, name="case.found_repeated"):
    """Somebody wrote again about the same; the subject is the new case."""

    closing: int


class CasePlanPassed(OfCase, name="case.plan_passed"):
    """The date of a plan has passed, and the case is open again."""

    closing: int


class ObjectionOffered(WorkOffered[ObjectionOffer], name="objection.offered"):
    """An agent is asked to decide an objection."""

    objection: int


class ObjectionOfferEnded(WorkOfferEnded[ObjectionOffer], name="objection.offer_ended"):
    """An offer of an objection is taken, declined, not answered or withdrawn."""

    objection: int

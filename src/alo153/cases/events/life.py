"""The way of a case: opened, handed over, answered, closed."""

from collections.abc import Sequence

from alo153.cases.events.of_case import OfCase


class CaseOpened(OfCase, name="case.opened"):
    """A citizen's matter becomes a case; the receipt is a hash of what was handed in."""

    kind: str
    topic: str
    channel: str
    receipt: str | None = None
    # Whether whoever chose the topic saw what the model proposes; None: no person chose it
    proposals_seen: bool | None = None


class CaseUnrouted(OfCase, name="case.unrouted"):
    """No rule names a unit."""

    forwarding: int


class CaseForwarded(OfCase, name="case.forwarded"):
    """A case goes to a unit; when it is opened, by the rules."""

    forwarding: int


class CaseAccepted(OfCase, name="case.accepted"):
    """The unit takes a case; `to` is who works on it, if another was given it."""

    unit: int | None
    to: int | None = None


class CaseAssigned(OfCase, name="case.assigned"):
    """A case that was accepted before is given to somebody in the unit."""

    to: int


class CaseReturned(OfCase, name="case.returned"):
    """The unit says that a case is not its own."""

    forwarding: int


class CaseReclassified(OfCase, name="case.reclassified"):
    """Topic, kind or place are put right.

    Kind and topic as they are now, `changed` names columns.
    """

    reclassification: int
    kind: str
    topic: str
    changed: Sequence[str]


class CaseDueMoved(OfCase, name="case.due_moved"):
    """The new kind and topic have another standard."""

    clock: int
    entry: int


class CaseAnswered(OfCase, name="case.answered"):
    """The unit writes its answer."""

    answer: int
    outcome: str


class CaseAnswerSentBack(OfCase, name="case.answer_sent_back"):
    """The center sends the answer back to the unit."""

    answer: int


class CaseAnswerApproved(OfCase, name="case.answer_approved"):
    """An answer is approved.

    The receipt is a hash of what is told, `hard` what a reader may stumble over.
    """

    answer: int
    receipt: str | None = None
    hard: Sequence[str] | None = None


class CaseClosed(OfCase, name="case.closed"):
    """A case ends: told, nobody reached, or no message wished."""

    told: bool
    channel: str
    # None in rows of before closings
    closing: int | None = None
    # Rows of 0.2.0 have none of these: what came of it, its age, and whether it was not overdue
    outcome: str | None = None
    age_seconds: float | None = None
    in_time: bool | None = None
    # Whether the first answer came within the time of the law; None: no law sets one
    in_statutory_time: bool | None = None


class CaseNoted(OfCase, name="case.noted"):
    """Somebody writes an internal note."""

    note: int


class CaseFileAdded(OfCase, name="case.file_added"):
    """The citizen or staff added a document or a photo."""

    sha256: str
    from_citizen: bool


class CaseSignatureKept(OfCase, name="case.signature_kept"):
    """The signed paper is scanned."""

    sha256: str


class CaseVisitorSigned(OfCase, name="case.visitor_signed"):
    """A visitor signed at the counter: hashes of the picture and of the words above it."""

    sha256: str
    application: str
    way: str


class CaseIdentityScanned(OfCase, name="case.identity_scanned"):
    """A card was scanned, and for what."""

    purpose: str


class CaseIdentityDeleted(OfCase, name="case.identity_deleted"):
    """The scan of a card was deleted: it was used, or its time is over."""


class CaseMessageLost(OfCase, name="case.message_lost"):
    """A receipt or a notice failed, or nobody knows."""

    purpose: str


class CaseAskedAbout(OfCase, name="case.asked_about"):
    """The citizen asks how a case is."""

    channel: str


class CaseExported(OfCase, name="case.exported"):
    """A case is taken out as a document."""

    sha256: str


class CaseAlarmRaised(OfCase, name="case.alarm_raised"):
    """Words of the citizen must be looked at by a person."""

    flag: int
    alarm: str


class CaseAlarmConfirmed(OfCase, name="case.alarm_confirmed"):
    """A person calls it urgent."""

    flag: int


class CaseAlarmDismissed(OfCase, name="case.alarm_dismissed"):
    """A person sees no alarm."""

    flag: int


class CaseAlarmOverdue(OfCase, name="case.alarm_overdue"):
    """Nobody looked at an alarm in the city's time."""

    flag: int

"""Events of crews and contractors."""

from alo153.cases.events.of_case import OfCase


class CaseFieldReported(OfCase, name="case.field_reported"):
    """The crew was there."""

    report: int
    found: str


class CaseWorkGiven(OfCase, name="case.work_given"):
    """A contractor gets the work, by a link."""

    link: int


class CaseWorkRevoked(OfCase, name="case.work_revoked"):
    """The link of a contractor is taken back."""

    link: int


class CaseWorkEnded(OfCase, name="case.work_ended"):
    """A case leaves its unit or is closed, and with that the contractor's link ends."""


class CaseWorkReported(OfCase, name="case.work_reported"):
    """A contractor reports."""

    report: int

"""A case's closing and objection on its page, and the people who may decide it."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from alo153.accounts.models import User
from alo153.cases.life import closings
from alo153.cases.models import Answer, Case, Closing, Objection
from alo153.cases.policy.erased import is_erased
from alo153.cases.rules.lifecycle import State
from alo153.cases.rules.verbs import Verb

# Steps that decide what becomes of a case with an objection
_DECIDING = frozenset({Verb.APPROVE, Verb.SEND_BACK, Verb.FORWARD})


@dataclass(frozen=True, kw_only=True)
class ObjectionPanel:
    """The open objection, why this person may not decide it, and the last closing.

    ``erased``: the citizen was erased, and says nothing any more.
    """

    case: Case
    asker: User
    objection: Objection | None
    closing: Closing | None
    why: closings.Barred | None
    erased: bool

    def context(self) -> dict[str, Any]:
        """Return what the templates show."""
        return {
            "objection": self.objection,
            "closing": self.closing,
            "person_erased": self.erased,
            "barred": closings.BARRED_WORDS[self.why] if self.why else "",
            "may_take": self._waits and not self.why and self._taken_by != self.asker,
        }

    def allowed(self, verbs: Sequence[Verb]) -> list[Verb]:
        """Return the steps this person may take: a closer decides no objection."""
        found = [verb for verb in verbs if verb not in _DECIDING or not self.why]
        return [*found, Verb.RECORD_CONFIRMATION] if self._may_be_said else found

    def is_of_writer(self, answer: Answer) -> bool:
        """Tell whether this person wrote the answer, so that somebody else must approve it."""
        return closings.approves_own(answer, self.asker)

    def beginning(self) -> dict[str, Any]:
        """Return what the form to send it back to the unit begins with: the same unit, and why."""
        if not self._waits or self.closing is None:
            return {}
        unit = self.closing.unit
        reason = _("The citizen says that it is not solved: %(words)s")
        return {
            "unit": unit.slug if unit else "",
            "reason": reason % {"words": self.closing.words},
        }

    @property
    def _waits(self) -> bool:
        return self.objection is not None and self.case.state == State.AT_CENTER

    @property
    def _taken_by(self) -> User | None:
        return self.objection.taken_by if self.objection else None

    @property
    def _may_be_said(self) -> bool:
        if self.erased or self.case.is_open:
            return False
        if self.closing is None or self.closing.answer_id is None:
            return False
        return self.closing.confirmation != Closing.Confirmation.NOT_SOLVED


def of(asker: User, case: Case) -> ObjectionPanel:
    """Return what this person sees of a case's closing and objection; one to three queries."""
    objection = closings.objection_of(case)
    return ObjectionPanel(
        case=case,
        asker=asker,
        objection=objection,
        closing=objection.closing if objection else _last(case),
        why=closings.barred(objection, asker) if objection else None,
        erased=not case.is_open and is_erased(case),
    )


def _last(case: Case) -> Closing | None:
    return None if case.is_open else closings.last_closing(case)

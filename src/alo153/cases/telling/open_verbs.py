"""The verbs that are open to a person on a case now. The first argument is the person who asks.

Pages ask here before they offer anything; the verbs ask the same again, behind the lock.
"""

from collections.abc import Collection, Iterable
from datetime import datetime
from functools import cached_property

from alo153.accounts.models import User
from alo153.cases.life import closings
from alo153.cases.models import Case, Clock, Closing, Objection, Question, Relay
from alo153.cases.policy import possible
from alo153.cases.policy.erased import is_erased
from alo153.cases.policy.permitted import Standing, denied
from alo153.cases.policy.possible import Time
from alo153.cases.policy.standing import standing
from alo153.cases.rules import clocks
from alo153.cases.rules.lifecycle import State
from alo153.cases.rules.verbs import Verb
from alo153.cases.telling import case_file
from alo153.cases.telling.case_file import Ledger
from alo153.cases.telling.timeline.rows import Rows
from alo153.citizens.channel import Channel


class OpenVerbs:
    """The verbs that are open to a person on a case at an instant.

        if Verb.FORWARD in OpenVerbs(asker, case, at=now): ...

    The rows that decide are read when a verb depends on them, once; a page that shows them takes
    them from here.
    """

    def __init__(self, asker: User, case: Case, *, at: datetime, rows: Rows | None = None) -> None:
        self.asker = asker
        self.case = case
        self._at = at
        self._rows = rows or Rows(case)

    def __contains__(self, verb: Verb) -> bool:
        return self._takes(verb) and not (verb is Verb.APPROVE and self._is_writer)

    def among(self, verbs: Iterable[Verb]) -> list[Verb]:
        """Return the open ones of these, in their order."""
        return [verb for verb in verbs if verb in self]

    @property
    def is_own_answer(self) -> bool:
        """Tell whether this person would approve the answer, had they not written it."""
        return self._takes(Verb.APPROVE) and self._is_writer

    def _takes(self, verb: Verb) -> bool:
        return denied(verb, self._who) is None and possible.takes(self, verb)

    @cached_property
    def _who(self) -> Standing:
        return standing(self.asker, self.case)

    @property
    def _is_writer(self) -> bool:
        answer = self._rows.last_answer
        return answer is not None and closings.approves_own(answer, self.asker)

    @property
    def state(self) -> State:
        """Return the state of the case."""
        return State(self.case.state)

    @property
    def is_linked(self) -> bool:
        """Tell whether it goes with another case."""
        return self.case.lead_id is not None

    @property
    def has_unit(self) -> bool:
        """Tell whether a unit or another body has it."""
        return self.case.unit_id is not None

    @property
    def is_inside(self) -> bool:
        """Tell whether a unit of the municipality has it."""
        return self._who.inside

    @property
    def is_confidential(self) -> bool:
        """Tell whether only named staff work on it."""
        return self.case.confidential

    @cached_property
    def of_kind(self) -> Collection[Verb]:
        """Return the verbs that its kind allows and some other kinds do not."""
        kind = self.case.kind
        allowed = {
            Verb.PAUSE: kind.hold,
            Verb.EXTEND: kind.extension,
            Verb.TELL_INTERIM: kind.interim,
            Verb.TELL_COSTS: kind.pay_within,
            Verb.PASS_ON: kind.forward_and_inform,
            # The law wants an answer of its own for each
            Verb.JOIN: not kind.law,
        }
        return frozenset(verb for verb, allows in allowed.items() if allows)

    @cached_property
    def ledgers(self) -> list[Ledger]:
        """Return its clocks with their lines."""
        return case_file.ledgers(self.case)

    @cached_property
    def time(self) -> Time:
        """Return the state of its clocks."""
        # An objection starts a clock anew: the latest counts
        answer = next((each for each in reversed(self.ledgers) if _is(each, _ANSWER)), None)
        payment = next((each for each in self.ledgers if _is(each, _PAYMENT)), None)
        due = answer.clock.due_at if answer else None
        return Time(
            answer=clocks.State(answer.clock.state) if answer else None,
            is_over=due is not None and due <= self._at,
            is_extended=answer is not None and answer.is_extended,
            payment=clocks.State(payment.clock.state) if payment else None,
        )

    @cached_property
    def question(self) -> Question | None:
        """Return the last question to its citizen that is not void."""
        return case_file.question_of(self.case)

    @property
    def is_asked(self) -> bool:
        """Tell whether a question waits for the citizen."""
        return self.question is not None and self.question.state == Question.State.OPEN

    @cached_property
    def relay(self) -> Relay | None:
        """Return how the last answer goes to the citizen."""
        return case_file.last_relay(self.case)

    @property
    def call_waits(self) -> bool:
        """Tell whether the center must call the citizen with the answer."""
        relay = self.relay
        waits = relay is not None and relay.state == Relay.State.PENDING
        return waits and relay is not None and relay.channel == Channel.PHONE

    @property
    def is_unreached(self) -> bool:
        """Tell whether the last way to the citizen has failed."""
        return self.relay is not None and self.relay.state == Relay.State.EXHAUSTED

    @cached_property
    def objection(self) -> Objection | None:
        """Return the objection that nobody has ended."""
        return closings.objection_of(self.case)

    @property
    def has_objection(self) -> bool:
        """Tell whether the citizen objects, and nobody has ended that."""
        return self.objection is not None

    @cached_property
    def barred(self) -> closings.Barred | None:
        """Return why this person may not decide the objection."""
        return closings.barred(self.objection, self.asker) if self.objection else None

    @property
    def is_barred(self) -> bool:
        """Tell whether this person may not decide the objection."""
        return self.barred is not None

    @property
    def has_taken(self) -> bool:
        """Tell whether this person decides the objection already."""
        return self.objection is not None and self.objection.taken_by_id == self.asker.pk

    @cached_property
    def closing(self) -> Closing | None:
        """Return the closing of a closed case, or the one objected to."""
        if self.objection:
            return self.objection.closing
        return None if self.case.is_open else closings.last_closing(self.case)

    @cached_property
    def is_erased(self) -> bool:
        """Tell whether the citizen of a closed case was erased, and says nothing any more."""
        return not self.case.is_open and is_erased(self.case)

    @property
    def may_be_confirmed(self) -> bool:
        """Tell whether the citizen may still say what they think of the answer."""
        closing = None if self.case.is_open else self.closing
        if closing is None or closing.answer_id is None or self.is_erased:
            return False
        return closing.confirmation != Closing.Confirmation.NOT_SOLVED


_ANSWER, _PAYMENT = Clock.Purpose.ANSWER, Clock.Purpose.PAYMENT


def _is(ledger: Ledger, purpose: Clock.Purpose) -> bool:
    return ledger.clock.purpose == purpose

"""Any sequence of verbs over the real actions, the allowed and the others.

    run_state_machine_as_test(Lives, settings=...)    # inside a test with a database

Each life plays in a savepoint that is rolled back. A verb that the table does not allow, or the
policy to this person, must be refused and change nothing. Whom the policy allows it, no verb
refuses for want of a right. What pages offer a person, the case takes; what the case takes, pages
offer. What any step left behind is read by `promises`.
"""

from collections.abc import Callable
from datetime import timedelta
from typing import Any, Final

from django.db import transaction
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule
from tests import cast
from tests.cases import stories
from tests.cases.policy.rights import ASKS, OF_SUB_TASK, WANT_OF_RIGHT
from tests.cases.time import promises
from tests.cases.time.deadlines import bring, by_email

from alo153.accounts.models import User
from alo153.cases import actions
from alo153.cases.models import Case, ClockEntry, Relay, RelayAttempt, SubTask
from alo153.cases.policy.permitted import Denied, denied
from alo153.cases.policy.possible import WHEN
from alo153.cases.policy.refusals import ReasonMissing
from alo153.cases.policy.standing import standing
from alo153.cases.rules.clocks import ClockRefused
from alo153.cases.rules.lifecycle import NotPossible, State
from alo153.cases.rules.outcomes import Finding, Incomplete, Outcome
from alo153.cases.rules.subtasks import SubTaskOver
from alo153.cases.rules.verbs import Verb
from alo153.cases.telling.open_verbs import OpenVerbs
from alo153.citizens.channel import Channel
from alo153.city import queries as unit_queries
from alo153.city.place import Place
from alo153.core.actor import CITIZEN, SYSTEM, Actor
from alo153.core.models import Event

# Reminder, manager, secretary general, withdrawal, and two reminders to confirm
MOST_ROUNDS: Final = 7
PICK = st.integers(min_value=0, max_value=30)
STAFF: Final = ("elif", "murat", "hakan", "selin", "nurten", "okan", "administrator of roads")
WHO = st.sampled_from(STAFF)
UNITS = st.sampled_from(["park-ve-bahceler", "yol-ve-bakim", "outside"])
REASONS = st.sampled_from(["Sebebi var.", "Sebebi var.", "Sebebi var.", "  "])
FINDINGS: Final = (
    stories.DONE,
    Finding(outcome=Outcome.REFUSED, text="Olmaz."),
    Finding(outcome=Outcome.REFUSED, text="Olmaz.", legal_basis="5393, m. 15"),
    Finding(outcome=Outcome.DUPLICATE, text="Aynısı var.", duplicate_of="000000000"),
)
REFUSALS: Final = (
    NotPossible,
    ReasonMissing,
    Incomplete,
    ClockRefused,
    SubTaskOver,
    Relay.DoesNotExist,
    actions.AlreadyAsked,
    actions.AlreadySaid,
    actions.LeadsOthers,
    actions.NeedsMissing,
    actions.NobodyToAsk,
    actions.NotAsked,
    actions.NotOfThisKind,
    actions.NotTheirs,
    actions.NotToAsk,
    actions.NotYourObjection,
    actions.NothingChanged,
    actions.TooEarly,
)


# The case is not where the verb could act on it
PASSED: Final = {
    NotPossible,
    ClockRefused,
    Relay.DoesNotExist,
    actions.AlreadyAsked,
    actions.NotYourObjection,
}
# Pages offer it for some kinds alone, or once; or what is changed decides, too
BEYOND_PAGES: Final = {"pass_on", "take_objection", "reclassify"}


class Lives(RuleBasedStateMachine):
    """Two requests about one tree and an information request, whose lives cross."""

    def __init__(self) -> None:
        super().__init__()
        self.room = transaction.atomic()
        self.room.__enter__()
        self.at = cast.AT
        self.changed = True
        self.cases = [
            cast.open_case(at=self.at),
            cast.open_case("Dallar yolu kapattı.", of="Mehmet Öztürk", at=self.at),
            bring("information", at=self.at),
        ]
        self.staff = {name: cast.anybody(name) for name in STAFF}

    def teardown(self) -> None:
        transaction.set_rollback(True)
        self.room.__exit__(None, None, None)

    def case(self, pick: int) -> Case:
        return Case.objects.get(pk=self.cases[pick % len(self.cases)].pk)

    def rows(self) -> tuple[object, ...]:
        """Return all that a verb may change, short enough to be compared after each."""
        cases = Case.objects.filter(pk__in=[case.pk for case in self.cases]).order_by("pk")
        return (
            list(cases.values()),
            Event.objects.count(),
            ClockEntry.objects.count(),
            list(Relay.objects.order_by("pk").values_list("state")),
            list(SubTask.objects.order_by("pk").values_list("state")),
        )

    def do(self, verb: Callable[..., object], move: Verb | None = None, **given: Any) -> None:
        """Let a verb act, half a minute later; what is refused changed nothing."""
        self.at += timedelta(seconds=30)
        before = self.rows()
        case = given.get("case")
        never = isinstance(case, Case) and move is not None and move not in case.verbs
        denied, why, passed = self.denied(verb.__name__, given), None, False
        offered = self.offered(verb.__name__, given)
        try:
            with transaction.atomic():
                verb(**given, at=self.at)
        except REFUSALS as refused:
            assert self.rows() == before, f"{verb.__name__} was refused and changed something"
            why = refused.why if isinstance(refused, actions.NotTheirs) else None
            passed = type(refused) in PASSED
        else:
            assert offered is not False, f"{verb.__name__} was done and is not offered"
            assert not denied, f"{verb.__name__} was done by somebody who may not"
            self.changed = True
            assert not never, f"{verb.__name__} of a case that is {case and case.state}"
            if move is not None:
                assert self.rows() != before
        assert not (offered and passed), f"{verb.__name__} is offered, and cannot be done"
        assert denied or why not in WANT_OF_RIGHT, f"{verb.__name__}: {why}, but may be done"

    def denied(self, name: str, given: dict[str, Any]) -> Denied | None:
        """Return what the policy says; of citizens and the program nothing."""
        by, task = given["by"], given.get("task")
        if not isinstance(by, User):
            return None
        asked, case = ASKS[name], task.case if task else given["case"]
        assert isinstance(asked, Verb)
        unit = task.unit if task and asked in OF_SUB_TASK else None
        return denied(asked, standing(by, case, unit))

    def offered(self, name: str, given: dict[str, Any]) -> bool | None:
        """Return whether pages offer it to this person; None where a row of its own decides."""
        by, case, asked = given["by"], given.get("case"), ASKS.get(name)
        if not isinstance(by, User) or case is None or asked not in WHEN or name in BEYOND_PAGES:
            return None
        return asked in OpenVerbs(by, case, at=self.at)

    @rule(pick=PICK, who=WHO, to=UNITS, reason=REASONS)
    def forward(self, pick: int, who: str, to: str, reason: str) -> None:
        unit = cast.outside_body() if to == "outside" else cast.unit(to)
        given = {"case": self.case(pick), "to": unit, "reason": reason, "by": self.staff[who]}
        self.do(actions.forward, Verb.FORWARD, **given)

    @rule(
        pick=PICK,
        who=WHO,
        reason=REASONS,
        topic=st.sampled_from(["agac-budama", "yol-cukuru", "su-kesintisi"]),
        layer=st.sampled_from(["", "metropolitan", "district"]),
        kind=st.sampled_from(["request", "complaint", "petition", "information"]),
    )
    def reclassify(
        self, pick: int, who: str, reason: str, topic: str, layer: str, kind: str
    ) -> None:
        case = self.case(pick)
        place = Place(district=case.district, layer=layer)
        given = {"case": case, "kind": unit_queries.kind(kind), "topic": cast.topic(topic)}
        given |= {"place": place, "reason": reason, "by": self.staff[who]}
        self.do(actions.reclassify, Verb.FORWARD, **given)

    @rule(pick=PICK, who=WHO)
    def accept(self, pick: int, who: str) -> None:
        self.do(actions.accept, Verb.ACCEPT, case=self.case(pick), by=self.staff[who])

    @rule(pick=PICK, who=WHO, to=WHO)
    def assign(self, pick: int, who: str, to: str) -> None:
        given = {"case": self.case(pick), "to": self.staff[to], "by": self.staff[who]}
        self.do(actions.assign, **given)

    @rule(pick=PICK, who=WHO, reason=REASONS)
    def return_not_ours(self, pick: int, who: str, reason: str) -> None:
        given = {"case": self.case(pick), "reason": reason, "by": self.staff[who]}
        self.do(actions.return_not_ours, Verb.RETURN, **given)

    @rule(pick=PICK, who=WHO, finding=st.sampled_from(FINDINGS))
    def answer(self, pick: int, who: str, finding: Finding) -> None:
        given = {"case": self.case(pick), "finding": finding, "by": self.staff[who]}
        self.do(actions.answer, Verb.ANSWER, **given)

    @rule(pick=PICK)
    def answer_by_its_own(self, pick: int) -> None:
        """Let who may answer do so, or rules by chance would seldom come to an answer."""
        case = self.case(pick)
        inside = case.unit and case.unit.slug
        who = {"park-ve-bahceler": "selin", "yol-ve-bakim": "okan"}.get(inside or "", "elif")
        self.answer(pick, who, stories.DONE)

    @rule(pick=PICK, who=WHO, reason=REASONS)
    def send_back(self, pick: int, who: str, reason: str) -> None:
        given = {"case": self.case(pick), "reason": reason, "by": self.staff[who]}
        self.do(actions.send_back, Verb.SEND_BACK, **given)

    @rule(pick=PICK, who=WHO, words=REASONS)
    def approve(self, pick: int, who: str, words: str) -> None:
        given = {"case": self.case(pick), "plain_text": words, "by": self.staff[who]}
        self.do(actions.approve, Verb.APPROVE, **given)

    @rule(pick=PICK, who=WHO, reason=REASONS)
    def pass_on(self, pick: int, who: str, reason: str) -> None:
        given = {"case": self.case(pick), "to": cast.outside_body(), "reason": reason}
        given |= {"plain_text": "Sağlık Müdürlüğüne gönderdik.", "by": self.staff[who]}
        self.do(actions.pass_on, Verb.FORWARD, **given)

    @rule(pick=PICK, result=st.sampled_from(list(RelayAttempt.Result)), final=st.booleans())
    def tell_the_citizen(self, pick: int, result: RelayAttempt.Result, final: bool) -> None:
        relay = self.case(pick).relays.order_by("id").last()
        if relay:
            self.do(actions.record_attempt, relay=relay, result=result, final=final, by=SYSTEM)

    @rule(pick=PICK, who=WHO)
    def relay_again(self, pick: int, who: str) -> None:
        given = {"case": self.case(pick), "channel": Channel.PHONE, "contact": None}
        self.do(actions.relay_again, Verb.RELAY_AGAIN, **given, by=self.staff[who])

    @rule(pick=PICK, who=WHO, reason=REASONS)
    def close_unreached(self, pick: int, who: str, reason: str) -> None:
        given = {"case": self.case(pick), "reason": reason, "by": self.staff[who]}
        self.do(actions.close_unreached, Verb.CLOSE, **given)

    @rule(pick=PICK, solved=st.booleans(), words=REASONS)
    def record_confirmation(self, pick: int, solved: bool, words: str) -> None:
        given = {"case": self.case(pick), "solved": solved, "words": words}
        self.do(actions.record_confirmation, Verb.OBJECT, **given, channel=Channel.WEB, by=CITIZEN)

    @rule(pick=PICK, who=WHO)
    def take_objection(self, pick: int, who: str) -> None:
        self.do(actions.take_objection, case=self.case(pick), by=self.staff[who])

    @rule(pick=PICK, who=WHO, reason=REASONS, verb=st.sampled_from(["pause", "resume"]))
    def hold(self, pick: int, who: str, reason: str, verb: str) -> None:
        given = {"case": self.case(pick), "reason": reason, "by": self.staff[who]}
        self.do(getattr(actions, verb), **given)

    @rule(pick=PICK, reason=REASONS, verb=st.sampled_from(["extend", "tell_costs"]))
    def tell_of_the_time(self, pick: int, reason: str, verb: str) -> None:
        case = self.case(pick)
        given = {"case": case, "reason": reason, "delivery": by_email(case)}
        self.do(getattr(actions, verb), **given, by=self.staff["elif"])

    @rule(pick=PICK, reason=REASONS)
    def record_payment(self, pick: int, reason: str) -> None:
        given = {"case": self.case(pick), "reason": reason, "by": self.staff["elif"]}
        self.do(actions.record_payment, **given)

    @rule(pick=PICK, who=st.sampled_from(["selin", "nurten", "okan"]))
    def ask_the_citizen(self, pick: int, who: str) -> None:
        given = {"case": self.case(pick), "text": "Hangi ağaç?", "by": self.staff[who]}
        self.do(actions.ask, **given)

    @rule(pick=PICK)
    def the_citizen_replies(self, pick: int) -> None:
        given = {"case": self.case(pick), "text": "Köşedeki.", "channel": Channel.WEB}
        self.do(actions.reply, **given, by=CITIZEN)

    @rule(pick=PICK, unit=UNITS, who=WHO)
    def ask_unit(self, pick: int, unit: str, who: str) -> None:
        to = cast.outside_body() if unit == "outside" else cast.unit(unit)
        due = self.at + timedelta(days=2)
        given = {"case": self.case(pick), "unit": to, "text": "Kablo var mı?", "due_at": due}
        self.do(actions.ask_unit, **given, by=self.staff[who])

    @rule(pick=PICK, who=WHO, verb=st.sampled_from(["finish", "return", "withdraw"]))
    def end_sub_task(self, pick: int, who: str, verb: str) -> None:
        tasks = list(SubTask.objects.filter(case__in=self.cases).order_by("pk"))
        if not tasks:
            return
        task, by = tasks[pick % len(tasks)], self.staff[who]
        words = {"answer" if verb == "finish" else "reason": "Kablo yok."}
        self.do(getattr(actions, f"{verb}_sub_task"), task=task, by=by, **words)

    @rule(pick=PICK, to=PICK)
    def join(self, pick: int, to: int) -> None:
        by = Actor.staff(self.staff["elif"].pk)
        self.do(actions.join, case=self.case(pick), lead=self.case(to), by=by)

    @rule(pick=PICK, who=WHO, reason=REASONS)
    def split_off(self, pick: int, who: str, reason: str) -> None:
        given = {"case": self.case(pick), "reason": reason, "by": self.staff[who]}
        self.do(actions.split_off, **given)

    @rule(days=st.sampled_from([1, 3, 8, 25]))
    def time_passes(self, days: int) -> None:
        """The worker does what has come due, one step of each at a time, and comes to an end."""
        self.at += timedelta(days=days)
        self.changed = True
        for _ in range(MOST_ROUNDS):
            before = self.rows()
            self.work()
            if self.rows() == before:
                return
        raise AssertionError("the worker finds no end")

    @rule()
    def the_worker_works(self) -> None:
        self.changed = True
        self.work()

    def work(self) -> None:
        actions.process_due_clocks(at=self.at)
        actions.process_due_questions(at=self.at)
        actions.process_due_confirmations(at=self.at)
        for case in self.cases:
            if self.case_of(case).state in {State.RELAYING, State.CLOSED}:
                actions.answer_linked_reports(lead_id=case.pk, after=0, at=self.at)

    def case_of(self, case: Case) -> Case:
        return Case.objects.get(pk=case.pk)

    @invariant()
    def every_promise_is_kept(self) -> None:
        """Read them again where anything changed."""
        for case in self.cases if self.changed else ():
            promises.kept(self.case_of(case), at=self.at)
        self.changed = False

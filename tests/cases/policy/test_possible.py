"""Which verbs a case takes, by its state and its rows; and which are open to whom."""

from dataclasses import dataclass, field

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests import cast
from tests.cases import stories
from tests.cases.life.confirmations import say
from tests.parts.roles import Role

from alo153.cases import actions
from alo153.cases.models import Case, RelayAttempt
from alo153.cases.policy.permitted import RULES
from alo153.cases.policy.possible import WHEN, Time, takes
from alo153.cases.rules import clocks
from alo153.cases.rules.lifecycle import TRANSITIONS, State, possible
from alo153.cases.rules.verbs import Verb
from alo153.cases.telling.open_verbs import OpenVerbs
from alo153.citizens.channel import Channel
from alo153.core.actor import SYSTEM
from alo153.core.clock import now

# A sub-task and an alarm are rows of their own
OF_A_ROW = {
    Verb.FINISH_SUB_TASK,
    Verb.RETURN_SUB_TASK,
    Verb.WITHDRAW_SUB_TASK,
    Verb.SETTLE_ALARM,
}
ALWAYS = {
    Verb.NOTE,
    Verb.ATTACH,
    Verb.REPORT,
    Verb.KEEP_SIGNED_PAPER,
    Verb.KEEP_PERSONAL_FILE,
    Verb.LINK_CONTACT,
    Verb.EXPORT,
}
KINDS = (
    Verb.PAUSE,
    Verb.EXTEND,
    Verb.TELL_INTERIM,
    Verb.TELL_COSTS,
    Verb.PASS_ON,
    Verb.JOIN,
)


@dataclass(frozen=True, kw_only=True)
class Known:
    """What is known of a case at the center with a running clock, unless said otherwise."""

    state: State = State.AT_CENTER
    is_linked: bool = False
    has_unit: bool = False
    is_inside: bool = False
    is_confidential: bool = False
    of_kind: frozenset[Verb] = frozenset()
    time: Time = field(default_factory=lambda: Time(answer=clocks.State.RUNNING))
    is_asked: bool = False
    call_waits: bool = False
    is_unreached: bool = False
    has_objection: bool = False
    is_barred: bool = False
    has_taken: bool = False
    may_be_confirmed: bool = False


times = st.builds(
    Time,
    answer=st.none() | st.sampled_from(list(clocks.State)),
    is_over=st.booleans(),
    is_extended=st.booleans(),
    payment=st.none() | st.sampled_from(list(clocks.State)),
)
facts = st.builds(
    Known,
    state=st.sampled_from(list(State)),
    of_kind=st.frozensets(st.sampled_from(KINDS)),
    time=times,
    **{
        name: st.booleans()
        for name, kind in Known.__annotations__.items()
        if kind is bool or kind == "bool"
    },
)


def taken(known: Known) -> set[Verb]:
    return {verb for verb in WHEN if takes(known, verb)}


def test_every_verb_of_staff_says_when() -> None:
    assert set(WHEN) == set(RULES) - OF_A_ROW


@given(facts)
def test_what_moves_a_case_is_in_the_table_of_states(known: Known) -> None:
    moving = taken(known) & set(TRANSITIONS)
    assert moving <= (set() if known.is_linked else possible(known.state))


@given(facts)
def test_who_is_barred_decides_no_objection(known: Known) -> None:
    deciding = {Verb.FORWARD, Verb.APPROVE, Verb.SEND_BACK, Verb.TAKE_BACK, Verb.PASS_ON}
    if known.is_barred:
        assert not taken(known) & (deciding | {Verb.TAKE_OBJECTION})
        assert Verb.ANSWER not in taken(known) or known.is_inside


@given(facts)
def test_of_a_closed_case_only_its_file_grows(known: Known) -> None:
    if known.state is State.CLOSED:
        said = {Verb.RECORD_CONFIRMATION, Verb.REPLY, Verb.CALL, Verb.SPLIT_OFF, Verb.EXPLAIN}
        assert taken(known) <= ALWAYS | said


@given(facts)
def test_the_time_stands_or_runs_and_waits_for_one_thing(known: Known) -> None:
    found = taken(known)
    running = {Verb.PAUSE, Verb.EXTEND, Verb.TELL_INTERIM, Verb.TELL_COSTS}
    ways = ({Verb.RESUME}, {Verb.RECORD_PAYMENT}, running)
    assert sum(bool(found & way) for way in ways) < 2
    if known.time.answer is not clocks.State.RUNNING or known.time.is_over:
        assert not found & running


# What the desk and the unit offer in each state of a plain request, written by hand
CENTER = {Verb.NOTE, Verb.ATTACH, Verb.KEEP_SIGNED_PAPER, Verb.KEEP_PERSONAL_FILE}
CENTER |= {Verb.LINK_CONTACT}
ON_ITS_WAY = {Verb.FORWARD, Verb.RECLASSIFY, Verb.PAUSE, Verb.JOIN, Verb.ASK_UNIT}
UNIT = {Verb.NOTE, Verb.ATTACH, Verb.REPORT}
AT_WORK = {Verb.ASSIGN, Verb.RETURN, Verb.RECLASSIFY, Verb.ANSWER, Verb.ASK, Verb.PAUSE}
AT_WORK |= {Verb.ASK_UNIT, Verb.GIVE_WORK}


def opened(who: str, case: Case) -> set[Verb]:
    """Return what is open to somebody; who only opens documents is left out."""
    verbs = OpenVerbs(cast.staff(who), Case.objects.get(pk=case.pk), at=now())
    return set(verbs.among(WHEN)) - {Verb.EXPORT}


@pytest.mark.django_db
def test_a_case_with_a_unit() -> None:
    case = stories.pruning()
    assert opened("elif", case) == CENTER | ON_ITS_WAY
    assert opened("selin", case) == UNIT | AT_WORK | {Verb.ACCEPT}
    assert opened("okan", case) == set()
    actions.accept(case=case, by=cast.staff("selin"), at=now())
    assert opened("selin", case) == UNIT | AT_WORK


@pytest.mark.django_db
def test_a_case_at_the_center() -> None:
    case, selin = stories.pruning(), cast.staff("selin")
    actions.return_not_ours(case=case, reason="Yol dalı.", by=selin, at=now())
    assert opened("elif", case) == CENTER | ON_ITS_WAY | {Verb.ANSWER}
    assert opened("selin", case) == set()


@pytest.mark.django_db
def test_a_question_waits_and_the_time_stands() -> None:
    case, selin = stories.pruning(), cast.staff("selin")
    actions.ask(case=case, text="Hangi ağaç?", by=selin, at=now())
    assert opened("elif", case) == (CENTER | ON_ITS_WAY | {Verb.REPLY, Verb.RESUME}) - {Verb.PAUSE}
    assert Verb.ASK not in opened("selin", case)


@pytest.mark.django_db
def test_an_answer_is_approved_by_another_person() -> None:
    case = stories.pruning()
    selin = cast.with_roles("selin", Role.AGENT, Role.UNIT_STAFF)
    actions.answer(case=case, finding=stories.DONE, by=selin, at=now())
    checking = {Verb.APPROVE, Verb.SEND_BACK, Verb.PAUSE}
    assert opened("elif", case) == CENTER | checking
    own = OpenVerbs(selin, Case.objects.get(pk=case.pk), at=now())
    assert Verb.SEND_BACK in own
    assert Verb.APPROVE not in own
    assert own.is_own_answer


@pytest.mark.django_db
def test_a_citizen_is_called_and_not_reached() -> None:
    case = stories.relaying(wish=Channel.PHONE)
    assert opened("elif", case) == CENTER | {Verb.CALL, Verb.PAUSE}
    wrong = RelayAttempt.Result.WRONG_NUMBER
    actions.record_attempt(relay=case.relays.get(), result=wrong, by=SYSTEM, at=now())
    assert opened("elif", case) == CENTER | {Verb.RELAY_AGAIN, Verb.GIVE_UP, Verb.PAUSE}


@pytest.mark.django_db
def test_an_objection_is_decided_by_somebody_who_did_not_close() -> None:
    case = stories.relaying()
    told = RelayAttempt.Result.TOLD
    actions.record_attempt(relay=case.relays.get(), result=told, by=SYSTEM, at=now())
    case.refresh_from_db()
    assert opened("murat", case) == CENTER | {Verb.RECORD_CONFIRMATION}
    say(case, solved=False, words="Dallar duruyor.")
    deciding = {Verb.FORWARD, Verb.ANSWER, Verb.TAKE_OBJECTION}
    assert not opened("murat", case) & deciding, "murat approved the answer"
    assert opened("elif", case) >= deciding
    assert Verb.JOIN not in opened("elif", case)
    actions.take_objection(case=case, by=cast.staff("elif"), at=now())
    assert Verb.TAKE_OBJECTION not in opened("elif", case)

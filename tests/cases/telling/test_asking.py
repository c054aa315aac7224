"""A question to the citizen: the case waits, and comes back with an answer or without one."""

from collections.abc import Callable
from datetime import datetime, timedelta

import pytest
from tests import cast

from alo153.accounts.models import User
from alo153.cases import actions, queries
from alo153.cases.actions import AlreadyAsked, NobodyToAsk, NotAsked, NotTheirs, Reporter
from alo153.cases.models import Case, ClockEntry, Question
from alo153.cases.policy.refusals import ReasonMissing
from alo153.cases.rules.outcomes import Finding, Outcome
from alo153.cases.telling import case_file
from alo153.cases.telling.timeline import for_citizen
from alo153.citizens.channel import Channel
from alo153.city.place import Place
from alo153.contacts.models import Message
from alo153.core import events
from alo153.core.actor import CITIZEN, Actor

pytestmark = pytest.mark.django_db
AT = cast.AT
WHICH = "Hangi ağaç: okulun önündeki mi, köşedeki mi?"
CORNER = "Köşedeki büyük çınar."


@pytest.fixture
def selin() -> User:
    return cast.staff("selin")


@pytest.fixture
def case() -> Case:
    return cast.open_case()


def later(**time: int) -> datetime:
    return AT + timedelta(**time)


def ask(case: Case, selin: User, text: str = WHICH) -> Question:
    return actions.ask(case=case, text=text, by=selin, at=later(hours=1))


def answer(case: Case, text: str = CORNER, **time: int) -> Question:
    return actions.reply(
        case=case, text=text, channel=Channel.WEB, by=CITIZEN, at=later(**(time or {"hours": 2}))
    )


def names(case: Case) -> list[str]:
    return [event.name for event in events.history(case)]


def test_the_question_goes_by_sms_and_the_time_stands(case: Case, selin: User) -> None:
    before = case.due_at
    question = ask(case, selin)
    message = Message.objects.get(purpose="question")
    assert (message.channel, message.to) == ("sms", cast.phone_of("Ayşe Işık"))
    assert WHICH in message.body
    assert f"/t/{case.link_key}/" in message.body
    assert (question.way, question.state, case.due_at) == ("sms", "open", None)
    assert question.expires_at == later(days=7, hours=1)
    assert before
    entry = ClockEntry.objects.get(clock__case=case, verb="pause")
    assert entry.reason == "Vatandaşa soru soruldu."
    assert for_citizen(case)[-1].detail == WHICH


def test_the_answer_brings_the_case_back_and_the_time_goes_on(case: Case, selin: User) -> None:
    ask(case, selin)
    question = answer(case)
    assert (question.state, question.reply, question.reply_channel) == ("answered", CORNER, "web")
    case.refresh_from_db()
    assert case.due_at
    assert names(case)[-2:] == ["case.clock_resumed", "case.question_answered"]


def test_who_does_not_answer_is_not_waited_for_forever(case: Case, selin: User) -> None:
    ask(case, selin)
    assert actions.process_due_questions(at=later(days=7)) == 0
    assert actions.process_due_questions(at=later(days=8)) == 1
    assert actions.process_due_questions(at=later(days=8)) == 0
    case.refresh_from_db()
    assert case.due_at
    assert case_file.question_of(case).state == "expired"  # type: ignore[union-attr]
    reason = ClockEntry.objects.get(clock__case=case, verb="resume").reason
    assert reason == "Vatandaş süresinde yanıt vermedi."
    with pytest.raises(NotAsked):
        answer(case, days=9)


def test_a_call_is_made_by_the_center(selin: User) -> None:
    case = cast.open_case(wish=Channel.PHONE)
    ask(case, selin)
    assert not Message.objects.filter(purpose="question").exists()
    elif_ = cast.staff("elif")
    assert list(queries.questions_to_ask(elif_)) == [case]
    by = Actor.staff(elif_.pk)
    actions.reply(case=case, text=CORNER, channel=Channel.PHONE, by=by, at=later(hours=2))
    assert list(queries.questions_to_ask(elif_)) == []


def test_who_wished_no_message_finds_it_on_the_page(selin: User) -> None:
    case = cast.open_case(wish=Channel.NONE)
    assert ask(case, selin).way == "none"
    assert not Message.objects.filter(purpose="question").exists()


def test_nobody_is_asked_who_is_not_known(selin: User) -> None:
    place = cast.neighborhood("izmit/yahyakaptan")
    case = actions.open_case(
        application=actions.Application(
            kind="request",
            topic=cast.topic("agac-budama"),
            place=Place(district=place.district, neighborhood=place, layer="metropolitan"),
            text="Ağaç devrilecek.",
            reporter=Reporter(),
            contact_wish=Channel.NONE,
            channel=Channel.PHONE,
        ),
        by=cast.actor("elif"),
        at=AT,
    )
    with pytest.raises(NobodyToAsk):
        ask(case, selin)


def test_a_time_of_the_law_goes_on(case: Case, selin: User) -> None:
    case.kind.hold = False
    case.kind.save()
    due = case.due_at
    assert not ask(case, selin).holds_clock
    assert case.due_at == due
    answer(case)
    assert "case.clock_resumed" not in names(case)


def test_a_time_that_ran_out_goes_on_and_the_question_is_asked(case: Case, selin: User) -> None:
    late = case.due_at + timedelta(hours=1)  # type: ignore[operator]
    question = actions.ask(case=case, text=WHICH, by=selin, at=late)
    assert not question.holds_clock


def finish(case: Case, selin: User) -> None:
    finding = Finding(outcome=Outcome.DONE, text="Dallar budandı.")
    actions.answer(case=case, finding=finding, by=selin, at=later(hours=3))


def give_back(case: Case, selin: User) -> None:
    actions.return_not_ours(case=case, reason="Bizim değil.", by=selin, at=later(hours=3))


def send_on(case: Case, selin: User) -> None:
    roads = cast.unit("yol-ve-bakim")
    actions.forward(
        case=case, to=roads, reason="Yol işi.", by=cast.staff("elif"), at=later(hours=3)
    )


@pytest.mark.parametrize("go_on", [finish, give_back, send_on])
def test_a_case_that_goes_on_waits_for_nobody(
    case: Case, selin: User, go_on: Callable[[Case, User], None]
) -> None:
    ask(case, selin)
    go_on(case, selin)
    case.refresh_from_db()
    assert case.due_at
    assert case.questions.get().state == "void"
    with pytest.raises(NotAsked):
        answer(case, hours=4)


def test_one_question_at_a_time_with_words_of_the_own_unit(case: Case, selin: User) -> None:
    with pytest.raises(ReasonMissing):
        ask(case, selin, "  ")
    with pytest.raises(NotTheirs):
        ask(case, cast.staff("okan"))
    ask(case, selin)
    with pytest.raises(AlreadyAsked):
        ask(case, selin)
    with pytest.raises(ReasonMissing):
        answer(case, " ")
    answer(case)
    actions.ask(case=case, text="Bir soru daha?", by=selin, at=later(hours=3))
    assert case.questions.count() == 2


def test_what_no_unit_has_is_not_asked(case: Case, selin: User) -> None:
    give_back(case, selin)
    with pytest.raises(NotTheirs):
        ask(case, selin)


def test_a_time_that_somebody_let_go_on_meanwhile_is_left_alone(case: Case, selin: User) -> None:
    ask(case, selin)
    actions.resume(case=case, reason="Beklemeyelim.", by=selin, at=later(hours=2))
    answer(case, hours=3)
    assert names(case).count("case.clock_resumed") == 1

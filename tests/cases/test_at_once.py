"""Two people at the same moment, in threads of their own: one wins, nobody's words are lost."""

import html
from collections.abc import Callable
from datetime import timedelta

import pytest
from django.http import HttpResponse
from django.test import Client
from tests import cast
from tests.cases import stories
from tests.cases.at_once import at_once
from tests.cases.time import promises
from tests.cases.time.deadlines import bring, by_email
from tests.cases.together.linked_reports import ANSWER, work_off
from tests.web.desk.records import record

from alo153.cases import actions
from alo153.cases.models import Case, Relay, RelayAttempt
from alo153.cases.rules.lifecycle import NotPossible, State
from alo153.citizens.channel import Channel
from alo153.citizens.models import Citizen
from alo153.contacts.models import Interaction
from alo153.core.actor import CITIZEN, SYSTEM
from alo153.core.clock import now

pytestmark = pytest.mark.django_db(transaction=True)
SELINS, NURTENS = "Selin: dallar budandı.", "Nurten: ağaç kaldırıldı."


def posting(username: str, path: str, **typed: str) -> Callable[[], HttpResponse]:
    """Return a form that somebody is about to send; they have signed in already."""
    browser = Client()
    browser.force_login(cast.staff(username))
    return lambda: browser.post(path, typed)  # type: ignore[return-value]


def words_of(response: object) -> str:
    return html.unescape(response.content.decode())  # type: ignore[attr-defined]


def one_won(pages: list[object]) -> str:
    """See that one was sent on and one refused; return what the refused one reads."""
    refused = [page for page in pages if page.status_code == 409]  # type: ignore[attr-defined]
    sent = [page for page in pages if page.status_code == 302]  # type: ignore[attr-defined]
    assert (len(sent), len(refused)) == (1, 1)
    return words_of(refused[0])


def kept(*cases: Case) -> None:
    for case in cases:
        promises.kept(Case.objects.get(pk=case.pk), at=now())


def test_two_answers_of_a_unit() -> None:
    case = stories.pruning()
    actions.accept(case=case, by=cast.staff("selin"), at=now())
    page = f"/unit/cases/{case.tracking_code}/answer/"
    read = one_won(
        at_once(
            posting("selin", page, outcome="done", text=SELINS),
            posting("nurten", page, outcome="done", text=NURTENS),
        )
    )
    kept_words = case.answers.get().text
    lost = NURTENS if kept_words == SELINS else SELINS
    assert {kept_words, lost} == {SELINS, NURTENS}
    assert lost in read, "the words of the second are not given back"
    assert "Bu başvuru bu arada" in read
    kept(case)


def test_a_form_sent_twice_at_the_same_moment() -> None:
    page, typed = (
        "/desk/work/new:1/case/",
        record(full_name="Zübeyde Kılıç", phone="0532 000 01 99"),
    )
    pressed = at_once(*[posting("elif", page, **typed)] * 3)
    assert {each.status_code for each in pressed} == {302}  # type: ignore[attr-defined]
    assert len({each["Location"] for each in pressed}) == 1  # type: ignore[index]
    case = Case.objects.get()
    assert case.interactions.get() == Interaction.objects.get()
    assert case.reporter == Citizen.objects.get(), "nobody is remembered twice"
    kept(case)


def test_two_approvals() -> None:
    case = stories.answered()
    page = f"/center/cases/{case.tracking_code}/approve/"
    read = one_won(
        at_once(
            posting("murat", page, plain_text="Murat: dalları budadık."),
            posting("elif", page, plain_text="Elif: dalları kestik."),
        )
    )
    won = case.answers.get().plain_text
    assert ("Elif: dalları kestik." if won.startswith("Murat") else "Murat: dalları") in read
    assert case.relays.count() == 1
    kept(case)


def test_two_closings() -> None:
    case = stories.relaying()
    wrong = RelayAttempt.Result.WRONG_NUMBER
    actions.record_attempt(relay=Relay.objects.get(), result=wrong, by=SYSTEM, at=now())
    page = f"/center/cases/{case.tracking_code}/give-up/"
    read = one_won(
        at_once(
            posting("murat", page, reason="Murat: numara kapalı."),
            posting("elif", page, reason="Elif: numara başkasının."),
        )
    )
    won = case.notes.get().text
    assert ("Elif: numara" if won.startswith("Murat") else "Murat: numara") in read
    assert case.closings.count() == 1
    kept(case)


def test_the_citizen_hears_it_twice_and_it_is_closed_once() -> None:
    case = stories.relaying()
    relay, told = Relay.objects.get(), RelayAttempt.Result.TOLD

    def tell() -> None:
        actions.record_attempt(relay=relay, result=told, by=SYSTEM, at=now())

    at_once(tell, tell, tell)
    assert (case.closings.count(), relay.attempts.count()) == (1, 1)
    kept(case)


def test_an_objection_and_an_extension() -> None:
    case, hakan = bring("information", at=now()), cast.staff("hakan")
    body = cast.outside_body()
    given = {"case": case, "to": body, "reason": "Onların.", "plain_text": "Oraya gönderdik."}
    actions.pass_on(**given, by=cast.staff("murat"), at=now())  # type: ignore[arg-type]
    told = RelayAttempt.Result.TOLD
    actions.record_attempt(relay=Relay.objects.get(), result=told, by=SYSTEM, at=now())
    later = now() + timedelta(minutes=1)

    def object_to_it() -> None:
        words = {"words": "Bize gönderilmedi.", "channel": Channel.WEB}
        actions.record_confirmation(case=case, solved=False, **words, by=CITIZEN, at=later)  # type: ignore[arg-type]

    def extend() -> None:
        words = {"reason": "Arşive soruldu.", "delivery": by_email(case)}
        actions.extend(case=case, **words, by=hakan, at=later)  # type: ignore[arg-type]

    objected, _extended = at_once(object_to_it, extend)
    assert objected is None
    case.refresh_from_db()
    assert case.state == State.AT_CENTER
    kept(case)


@pytest.mark.parametrize("turn", range(3))
def test_joining_while_the_answer_is_approved(turn: int) -> None:
    lead, case = stories.answered(), stories.pruning(full_name="Mehmet Öztürk")
    murat, elif_ = cast.staff("murat"), cast.actor("elif")
    deeds: list[Callable[[], object]] = [
        lambda: actions.join(case=case, lead=lead, by=elif_, at=now()),
        lambda: actions.approve(case=lead, plain_text=ANSWER, by=murat, at=now()),
    ]
    done = at_once(*deeds[:: -1 if turn % 2 else 1])
    joined = done[1 if turn % 2 else 0]
    actions.answer_forgotten()
    work_off()
    case.refresh_from_db()
    if isinstance(joined, NotPossible):
        assert (case.state, case.lead) == (State.FORWARDED, None)
    else:
        assert (case.state, case.lead) == (State.RELAYING, None)
        assert case.answers.get().plain_text == ANSWER
    kept(lead, case)


def test_two_that_join_each_other() -> None:
    one, other = stories.pruning(), stories.pruning(full_name="Mehmet Öztürk")
    elif_ = cast.actor("elif")

    def join(case: Case, lead: Case) -> object:
        try:
            return actions.join(case=case, lead=lead, by=elif_, at=now())
        except actions.LeadsOthers as refused:
            return refused

    at_once(lambda: join(one, other), lambda: join(other, one))
    linked = Case.objects.exclude(lead=None)
    assert linked.count() == 1
    kept(one, other)

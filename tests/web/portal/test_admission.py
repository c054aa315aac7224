"""Forty citizens behind one address are not one flood; one flood is not forty citizens."""

import base64
import json
import re
import time
from datetime import timedelta
from typing import Any
from unittest.mock import patch

import altcha
import pytest
from django.conf import settings
from django.contrib.sessions.models import Session
from django.core.cache import cache
from django.http import HttpRequest, HttpResponse
from django.test import Client, RequestFactory
from tests import cast
from tests.web.portal.proving import answer_question, solved, work

from alo153.cases.models import Case
from alo153.web.kit.proof import admission, proof
from alo153.web.kit.proof.admission import Admission

pytestmark = pytest.mark.django_db
AYSE = "0532 000 01 01"


@pytest.fixture(autouse=True)
def forget_throttles(db: None) -> None:
    cache.clear()


@pytest.fixture
def case(db: None) -> Case:
    return cast.open_case()


@pytest.fixture
def quick_cache(settings: Any) -> None:
    settings.CACHES = {"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}}
    cache.clear()


def ask(client: Client, code: str) -> str:
    answer = client.post("/track/", {"code": code, "phone": AYSE}, follow=True)
    return str(answer.content.decode())


@pytest.fixture
def exhausted(rf: RequestFactory) -> None:
    """Let others of this address have tried as often as they may (`test_tracking` does it)."""
    tries = [admission.admit(rf.post("/track/"), "track") for _ in range(31)]
    assert tries == [Admission.IN] * 30 + [Admission.PROVE]


@pytest.mark.usefixtures("exhausted")
def test_whoever_did_the_work_is_counted_alone(client: Client, case: Case) -> None:
    assert "ağdan bu sayfayı çok sayıda kişi" in ask(client, case.tracking_code)
    assert work(client).status_code == 204
    assert "Başvurunuzun süreci" in ask(client, case.tracking_code)
    assert client.get("/prove/work/").status_code == 204  # nothing more is asked


def proved(request: HttpRequest) -> HttpRequest:
    """Give a request the cookie of somebody new who did the work."""
    response = HttpResponse()
    proof.remember(response, by_work=True)
    request.COOKIES = {name: morsel.value for name, morsel in response.cookies.items()}
    return request


@pytest.mark.usefixtures("quick_cache")
def test_a_thousand_citizens_of_one_carrier_prove_it_and_work_a_little_more(rf: Any) -> None:
    request, asked = rf.get("/"), list[int]()
    with patch.object(proof, "KEYS", 2), patch.object(proof, "_ROUNDS", 1):
        for _ in range(1_000):
            given = proof.challenge(request)
            asked.append(given["parameters"]["data"]["step"])
            assert proof.is_work(request, solved(given))
    assert asked[:200] == [0] * 200
    assert asked[-1] == 3


@pytest.mark.usefixtures("quick_cache")
def test_one_who_collects_proofs_pays_for_each(rf: Any) -> None:
    keys = [proof.KEYS << proof.step_after(done) for done in range(20_000)]
    assert sum(keys) > 20 * sum(keys[:2_000])
    request = rf.get("/")
    with patch.object(proof, "KEYS", 2), patch.object(proof, "PROOFS_A_STEP", 1):
        early = [proof.challenge(request) for _ in range(8)]
        paid = [proof.is_work(request, solved(given)) for given in early]
    # The price rose: what was fetched before it is worth nothing
    assert paid == [True, True] + [False] * 6


@pytest.mark.usefixtures("exhausted")
def test_forty_citizens_without_script_all_get_in() -> None:
    with patch.object(proof, "READING_SECONDS", 0):
        for _ in range(31):  # somebody there guesses
            answer_question(Client(), rightly=False)
        assert {answer_question(Client()).status_code for _ in range(40)} == {302}
        # One program alone is bounded
        assert 429 in {answer_question(Client()).status_code for _ in range(30)}
        assert answer_question(Client(), rightly=False).status_code == 429


@pytest.mark.usefixtures("exhausted")
def test_forty_citizens_of_one_carrier_all_get_in(rf: RequestFactory) -> None:
    for _ in range(40):
        assert admission.admit(proved(rf.post("/track/")), "track") is Admission.IN


def test_one_who_did_the_work_is_no_flood_either(
    client: Client, case: Case, rf: RequestFactory
) -> None:
    work(client)
    request = rf.post("/track/")
    request.COOKIES = {name: morsel.value for name, morsel in client.cookies.items()}
    assert [admission.admit(request, "track") for _ in range(30)] == [Admission.IN] * 30
    assert "çok fazla deneme" in ask(client, case.tracking_code)


@pytest.mark.usefixtures("exhausted")
def test_without_script_a_question_leads_back(client: Client, case: Case) -> None:
    page = ask(client, case.tracking_code)
    link = re.search(r'href="(/prove/\?next=%2Ftrack%2F)"', page)
    assert link
    shown = client.get(link[1])
    question = shown.context["question"]
    answer = {
        "next": "/track/",
        "token": question.token,
        "answer": str(question.first + question.second),
    }
    assert client.post("/prove/", answer).status_code == 422  # no person reads so fast
    with patch.object(proof, "READING_SECONDS", 0):
        wrong = client.post("/prove/", {**answer, "answer": "0"})
        assert wrong.status_code == 422
        assert client.post("/prove/", answer).headers["Location"] == "/track/"
        assert Client().post("/prove/", answer).status_code == 422  # it counts once
    assert "Başvurunuzun süreci" in ask(client, case.tracking_code)


def test_an_answer_holds_for_an_hour_and_work_for_days(client: Client, rf: Any) -> None:
    with patch.object(proof, "READING_SECONDS", 0):
        question = proof.question()
        right = {"token": question.token, "answer": str(question.first + question.second)}
        client.post("/prove/", right)
    request = rf.get("/")
    request.COOKIES = {k: v.value for k, v in client.cookies.items()}
    assert proof.visitor_of(request)
    with patch.object(proof, "ANSWER_HOLDS", timedelta(seconds=-1)):
        assert proof.visitor_of(request) is None


def test_the_work_is_at_most_half_as_much_again(rf: Any) -> None:
    counters = [solved_counter(rf, steps) for steps in (0, 1, 2) for _ in range(20)]
    assert all(5 <= each < 15 for each in counters[:20])
    assert all(10 <= each < 30 for each in counters[20:40])
    assert all(20 <= each < 60 for each in counters[40:])


def solved_counter(rf: Any, steps: int) -> int:
    """Return how many keys a browser derives of ten on average, after some doublings."""
    with (
        patch.object(proof, "KEYS", 10),
        patch.object(proof, "_ROUNDS", 1),
        patch.object(proof, "step_after", lambda _: steps),
    ):
        payload = solved(proof.challenge(rf.get("/")))
    return altcha.Payload.from_base64(payload).solution.counter


def test_work_of_another_address_or_twice_is_none(client: Client) -> None:
    done = {"altcha": solved(client.get("/prove/work/").json())}
    assert Client(REMOTE_ADDR="203.0.113.7").post("/prove/work/", done).status_code == 422
    assert client.post("/prove/work/", done).status_code == 204
    assert Client().post("/prove/work/", done).status_code == 422


def test_work_is_taken_for_ten_minutes(client: Client) -> None:
    with patch.object(proof, "_CHALLENGE_SECONDS", -1):
        late = client.get("/prove/work/").json()
    assert client.post("/prove/work/", {"altcha": solved(late)}).status_code == 422


@pytest.mark.parametrize("change", ["counter", "step", "cost", "signature"])
def test_work_that_somebody_changed_is_none(client: Client, change: str) -> None:
    given = altcha.Payload.from_base64(solved(client.get("/prove/work/").json())).to_dict()
    asked = given["challenge"]
    of = {"counter": given["solution"], "cost": asked["parameters"], "signature": asked}
    of.get(change, asked["parameters"]["data"])[change] = 1
    forged = base64.b64encode(json.dumps(given).encode()).decode()
    assert client.post("/prove/work/", {"altcha": forged}).status_code == 422


@pytest.mark.parametrize("payload", ["", "no", "ğ", "e30=", "W10=", "bnVsbA=="])
def test_what_is_no_solution_is_refused_quietly(client: Client, payload: str) -> None:
    assert client.post("/prove/work/", {"altcha": payload}).status_code == 422


def test_a_cookie_that_somebody_wrote_proves_nothing(rf: Any) -> None:
    request = rf.get("/")
    request.COOKIES = {settings.VISITOR_COOKIE_NAME: '{"id":"x","how":"work"}'}
    assert proof.visitor_of(request) is None


def test_the_way_back_never_leads_out_of_the_house(client: Client) -> None:
    page = client.get("/prove/?next=https://evil.example/").content.decode()
    assert 'name="next" value="/"' in page


def test_a_stranger_locks_no_tracking_code_for_its_citizen(client: Client, case: Case) -> None:
    stranger = Client(REMOTE_ADDR="203.0.113.7")
    for number in range(15):
        stranger.post("/track/", {"code": case.tracking_code, "phone": f"0532 000 02 {number:02}"})
    assert "Başvurunuzun süreci" in ask(client, case.tracking_code)


def guess(case: Case, number: int, address: str, visitor: Client | None = None) -> int:
    client = visitor or Client()
    typed = {"code": case.tracking_code, "phone": f"0532 111 {number // 100:02} {number % 100:02}"}
    return client.post("/track/", typed, REMOTE_ADDR=address).status_code


@pytest.mark.usefixtures("quick_cache")
def test_a_guesser_with_many_proofs_has_the_tries_of_one_address(case: Case) -> None:
    answers = []
    for visitor in range(4):
        who = Client()
        response = HttpResponse()
        proof.remember(response, by_work=True)
        who.cookies = response.cookies
        answers += [guess(case, 100 * visitor + n, "203.0.113.7", who) for n in range(5)]
    assert answers == [422] * 10 + [429] * 10


@pytest.mark.usefixtures("quick_cache")
def test_a_code_that_many_guess_asks_its_citizen_for_one_proof(client: Client, case: Case) -> None:
    answers = [guess(case, number, f"203.0.113.{number % 20}") for number in range(120)]
    assert answers == [422] * 100 + [429] * 20
    page = ask(client, case.tracking_code)
    assert "Bu takip kodu şu anda çok sık deneniyor." in page
    assert work(client).status_code == 204
    assert "Başvurunuzun süreci" in ask(client, case.tracking_code)


@pytest.mark.usefixtures("quick_cache")
def test_right_codes_are_not_counted(client: Client, case: Case) -> None:
    for _ in range(12):
        assert "Başvurunuzun süreci" in ask(client, case.tracking_code)


@pytest.mark.usefixtures("quick_cache")
def test_who_is_refused_reads_until_when_and_which_ways_are_open(
    client: Client, case: Case
) -> None:
    for number in range(10):
        guess(case, number, "127.0.0.1", client)
    with patch("time.time", return_value=time.time() + 5 * 60):
        page = ask(client, case.tracking_code)
    assert "10 dakika sonra yeniden deneyin" in page
    assert 'href="/mine/"' in page
    assert client.get(f"/t/{case.link_key}/").status_code == 200


@pytest.mark.usefixtures("quick_cache")
@pytest.mark.parametrize("shared", ["code", "chat", "call"])
def test_an_address_has_a_part_of_what_all_share_however_much_it_proves(
    rf: RequestFactory, shared: str
) -> None:
    taken = [admission.admit(proved(rf.post("/")), shared) for _ in range(120)]
    assert taken == [Admission.IN] * 100 + [Admission.LATER] * 20
    elsewhere = proved(rf.post("/", REMOTE_ADDR="203.0.113.7"))
    assert admission.admit(elsewhere, shared) is Admission.IN


@pytest.mark.usefixtures("quick_cache")
def test_a_flood_makes_no_sessions(settings: Any) -> None:
    settings.ACCOUNT_RATE_LIMITS = settings.ACCOUNT_RATE_LIMITS | {"draft": "2/10m/ip"}
    for _ in range(4):
        assert Client().get("/call/back/").status_code == 200
        assert Client().post("/mine/1/reply/", {"text": "a" * 2_000}).status_code == 302
    assert Session.objects.count() == 2

"""The page of a desk says whom it is offered, and why; the button calls that visitor."""

import re
from html import unescape

import pytest
from django.test import Client
from tests import cast
from tests.counter import visitors
from tests.counter.visitors import AT, MINUTE

from alo153.calls.call_words import AgentState
from alo153.calls.models import AgentSession
from alo153.contacts.offering.offer_outcomes import OfferEnd
from alo153.core import clock
from alo153.core.actor import Actor
from alo153.counter import actions
from alo153.counter.lifecycle import State
from alo153.counter.models import TicketOffer
from alo153.web.kit.telephone.shortcuts import KEYS

pytestmark = pytest.mark.django_db
HTMX = {"HX-Request": "true"}


@pytest.fixture(autouse=True)
def _morning(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(clock, "now", lambda: AT)


def text(page: bytes) -> str:
    return re.sub(r"\s+", " ", unescape(re.sub(r"<[^>]+>", " ", page.decode())))


def test_a_clerk_reads_whom_the_desk_is_offered_and_why_and_calls_them(client: Client) -> None:
    early, late = visitors.take(at=AT - MINUTE), visitors.take()
    desk, other = visitors.sit(), visitors.sit("hakan", 2)
    visitors.offered(early, other)
    visitors.offered(late, desk, among=2)
    client.force_login(desk.user)
    page = text(client.get("/counter/").content)
    assert "A002 Bu ziyaretçiyi çağırmanız isteniyor." in page
    assert "Daha uzun bekleyen ziyaretçi başka bir masaya teklif edildi." in page
    assert "Boş 2 masa içinde" in page
    assert visitors.call(other, at=AT) == early
    client.post("/counter/next/")
    late.refresh_from_db()
    assert (late.state, late.session) == (State.CALLED, desk)
    assert TicketOffer.objects.get(ticket=late).result == OfferEnd.ACCEPTED
    assert "çağırmanız isteniyor" not in text(client.get("/counter/").content)


def test_a_clerk_on_another_page_reads_it_below_the_call_bar(client: Client) -> None:
    ticket, desk = visitors.take(), visitors.sit("elif", 3)
    offer = visitors.offered(ticket, desk)
    client.force_login(cast.staff("elif"))
    at_the_desk = HTMX | {"HX-Current-URL": "http://testserver/counter/"}
    assert "A001" not in client.get("/desk/written/", headers=at_the_desk).content.decode()
    page = client.get("/desk/written/", headers=HTMX).content.decode()
    assert f'data-offer="ticket-{offer.pk}"' in page
    assert 'action="/counter/next/"' in page
    assert f'data-key="{KEYS["take_written"].press}"' in page
    assert "Bir ziyaretçi bekliyor" in page
    assert "Geri çevir" not in page


def test_below_the_call_bar_nobody_is_called_first_who_is_second(client: Client) -> None:
    early, late = visitors.take(at=AT - MINUTE), visitors.take()
    desk, other = visitors.sit("elif", 3), visitors.sit("hakan", 2)
    visitors.offered(early, other)
    visitors.offered(late, desk)
    client.force_login(cast.staff("elif"))
    page = text(client.get("/desk/written/", headers=HTMX).content)
    assert "A002" in page
    assert "Daha uzun bekleyen ziyaretçi başka bir masaya teklif edildi." in page
    assert "Sırada ilk o var." not in page


def test_whoever_has_left_the_desk_is_asked_to_call_nobody(client: Client) -> None:
    ticket, desk = visitors.take(), visitors.sit("elif", 3)
    visitors.offered(ticket, desk)
    actions.close_desk(session=desk, by=Actor.staff(desk.user_id), at=AT)
    client.force_login(cast.staff("elif"))
    assert "A001" not in client.get("/desk/written/", headers=HTMX).content.decode()


def test_the_wall_says_why_no_call_rings_a_clerk_who_is_ready(client: Client) -> None:
    visitors.take()
    visitors.call(visitors.sit("elif", 3))
    for username in ("elif", "murat"):
        user = cast.staff(username)
        AgentSession.objects.create(user=user, since=AT, state=AgentState.READY, reachable=True)
    client.force_login(cast.staff("hakan"))
    assert text(client.get("/live/").content).count("masasında ziyaretçi var") == 1

"""The desk offers topics for what a caller says; the agent decides, and the choice is kept."""

import re

import pytest
from django.test import Client
from tests import cast
from tests.parts.events.consuming import consume
from tests.suggestions import learned

from alo153.suggestions.models import LearnedModel, TopicChoice

SAID = "Ağaçların dalları uzadı, budanmasını istiyoruz, lambayı kapatıyor"


def offered(agent: Client, **typed: str) -> str:
    """Return the part of the page for what was typed."""
    answer = agent.post("/desk/proposals/", {"text": SAID} | typed)
    assert answer.status_code == 200
    return answer.content.decode()


def test_likely_topics_are_offered_with_unit_and_key(agent: Client) -> None:
    learned.model()
    page = offered(agent, district="izmit", place_layer="metropolitan")
    assert re.findall(r'data-proposes="([\w-]+)"', page)[0] == "agac-budama"
    assert "yol-cukuru" not in page  # hardly likely
    assert cast.unit("park-ve-bahceler").name in page
    assert 'data-key="Ctrl+F1"' in page


def test_before_anything_was_learned_nothing_is_offered(agent: Client) -> None:
    assert offered(agent).strip() == ""


@pytest.mark.parametrize("typed", [{"topic": "su-kesintisi"}, {"text": "dal"}])
def test_nothing_is_offered_where_it_is_not_needed(agent: Client, typed: dict[str, str]) -> None:
    learned.model()
    assert offered(agent, **typed).strip() == ""


def test_nothing_is_offered_below_the_threshold(agent: Client) -> None:
    model = learned.model()
    LearnedModel.objects.filter(pk=model.pk).update(threshold=2)
    assert offered(agent).strip() == ""


def test_a_place_that_is_none_is_left_out(agent: Client) -> None:
    learned.model()
    assert "agac-budama" in offered(agent, district="nowhere", neighborhood="x")


def test_few_queries(agent: Client, django_assert_max_num_queries) -> None:  # type: ignore[no-untyped-def]
    learned.model()
    offered(agent)
    with django_assert_max_num_queries(26):
        offered(agent)


def test_what_was_offered_is_kept_with_the_case(agent: Client) -> None:
    model = learned.model()
    agent.post(
        "/desk/work/new:1/case/",
        {
            "form_token": "0b5a4f0e-3f4b-4a54-9b60-0d4f6d0c1531",
            "topic": "agac-budama",
            "kind": "request",
            "text": SAID,
            "reporter_role": "affected",
            "contact_wish": "none",
            "full_name": "Ayşe Işık",
            "channel": "counter",
        },
    )
    assert not TopicChoice.objects.exists(), "opening a case does not wait for it"
    consume()
    choice = TopicChoice.objects.get()
    assert (choice.model, choice.rank, choice.shown) == (model, 1, True)

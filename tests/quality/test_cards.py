"""A card is written as a draft and put in use; what is in use never changes."""

import tomllib
from collections.abc import Callable
from dataclasses import replace

import pytest
from django.db import IntegrityError, transaction
from django.db.models import QuerySet
from django.utils import translation
from tests import cast
from tests.architecture import tree
from tests.quality import made

from alo153.accounts.policy import NotPermitted
from alo153.core import events
from alo153.quality import actions, card_json
from alo153.quality.actions import CardFaulty
from alo153.quality.media import STANDS_IN, CardMedium
from alo153.quality.models import CardVersion
from alo153.quality.queries import cards
from alo153.quality.rules.scorecards import FaultKind, Scorecard, faults
from alo153.quality.starting_cards import starting

pytestmark = pytest.mark.django_db


def test_a_card_is_read_as_it_was_written() -> None:
    assert card_json.read(card_json.written(made.CARD)) == made.CARD


def test_a_draft_is_put_in_use_and_the_next_follows_it() -> None:
    derya = cast.staff("derya")
    first = made.card()
    assert (first.number, cards.in_use(CardMedium.COUNTER), cards.draft(CardMedium.COUNTER)) == (
        1,
        first,
        None,
    )
    assert [each.name for each in events.history(first)] == ["quality.card_put_in_use"]
    second = actions.write_draft(medium=CardMedium.COUNTER, card=made.CARD, by=derya, at=cast.AT)
    assert (second.number, cards.in_use(CardMedium.COUNTER)) == (2, first)


@pytest.mark.parametrize(
    "change",
    [
        lambda rows: rows.update(content={}),
        lambda rows: rows.update(used_from=None),
        lambda rows: rows.delete(),
    ],
    ids=["content", "used_from", "delete"],
)
def test_the_table_itself_refuses_a_change_of_what_is_in_use(
    change: Callable[[QuerySet[CardVersion]], object],
) -> None:
    rows = CardVersion.objects.filter(pk=made.card().pk)
    with pytest.raises(IntegrityError, match="in use does not change"), transaction.atomic():
        change(rows)
    assert card_json.read(rows.get().content) == made.CARD


@pytest.mark.parametrize("medium", CardMedium)
def test_a_city_begins_with_a_card_of_each_medium_that_scores_nothing(medium: CardMedium) -> None:
    for language in ("tr", "en"):
        with translation.override(language):
            card = starting(medium)
        assert faults(card) == []
        assert any(question.critical for question in card.questions)
    assert medium in cards.missing()
    derya = cast.staff("derya")
    draft = actions.write_draft(medium=medium, card=card, by=derya, at=cast.AT)
    assert medium in cards.missing()
    assert actions.put_in_use(version=draft, by=derya, at=cast.AT)
    assert medium not in cards.missing()


@pytest.mark.parametrize("city", ["kocaeli", "harborview"])
def test_a_sample_city_has_a_card_of_each_medium(city: str) -> None:
    rooms = tomllib.loads((tree.ROOT / "cities" / city / "rooms.toml").read_text())
    found = {medium for each in rooms["quality"]["question"] for medium in each["cards"]}
    assert found >= set(CardMedium) - set(STANDS_IN)


def test_a_draft_is_one() -> None:
    derya = cast.staff("derya")
    for _ in range(2):
        actions.write_draft(medium=CardMedium.PHONE, card=made.CARD, by=derya, at=cast.AT)
    assert CardVersion.objects.filter(medium=CardMedium.PHONE).count() == 1


def test_weights_that_do_not_add_up_are_kept_as_a_draft_and_not_used() -> None:
    derya = cast.staff("derya")
    section = made.CARD.sections[0]
    short = Scorecard(sections=(replace(section, questions=section.questions[:1]),))
    draft = actions.write_draft(medium=CardMedium.CHAT, card=short, by=derya, at=cast.AT)
    with pytest.raises(CardFaulty) as wrong:
        actions.put_in_use(version=draft, by=derya, at=cast.AT)
    assert [(fault.kind, fault.found) for fault in wrong.value.faults] == [(FaultKind.WEIGHTS, 40)]
    assert cards.in_use(CardMedium.CHAT) is None


def test_whoever_does_not_manage_quality_writes_no_card() -> None:
    with pytest.raises(NotPermitted):
        actions.write_draft(
            medium=CardMedium.PHONE, card=made.CARD, by=cast.staff("elif"), at=cast.AT
        )


def test_the_card_of_the_telephone_scores_video_calls_until_they_have_their_own() -> None:
    assert cards.scoring(CardMedium.VIDEO) is None
    assert CardMedium.VIDEO in cards.missing()
    of_phone = made.card(CardMedium.PHONE)
    assert cards.scoring(CardMedium.VIDEO) == of_phone
    assert cards.in_use(CardMedium.VIDEO) is None, "its own draft begins empty"
    assert set(cards.missing()) == {
        CardMedium.CHAT,
        CardMedium.WRITTEN,
        CardMedium.COUNTER,
        CardMedium.UNIT,
    }
    own = made.card(CardMedium.VIDEO)
    assert cards.scoring(CardMedium.VIDEO) == own

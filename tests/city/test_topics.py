"""An agent types what the caller says, with or without Turkish letters, and finds the topic."""

import pytest
from pytest_django import DjangoAssertNumQueries
from tests import cast

from alo153.city import queries

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("said", "topic"),
    [
        ("su kesintisi", "su-kesintisi"),
        ("SU KESINTISI", "su-kesintisi"),
        ("suyumuz akmiyor", "su-kesintisi"),
        ("cukur", "yol-cukuru"),
        ("yolda çukuru var", "yol-cukuru"),
        ("ÇUKUR", "yol-cukuru"),
        ("otobus kac", "hat-sefer-saatleri"),
        ("ağaçlar budansın", "agac-budama"),
        ("budam", "agac-budama"),
        ("rogar", "rogar-kapagi"),
        ("tramwy", "tramvay"),
        ("elektirik kesildi", "elektrik-kesintisi"),
        ("çöp", "cop-toplama"),
        ("sokak lambasi", "sokak-lambasi"),
        ("köpekler saldırıyor", "basibos-kopek"),
        ("parkında salıncak kırılmış", "oyun-alani"),
    ],
)
def test_what_people_say_finds_the_topic_first(said: str, topic: str) -> None:
    found = queries.search_topics(said)
    assert found, said
    assert found[0].slug == topic


def test_a_short_keyword_is_found_with_its_endings() -> None:
    found = queries.search_topics("Parktaki bankın tahtası kırılmış", limit=3)
    assert "bank-kamelya" in [topic.slug for topic in found]


@pytest.mark.parametrize("said", ["", "   ", "%", "'; --", "(((", "\\", "xqzw"])
def test_what_means_nothing_finds_nothing(said: str) -> None:
    assert queries.search_topics(said) == []


def test_a_group_is_never_offered() -> None:
    found = queries.search_topics("park", limit=50)
    assert found
    assert [topic for topic in found if topic.parent_id is None] == []


def test_the_search_keeps_up_with_typing(
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    line = "yolda büyük bir çukur var arabanın tekerleği patladı"
    for words in (line, line * 100):
        queries.city()
        with django_assert_num_queries(2):
            assert queries.search_topics(words)


def test_what_the_city_stopped_naming_is_not_offered_but_stays() -> None:
    topic = cast.topic("tramvay")
    topic.retired_at = cast.AT
    topic.save(update_fields=["retired_at"])
    assert "tramvay" not in [found.slug for found in queries.search_topics("tramvay")]

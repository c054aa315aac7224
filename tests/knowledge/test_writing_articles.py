"""Units write articles: each version is kept, only one's own may be written, and the page wins."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from django.core.management import call_command
from tests import cast
from tests.knowledge.written import SLUG, content

from alo153.accounts.policy import NotPermitted
from alo153.citizens.channel import Channel
from alo153.city import queries as city
from alo153.core import events
from alo153.core.payloads import dimensions_of
from alo153.knowledge.articles import actions, queries
from alo153.knowledge.articles.content import Change, Content, difference
from alo153.knowledge.models import Article, UnansweredQuestion

pytestmark = pytest.mark.django_db


def write(seen: int = 0, *, by: str = "hakan", **changes: Any) -> Article:
    return actions.write_article(
        content=content(**changes), seen=seen, by=cast.staff(by), at=cast.AT
    )


def found(text: str, **more: Any) -> list[str]:
    answers = queries.search(text, language="tr", at=cast.AT, **more)
    return [each.text for each in answers]


def test_a_new_article_is_found_as_callers_say_it() -> None:
    article = write()
    assert found("kopek sahplenme") == ["Bakımevine kimliğinizle gelin."]
    (event,) = events.history(article)
    assert (event.name, event.data["version"]) == ("article.written", 1)
    assert dimensions_of(event.data).unit == article.unit_id


def test_a_version_is_kept_and_its_difference_is_shown() -> None:
    article = write()
    write(1, answer="Bakımevine kimliğinizle ve aşı karnesiyle gelin.")
    article.refresh_from_db()
    before, after = queries.content_of(article, 1), queries.content_of(article)
    assert before
    assert after
    assert difference(before, after) == [
        Change("-", "Türkçe, yanıt: Bakımevine kimliğinizle gelin."),
        Change("+", "Türkçe, yanıt: Bakımevine kimliğinizle ve aşı karnesiyle gelin."),
    ]
    assert [each.number for each in article.versions.all()] == [2, 1]


def test_who_changes_an_older_version_is_told() -> None:
    write()
    write(1, answer="Yeni")
    with pytest.raises(actions.ChangedMeanwhile):
        write(1, answer="Eskiden kalma")
    with pytest.raises(actions.ChangedMeanwhile):
        write(0)
    assert found("kedi sahiplenme") == ["Yeni"]


def test_a_unit_writes_its_own_articles_alone() -> None:
    article = write(by="nurten", unit="park-ve-bahceler")
    listed = queries.of_unit(cast.staff("nurten"), language="tr")
    assert [each.article for each in listed] == [article]
    with pytest.raises(NotPermitted):
        write(1, by="nurten", unit="zabita")
    write(1, by="hakan", unit="zabita")
    with pytest.raises(NotPermitted):
        write(2, by="nurten", unit="park-ve-bahceler")
    with pytest.raises(NotPermitted):
        write(2, by="elif")


def test_an_internal_article_is_for_staff_alone() -> None:
    article = write(internal=True)
    assert found("kedi sahiplenme") == []
    assert found("kedi sahiplenme", for_staff=True) == ["Bakımevine kimliğinizle gelin."]
    assert not queries.named([SLUG], at=cast.AT)
    assert article.pk not in {each.article.pk for each in queries.listed(language="tr", at=cast.AT)}


def test_a_district_may_have_an_answer_of_its_own() -> None:
    write(variants={"gebze": "Gebze'de belediyenin bakımevine gelin."})
    assert found("kedi sahiplenme", district=cast.district("gebze")) == [
        "Gebze'de belediyenin bakımevine gelin."
    ]
    assert found("kedi sahiplenme", district=cast.district("izmit")) == [
        "Bakımevine kimliğinizle gelin."
    ]


def test_what_is_over_or_to_be_reviewed_waits_for_whoever_is_responsible() -> None:
    today = city.today(cast.AT)
    article = write(review_on=today)
    assert list(queries.due(cast.staff("hakan"), cast.AT)) == [article]
    assert not queries.due(cast.staff("hakan"), cast.AT - timedelta(days=2))
    actions.review_article(
        article=article, until=date(2027, 6, 1), by=cast.staff("hakan"), at=cast.AT
    )
    assert not queries.due(cast.staff("hakan"), cast.AT)
    write(1, valid_until=today - timedelta(days=1))
    assert list(queries.due(cast.staff("hakan"), cast.AT)) == [article]
    assert found("kedi sahiplenme") == []


def test_it_is_taken_back_once_and_comes_back_when_it_is_written() -> None:
    article = write()
    for _ in range(2):
        actions.retire_article(article=article, by=cast.staff("hakan"), at=cast.AT)
    assert found("kedi sahiplenme") == []
    assert [each.name for each in events.history(article)] == ["article.written", "article.retired"]
    write(1)
    assert found("kedi sahiplenme")


def test_the_page_wins_over_the_file() -> None:
    call_command("load_answers")
    kartal = Article.objects.get(slug="kartala-nasil-giderim")
    assert (kartal.version, kartal.edited_at) == (1, None)
    now = queries.content_of(kartal)
    assert now
    changed = Content.from_json(now.as_json() | {"phone": "153"} | {"source": "Yeni kaynak"})
    actions.write_article(content=changed, seen=1, by=cast.staff("hakan"), at=cast.AT)
    water = Article.objects.get(slug="su-arizasi")
    actions.retire_article(article=water, by=cast.staff("hakan"), at=cast.AT)
    write()
    call_command("load_answers")
    kartal.refresh_from_db()
    water.refresh_from_db()
    assert (kartal.source, kartal.version) == ("Yeni kaynak", 2)
    assert water.retired_at
    assert found("kedi sahiplenme"), "an article of the page is not in the file, and stays"


def test_loading_the_file_again_makes_no_version() -> None:
    call_command("load_answers")
    call_command("load_answers")
    assert set(Article.objects.values_list("version", flat=True)) == {1}


def test_content_is_kept_as_it_was() -> None:
    whole = content(variants={"gebze": "Başka"}, valid_from=date(2026, 12, 1), internal=True)
    assert Content.from_json(whole.as_json()) == whole


def test_every_information_topic_of_kocaeli_has_an_article_and_each_names_its_source() -> None:
    call_command("load_answers")
    answered = set(Article.objects.values_list("topic__slug", flat=True))
    topics = {slug for slug, each in city.topics_now().items() if each.information_only}
    assert len(topics) == 10
    assert topics - answered == set()
    assert not Article.objects.filter(source="").exists()


def test_an_agent_that_searches_in_vain_leaves_a_gap() -> None:
    call_command("load_answers")
    actions.note_unanswered(text="su sayacı taksit", channel=Channel.PHONE, at=cast.AT)
    assert UnansweredQuestion.objects.get().asked == 1

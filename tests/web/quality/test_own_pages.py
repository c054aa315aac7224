"""Agents read their evaluations, and for which decisions the city may use them."""

import re
from datetime import timedelta
from types import SimpleNamespace

import pytest
from django.test import Client
from django.urls import reverse
from tests import cast
from tests.quality import made

from alo153.city.models import City
from alo153.core import clock
from alo153.core.ttl_cache import forget_cached
from alo153.quality.queries import evaluations
from alo153.web.templatetags.when import moment

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("day_of_the_cast")]
OURS = "merkezin neyi iyileştirmesi gerektiğini görmek içindir."


def read(address: str) -> str:
    browser = Client()
    browser.force_login(cast.staff("elif"))
    return browser.get(address).content.decode()


def pages() -> list[str]:
    made.card()
    row = made.given(made.asked())
    return [reverse("quality:mine"), reverse("quality:own", args=[row.pk])]


def test_an_evaluation_is_counted_until_its_agent_opens_it_and_says_its_term() -> None:
    listed, one = pages()
    assert evaluations.unseen(cast.staff("elif")).count() == 1
    assert "ilk açtığınızdan 7 gün sonra" in read(listed)
    assert "İtiraz süresi: " in read(one)
    assert "7 günlük süre, bu sayfayı ilk açtığınızda başladı." in read(one)
    assert evaluations.unseen(cast.staff("elif")).count() == 0
    assert "ilk açtığınızdan" not in read(listed)


def test_the_list_shows_no_score_before_the_page_is_opened() -> None:
    listed, one = pages()
    score = re.compile(r'data-label="Puan">\s*([^\s<]+)\s*<')
    assert score.findall(read(listed)) == ["–"]
    read(one)
    assert score.findall(read(listed)) == ["100"]


def test_a_term_that_began_without_a_look_has_its_end_and_no_other_begin(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Elif comes back from leave on day 33: the term runs since day 30."""
    listed, one = pages()
    monkeypatch.setattr(
        clock, "datetime", SimpleNamespace(now=lambda _zone: cast.AT + timedelta(days=33))
    )
    assert "ilk açtığınızdan" not in read(listed)
    end = moment(cast.AT + timedelta(days=37))
    assert end in read(listed)
    shown = read(one)
    assert end in shown
    assert "İtiraz süresi: " in shown
    assert "ilk açtığınızda başladı" not in shown


def say(**texts: str) -> None:
    """Let the city's own texts have these instead of what they say of evaluations."""
    city = City.objects.get()
    own = {key: words for key, words in city.texts["tr"].items() if key != "evaluation_use"}
    city.texts = {"tr": own | texts}
    city.save(update_fields=["texts"])
    forget_cached()


def test_the_city_says_for_what_evaluations_may_be_used() -> None:
    say(evaluation_use="{short_name}: yalnızca eğitim içindir.")
    for page in pages():
        shown = read(page)
        assert f"{cast.city().short_name}: yalnızca eğitim içindir." in shown
        assert OURS not in shown
        assert "30'dan az görüşmeyle kimse karşılaştırılmaz." in shown.replace("&#x27;", "'")


def test_after_an_upgrade_the_texts_of_a_city_have_no_such_words_and_the_page_has_its_own() -> None:
    say()
    for page in pages():
        assert OURS in read(page)

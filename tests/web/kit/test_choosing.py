"""Drop-downs of the city's rows, and texts cut for lists."""

from typing import Any

import pytest
from django import forms
from tests import cast

from alo153.city import queries
from alo153.city.models import Topic
from alo153.core.ttl_cache import Derived, TtlCache, forget_cached
from alo153.web.kit.fields.choosing import DrawnSelect, OneOf
from alo153.web.templatetags.web import beginning


class Chosen(forms.Form):
    """One topic."""

    topic = OneOf(queries.topics_now, empty_label="none", widget=DrawnSelect)


@pytest.mark.django_db
def test_a_drop_down_follows_the_citys_rows() -> None:
    topic = cast.topic("tramvay")
    assert ("tramvay", topic.name) in lines()
    Topic.objects.filter(pk=topic.pk).update(name="Tramvay & <b>durak</b>")
    assert ("tramvay", topic.name) in lines()
    forget_cached()
    assert ("tramvay", "Tramvay & <b>durak</b>") in lines()
    drawn = str(Chosen({"topic": "tramvay"})["topic"])
    assert '<option value="">none</option>' in drawn
    chosen = '<option value="tramvay" selected>Tramvay &amp; &lt;b&gt;durak&lt;/b&gt;</option>'
    assert chosen in drawn


def test_what_is_made_of_something_cached_is_made_once_for_each_reading() -> None:
    read, made = [], []

    def rows() -> dict[str, int]:
        read.append(1)
        return {"one": len(read)}

    def doubled(rows: dict[str, int]) -> int:
        made.append(1)
        return 2 * rows["one"]

    kept = TtlCache(rows, seconds=3_600)
    derived = Derived(Derived(kept, doubled), str)
    assert [derived(), derived()] == ["2", "2"]
    forget_cached()
    assert [derived(), derived()] == ["4", "4"]
    assert (len(read), len(made)) == (2, 2)


def lines() -> list[tuple[Any, Any]]:
    """Return what may be chosen."""
    return list(Chosen().fields["topic"].choices)


@pytest.mark.parametrize(
    ("text", "length", "shown"), [("Çukur", 5, "Çukur"), ("Çukurlar", 5, "Çuku…"), ("", 5, "")]
)
def test_a_text_is_cut_for_a_list(text: str, length: int, shown: str) -> None:
    assert beginning(text, length) == shown

"""A page of a stranger in the browser of staff: nothing runs, loads from outside or lies."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.parts.waiting import Stopwatch

from alo153.channels.email.reading.safe_html import MOST_INSERTED, MOST_LETTERS, safe_html

FILES = {"harita@posta": "/desk/files/7"}


@pytest.mark.parametrize(
    ("page", "safe"),
    [
        ("<p>Su <b>yok</b></p>", "<p>Su <b>yok</b></p>"),
        ('<img src="cid:harita@posta" alt="Harita">', '<img src="/desk/files/7" alt="Harita">'),
        ('<img src="cid:other">', "<img>"),
        ('<img src="https://spy.example/1.png">', "<img>"),
        ('<img src="//spy.example/1.png">', "<img>"),
        ('<img src="/desk/files/8">', "<img>"),
        ('<img src="data:image/svg+xml,x" onerror="a()" srcset="https://spy.example">', "<img>"),
        ('<p style="background:url(https://spy.example)" class="x" id="y">a</p>', "<p>a</p>"),
        ("<script>a()</script><style>p{}</style>b", "b"),
        ('<form action="https://a.example"><input name="p"></form>', ""),
        ('<iframe src="https://a.example"></iframe><base href="https://a.example">', ""),
        ("<svg><a xlink:href='javascript:a()'>b</a></svg>c", "c"),
        (
            '<a href="https://a.example" target="_top">b</a>',
            '<a href="https://a.example" rel="{rel}">b</a>',
        ),
        ('<a href="javascript:a()">b</a>', '<a rel="{rel}">b</a>'),
        ('<a href=" jAva&#x09;script:a()">b</a>', '<a rel="{rel}">b</a>'),
        ('<a href="/sign-out/">b</a>', '<a rel="{rel}">b</a>'),
        ('<a href="cid:harita@posta">b</a>', '<a rel="{rel}">b</a>'),
    ],
)
def test_a_page_is_made_safe(page: str, safe: str) -> None:
    assert safe_html(page, FILES) == safe.format(rel="noopener noreferrer nofollow")


@given(
    st.text(
        st.sampled_from("<>/\"'=& :ascriptimgonxlh") | st.characters(codec="utf-8"), max_size=200
    )
)
def test_nothing_runs_and_nothing_loads(page: str) -> None:
    safe = safe_html(page, FILES)
    assert not re.search(r"<(script|style|iframe|form|svg|math|object|link|meta)", safe)
    for tag in re.findall(r"<[^>]*>", safe):
        assert not re.search(r'\s(on\w+|style|srcset)=|href="(?!https?:|mailto:|tel:)', tag)
        assert " src=" not in tag or 'src="/desk/files/7"' in tag


def test_a_picture_that_is_named_again_and_again_fills_no_memory() -> None:
    large = "data:image/jpeg;base64," + "A" * (MOST_INSERTED // 3)
    safe = safe_html('<img src="cid:a">' * 5_000, {"a": large})
    assert safe.count("<img src") == 2
    assert len(safe) < MOST_INSERTED + MOST_LETTERS


def test_the_deepest_page_does_not_cost_minutes_and_a_longer_one_is_not_shown() -> None:
    watch = Stopwatch()
    safe_html("<div>" * (MOST_LETTERS // 5), FILES)
    assert watch.seconds < 60
    assert safe_html("<p>" + "a" * MOST_LETTERS, FILES) == ""

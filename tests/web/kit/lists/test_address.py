"""The address of a list and its view are two ways to say the same."""

from urllib.parse import parse_qs

import pytest
from hypothesis import given
from hypothesis import strategies as st

from alo153.web.kit.lists import address
from alo153.web.kit.lists.address import View

COLUMNS = ("when", "who", "what")
FILTERS = ("unit", "day")
KNOWN = {"filters": FILTERS, "sorts": {"when", "who"}, "columns": COLUMNS, "usual": "-when"}


def of(query: str) -> View:
    return address.read(parse_qs(query, keep_blank_values=True), **KNOWN)  # type: ignore[arg-type]


typed = st.text(min_size=1, max_size=address.LONGEST)
views = st.builds(
    View,
    sort=st.sampled_from(["", "when", "who", "-who"]),
    page=st.integers(1, address.MOST_PAGES),
    hidden=st.sets(st.sampled_from(COLUMNS)).map(
        lambda some: tuple(name for name in COLUMNS if name in some)
    ),
    asked=st.lists(st.tuples(st.sampled_from(FILTERS), typed), max_size=4).map(
        lambda pairs: tuple(sorted(pairs, key=lambda pair: FILTERS.index(pair[0])))
    ),
)


@given(views)
def test_a_link_to_a_view_shows_that_view(view: View) -> None:
    assert of(view.query) == view


@given(st.dictionaries(st.sampled_from(["sort", "page", "hide", "as", "unit", "x"]), typed))
def test_whatever_an_address_says_there_is_a_view_with_an_address_of_its_own(
    query: dict[str, str],
) -> None:
    view = address.read({name: [value] for name, value in query.items()}, **KNOWN)  # type: ignore[arg-type]
    assert of(view.query) == view


@pytest.mark.parametrize("page", ["0", "-1", "x", "²", "", "1e3", "99999999999999999999"])
def test_a_page_that_is_no_number_is_the_first(page: str) -> None:
    assert of(f"page={page}").page == 1


def test_no_page_lies_deeper_than_is_counted() -> None:
    assert of("page=999").page == address.MOST_PAGES


def test_the_view_that_opens_has_no_query() -> None:
    assert of("sort=-when&page=1&unit=").query == ""


@pytest.mark.parametrize(
    ("now", "leads_to"), [("", "sort=when"), ("sort=when", ""), ("sort=who&page=3", "sort=when")]
)
def test_a_heading_turns_its_order_and_begins_anew(now: str, leads_to: str) -> None:
    assert of(now).turned("when", "-when") == leads_to


def test_a_heading_that_did_not_sort_yet_rises_and_keeps_the_rest() -> None:
    assert of("unit=a&hide=what&page=2").turned("who", "-when") == "unit=a&hide=what&sort=who"
    assert of("sort=who").turned("who", "-when") == "sort=-who"

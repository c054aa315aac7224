"""A key is read from digits, and nothing else raises."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from alo153.core.database.row_key import row_key


@given(st.integers(0, 10**18 - 1))
def test_every_key_reads_back(key: int) -> None:
    assert row_key(str(key)) == key


@pytest.mark.parametrize("text", ["", "-1", " 1", "²", "٣٤", "1e3", "9" * 19, "9" * 5000, "1\x00"])
def test_what_is_no_key_is_none(text: str) -> None:
    assert row_key(text) is None


@given(st.text())
def test_no_text_raises(text: str) -> None:
    assert row_key(text) is None or text.isdigit()

"""The subject of an answer, and which references are ours."""

from uuid import uuid4

import pytest
from hypothesis import given
from hypothesis import strategies as st

from alo153.contacts.conversations.ours import keys_in
from alo153.contacts.conversations.subjects import MOST, answering


@pytest.mark.parametrize(
    ("came", "goes"),
    [
        ("Çukur var", "Re: Çukur var"),
        ("Re: Çukur var", "Re: Çukur var"),
        ("YNT: Çukur var", "YNT: Çukur var"),
        ("Yan : Çukur", "Yan : Çukur"),
        ("Çukur\r\nBcc: herkes@example.org", "Re: Çukur Bcc: herkes@example.org"),
        ("", "Re:"),
        ("Rehber: nerede?", "Re: Rehber: nerede?"),
    ],
)
def test_a_subject_is_marked_once(came: str, goes: str) -> None:
    assert answering(came) == goes


@given(st.text(), st.sampled_from(["", "482 109 373"]))
def test_a_subject_is_one_short_line_with_its_code(came: str, code: str) -> None:
    subject = answering(came, code=code)
    assert code in subject
    assert len(subject) <= MOST
    assert len(subject.splitlines()) <= 1


def test_a_code_is_named_once() -> None:
    once = answering("Çukur var", code="482 109 373")
    assert once == "Re: Çukur var · 482 109 373"
    assert answering(once, code="482 109 373") == once


def test_our_names_are_found_in_the_order_of_the_references() -> None:
    first, second = uuid4(), uuid4()
    names = [f"<{first}@kocaeli.bel.tr>", "<CAF=x@mail.gmail.com>", f" <{second}@kocaeli.bel.tr>"]
    assert keys_in(names) == [first, second]


@given(st.lists(st.text()))
def test_no_other_reference_is_taken_for_ours(names: list[str]) -> None:
    assert keys_in(names) == []

"""By what names mails are known."""

from hypothesis import given
from hypothesis import strategies as st

from alo153.channels.email.reading import references
from alo153.channels.email.reading.structure.headers import Headers


def of(*fields: tuple[str, bytes]) -> Headers:
    return Headers(fields)


def test_the_name_of_a_mail() -> None:
    assert references.own(of(("message-id", b"<a@b.example>"))) == "<a@b.example>"
    assert references.own(of(("message-id", b"a@b.example"))) == "<a@b.example>"
    assert references.own(of(("message-id", b"<a\t@ b.example> (comment)"))) == "<a@b.example>"
    assert references.own(of(("message-id", b"nothing of the kind"))) == ""
    assert references.own(of()) == ""


def test_a_bare_name_is_one_word() -> None:
    assert references.own(of(("message-id", b" <a@b.example "))) == "<a@b.example>"
    assert references.own(of(("message-id", b"<>"))) == ""
    assert references.own(of(("message-id", b"<%s>" % (b"a" * 500)))) == f"<{'a' * 500}>"
    assert references.own(of(("message-id", b"<a\0b>"))) == "<ab>"


def test_what_is_answered_comes_first_then_what_was_last() -> None:
    found = references.answered(
        of(
            ("references", b"<1@a.example> <2@a.example>\t<3@a.example>"),
            ("in-reply-to", b"<3@a.example> of Saturday"),
        )
    )
    assert found == ("<3@a.example>", "<2@a.example>", "<1@a.example>")


@given(st.binary(max_size=300))
def test_names_are_short_and_few(value: bytes) -> None:
    many = b"<%s>" % value * 200
    for found in (
        references.answered(of(("references", many))),
        (references.own(of(("message-id", value))),),
    ):
        assert len(found) <= references.MOST
        assert all(len(each) <= references.MOST_LENGTH + 2 and "\0" not in each for each in found)


def test_a_name_that_no_index_holds_is_none() -> None:
    assert references.own(of(("message-id", b"<%s@b.example>" % (b"a" * 900)))) == ""

"""Which parts of a mail are its words."""

import pytest
from tests.channels.email.reading.mails import mail, mail_of, multipart, part

from alo153.channels.email.reading.mail import read
from alo153.channels.email.reading.text import choice

PLAIN = part("Su yok", "Content-Type: text/plain")
PAGE = part("<p>Su yok, sayfa", "Content-Type: text/html")
PICTURE = part("\x89PNG", "Content-Type: image/png")


def test_of_alternatives_the_plain_words_are_read_and_the_page_is_kept() -> None:
    found = read(mail_of("alternative", PLAIN, multipart("related", PAGE, PICTURE, boundary="b")))
    assert (found.text, found.html) == ("Su yok", "<p>Su yok, sayfa")
    assert [each.content_type for each in found.files] == ["image/png"]


@pytest.mark.parametrize("plain", [part(" \r\n", "Content-Type: text/plain"), PICTURE])
def test_where_no_plain_words_are_the_page_is_read(plain: bytes) -> None:
    assert read(mail_of("alternative", plain, PAGE)).text == "Su yok, sayfa"


def test_words_around_a_picture_belong_together() -> None:
    raw = mail_of(
        "mixed", PLAIN, PICTURE, part("Üç gündür.", "Content-Type: text/plain; charset=utf-8")
    )
    assert read(raw).text == "Su yok\n\nÜç gündür."


def test_words_with_a_name_are_a_file_unless_they_come_first() -> None:
    named = part("Liste", "Content-Type: text/plain; name=liste.txt")
    alone = read(mail_of("mixed", named))
    assert (alone.text, [each.name for each in alone.files]) == ("Liste", ["liste.txt"])
    found = read(mail_of("mixed", PLAIN, named))
    assert (found.text, [each.name for each in found.files]) == ("Su yok", ["liste.txt"])


def test_what_bears_a_name_and_is_no_text_is_a_file() -> None:
    found = read(mail(b"GIF89a\0\0", "Content-Type: text/plain; name=a.txt"))
    assert (found.text, [each.name for each in found.files]) == ("", ["a.txt"])


def test_words_that_are_attached_are_a_file() -> None:
    attached = part("Liste", "Content-Disposition: attachment", "Content-Type: text/plain")
    assert read(mail_of("mixed", attached)).text == ""


@pytest.mark.parametrize("kind", ["text/rtf", "text/calendar", "application/ms-tnef", "text/csv"])
def test_what_only_programs_read_is_a_file(kind: str) -> None:
    found = read(mail_of("mixed", PLAIN, part("x", f"Content-Type: {kind}")))
    assert (found.text, [each.content_type for each in found.files]) == ("Su yok", [kind])


@pytest.mark.parametrize("kind", ["text", "", "text/", "a b/c", "multipart/mixed", "TEXT/PLAIN"])
def test_a_type_that_is_none_means_words(kind: str) -> None:
    assert read(mail("Su yok", f"Content-Type: {kind}")).text == "Su yok"


def test_words_that_are_only_said_to_be_encoded_are_read_as_they_are() -> None:
    raw = mail("Sokakta su yok.", "Content-Transfer-Encoding: base64")
    assert (read(raw).text, read(raw).complete) == ("Sokakta su yok.", True)


@pytest.mark.parametrize("told", ["multipart/mixed", "multipart/mixed; boundary=other"])
def test_a_boundary_that_is_not_told_is_found(told: str) -> None:
    parts = "--b\r\nContent-Type: text/plain\r\n\r\nSu yok\r\n--b--\r\n"
    assert read(mail(parts, f"Content-Type: {told}")).text == "Su yok"


def test_a_header_that_is_torn_is_one() -> None:
    raw = mail("Su yok", "Subject: Su\r\nkesintisi hakkında", "Cc: muhtar@mahalle.example")
    assert (read(raw).subject, read(raw).text) == ("Su kesintisi hakkında", "Su yok")


def test_words_without_an_empty_line_before_them_are_words() -> None:
    assert read(b"Subject: Su\r\nSokakta su yok.\r\nElif").text == "Sokakta su yok.\nElif"


def test_a_page_may_name_its_charset_itself() -> None:
    page = '<meta charset="windows-1254"><p>Işık yok'.encode("cp1254")
    assert read(mail(page, "Content-Type: text/html")).text == "Işık yok"


def test_the_header_names_the_charset_before_the_page_does() -> None:
    page = '<meta charset="utf-16"><p>Işık yok'.encode("cp1254")
    assert read(mail(page, "Content-Type: text/html; charset=windows-1254")).text == "Işık yok"


def test_marked_up_words_are_read_without_their_marks() -> None:
    assert read(mail("<bold>Su</bold> yok", "Content-Type: text/enriched")).text == "Su yok"


def test_of_two_pages_the_later_alternative_is_kept_and_others_are_joined() -> None:
    other = part("<p>Başka", "Content-Type: text/html; charset=utf-8")
    assert read(mail_of("alternative", PAGE, other)).html == "<p>Başka"
    both = read(mail_of("mixed", PAGE, other))
    assert (both.html, both.text) == ("<p>Su yok, sayfa\n<p>Başka", "Su yok, sayfa\n\nBaşka")


def test_a_page_longer_than_any_is_cut(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(choice, "MOST_HTML", 8)
    found = read(mail("<p>Su yok", "Content-Type: text/html"))
    assert (found.html, found.text, found.complete) == ("<p>Su yo", "Su yok", False)


def test_a_part_without_an_end_is_read_to_the_end() -> None:
    raw = mail_of("mixed", PLAIN, PAGE)
    assert read(raw[: raw.rindex(b"--")]).text == "Su yok\n\nSu yok, sayfa"


def test_line_ends_of_any_kind_are_ends_of_lines() -> None:
    assert read(mail("a\rb\r\nc\nd\x85e")).text == "a\nb\nc\nd\ne"
    assert read(mail("Su yok").replace(b"\r\n", b"\r")).text == "Su yok"


def test_more_words_than_anybody_writes_are_cut(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(choice, "MOST_LETTERS", 5)
    found = read(mail("Su yok, su!"))
    assert (found.text, found.complete) == ("Su yo", False)


def test_more_parts_of_words_than_are_read_are_kept_as_files(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(choice, "MOST_BYTES", 10)
    found = read(mail_of("mixed", PLAIN, PLAIN, PLAIN))
    assert found.text == "Su yok\n\nSu yok"
    assert [each.content for each in found.files] == [b"Su yok"]

"""What is taken out of words before they are kept."""

from alo153.channels.email.reading.decoding import clean


def test_a_text_of_lines() -> None:
    assert (
        clean.block("a\0b\x1bc\ud800d\r\ne\rf\x85g\u2028h\u2029i\tj\nk")
        == "abcd\ne\nf\ng\nh\ni\tj\nk"
    )


def test_a_line() -> None:
    assert clean.line(" a\r\n\tb\0c\x85d\u202ee\u2066f\ud800g ", 50) == "a b c d e f g"
    assert clean.line("a  b", 50) == "a  b"


def test_a_line_is_cut_behind_what_is_taken_out() -> None:
    assert clean.line("\0\0\0abcdef", 4) == "abcd"
    assert clean.line("abc def", 4) == "abc"

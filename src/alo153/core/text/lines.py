"""Texts of one line: what holds a line break can become a header of its own in an e-mail."""


def is_one_line(text: str) -> bool:
    """Tell whether a text has no line break of any kind, at its end neither."""
    return text.splitlines() in ([], [text])

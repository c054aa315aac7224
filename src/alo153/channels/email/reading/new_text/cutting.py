"""The new words of a mail."""

from alo153.channels.email.reading.new_text import quotes, signatures


def new_words(text: str) -> str:
    """Return what was written newly; all of it where nothing would be left."""
    for without in (signatures.cut(quotes.cut(text)), quotes.cut(text)):
        if without.strip():
            return without.strip("\n").rstrip()
    return text

"""Text: search keys and slugs; telling words, their stems and sort keys by language."""

from alo153.core.text.letters import fold, slug, sort_key
from alo153.core.text.lines import is_one_line, is_plain_name, plain_name
from alo153.core.text.spreadsheets import harmless
from alo153.core.text.stems import beginnings, stem
from alo153.core.text.tokens import telling_words
from alo153.core.text.unseen import plain_words, seen_letters

__all__ = [
    "beginnings",
    "fold",
    "harmless",
    "is_one_line",
    "is_plain_name",
    "plain_name",
    "plain_words",
    "seen_letters",
    "slug",
    "sort_key",
    "stem",
    "telling_words",
]

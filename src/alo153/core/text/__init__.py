"""Turkish text: folding for search, beginnings of words, keys for sorting, slugs."""

from alo153.core.text.stem import beginnings, stem
from alo153.core.text.turkish import fold, slug, sort_key

__all__ = ["beginnings", "fold", "slug", "sort_key", "stem"]

"""Turkish text: folding for search, keys for sorting, slugs."""

from alo153.core.text.turkish import fold, slug, sort_key

__all__ = ["fold", "slug", "sort_key"]

"""Answer 404 if a query finds nothing."""

from django.http import Http404


def or_404[T](found: T | None) -> T:
    """Return what a query found. Raises Http404 for nothing."""
    if found is None:
        raise Http404
    return found

"""Service workers: a browser lets a script serve the pages at and below its own address."""

from pathlib import Path

from django.contrib.staticfiles import finders
from django.http import Http404, HttpResponse


def built(name: str) -> bytes:
    """Return a file of the front end as it was built, by its name below `static/`.

    Raises:
        Http404: the front end was not built.
    """
    found = finders.find(name)
    if not isinstance(found, str):
        raise Http404
    return Path(found).read_bytes()


def worker(name: str, *, before: bytes = b"") -> HttpResponse:
    """Give a service worker, with what it is told in front of it.

    A browser compares all of it at each visit: one byte that changed, and it is installed anew.
    """
    return HttpResponse(before + built(name), content_type="text/javascript")

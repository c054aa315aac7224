"""Write the lines of the log without secrets, from every program and library."""

import json
import logging
import re
from datetime import UTC, datetime
from typing import Final

from django.core.exceptions import ImproperlyConfigured

from alo153.config import secret_routes

# A file of the source in a traceback, which is no page; or an address, with or without its host
_ADDRESS: Final = re.compile(
    r"""File\ "[^"]*"
      | (?P<origin>\w+://[^\s/?#"']*)? (?P<path>/[^\s?#"']*) (?P<rest>[?\#][^\s"']+)?""",
    re.VERBOSE,
)
_FAILED: Final = 500
# PostgreSQL names the values of a refused row there; Django the arguments of a link it cannot make
_VALUES: Final = (
    (re.compile(r"^DETAIL: .*$", re.MULTILINE), "DETAIL: …"),
    (re.compile(r"(with (?:keyword )?arguments) '.*?' (?=not found)"), r"\1 … "),
)


class OneLine(logging.Filter):
    """Say in one line that a request was refused: how it was malformed is no fault of ours.

    Nor is it an error: Django calls a wrong Host one, so that any scanner would fill a watched log.
    """

    def filter(self, record: logging.LogRecord) -> bool:
        """Leave the traceback out if the visitor got an answer below 500, and warn at most."""
        if getattr(record, "status_code", _FAILED) < _FAILED:
            record.exc_info = record.exc_text = None
            if record.levelno > logging.WARNING:
                record.levelno, record.levelname = logging.WARNING, "WARNING"
        return True


class NoHandshake(logging.Filter):
    """Leave out uvicorn's line of a web socket: it holds a visitor's address, minute and page."""

    def filter(self, record: logging.LogRecord) -> bool:
        """Keep every other line: that the server runs, and its own faults."""
        return '"WebSocket ' not in str(record.msg)


class MaskingFormatter(logging.Formatter):
    """Write addresses without the secrets in them, in messages and tracebacks alike."""

    def format(self, record: logging.LogRecord) -> str:
        """Return the line; the path of a request is masked whole, whatever characters it has."""
        text = super().format(record)
        asked = getattr(getattr(record, "request", None), "path", None)
        if isinstance(asked, str) and len(asked) > 1:
            text = text.replace(asked, _mask(asked))
        for values, blank in _VALUES:
            text = values.sub(blank, text)
        return _ADDRESS.sub(_blank, text)


class JsonFormatter(MaskingFormatter):
    """Write a line as one object of JSON; what a masked line leaves out, it leaves out, too."""

    def __init__(self) -> None:
        super().__init__("%(message)s")

    def format(self, record: logging.LogRecord) -> str:
        """Return the object; a traceback is part of `message`, on lines of its own."""
        said = {
            "time": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname,
            "logger": record.name,
            "process": record.process,
            "message": super().format(record),
        }
        return json.dumps(said, ensure_ascii=False)


def _blank(found: re.Match[str]) -> str:
    path = found["path"]
    if path is None:
        return found[0]
    origin, rest = found["origin"] or "", "?…" if found["rest"] else ""
    return origin + (_mask(path) if _is_ours(path) else path) + rest


def _mask(path: str) -> str:
    try:
        return secret_routes.mask(path)
    except (ImportError, ImproperlyConfigured):  # the pages could not be loaded: that is the news
        return "/…"


def _is_ours(path: str) -> bool:
    try:
        return secret_routes.is_ours(path)
    except (ImportError, ImproperlyConfigured):
        return False

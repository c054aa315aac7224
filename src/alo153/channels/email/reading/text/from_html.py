"""The words of a page, for where no page is shown. Reads each letter once or twice, never more."""

import html
import re
from typing import Final

MOST_LETTERS: Final = 2_000_000
_MOST_DEPTH: Final = 10
# Words between tags; whole what a reader never sees; a tag, quotes within it may hold its end
_PIECE: Final = re.compile(
    r"(?P<words>[^<]++)|<!--.*?(?:-->|\Z)"
    r"|<(?P<hidden>style|script|title|template)\b.*?(?:</(?P=hidden)\s*+>|\Z)"
    r"|<(?P<end>/?)(?P<tag>[a-z][a-z0-9]*+)(?:[^<>\"']|\"[^\"<]*+\"|'[^'<]*+'|[\"'])*+>?"
    r"|<[!?/][^<>]*+>?|(?P<letter><)",
    re.IGNORECASE | re.DOTALL,
)
_BLANKS: Final = re.compile(r"[ \t\r\n\f]+")
_BLOCKS: Final = frozenset(
    {"address", "article", "aside", "center", "dd", "div", "dl", "dt", "fieldset", "figure"}
    | {"footer", "form", "h1", "h2", "h3", "h4", "h5", "h6", "header", "li", "main", "nav", "ol"}
    | {"section", "table", "tbody", "tr", "ul", "body", "html"}
)
_SPACED: Final = frozenset({"p", "blockquote", "pre"})


def words(page: str) -> str:
    """Return the words of a page, line by line; what it quotes begins with ``>``."""
    kept = _Page()
    for found in _PIECE.finditer(page[:MOST_LETTERS]):
        if found["words"] is not None or found["letter"]:
            kept.write(found[0])
        elif found["tag"]:
            kept.tag(found["tag"].lower(), is_end=bool(found["end"]))
    return kept.text()


class _Page:
    """Lines as they become, and how deep in quotes the last one is."""

    def __init__(self) -> None:
        self._lines: list[str] = []
        self._pieces: list[str] = []
        self._depth = self._preformatted = 0

    def text(self) -> str:
        """Return all lines: no blank ones at both ends, nowhere two."""
        self._end_line()
        return re.sub(r"\n(?:>* ?\n){2,}", "\n\n", "\n".join(self._lines)).strip()

    def write(self, text: str) -> None:
        """Add what is between tags."""
        if self._preformatted:
            first, *others = _unescape(text).split("\n")
            self._pieces.append(first)
            for each in others:
                self._end_line()
                self._pieces.append(each)
        else:
            self._pieces.append(_unescape(_BLANKS.sub(" ", text)))

    def tag(self, name: str, *, is_end: bool) -> None:
        """Begin lines where a tag does."""
        if name == "br":
            self._end_line()
        elif name in _BLOCKS or name in _SPACED:
            self._end_line(only_written=True)
            if name in _SPACED and is_end:
                self._lines.append(self._quoted(""))
        if name == "blockquote":
            self._depth = max(0, min(_MOST_DEPTH, self._depth + (-1 if is_end else 1)))
        elif name == "pre":
            self._preformatted = 0 if is_end else 1
        elif name == "hr":
            self._end_line(only_written=True)
            self._lines.append(self._quoted("________________________________"))
        elif name in {"td", "th"} and is_end:
            self._pieces.append(" ")
        elif name == "li" and not is_end:
            self._pieces.append("- ")

    def _end_line(self, *, only_written: bool = False) -> None:
        line = "".join(self._pieces)
        line = line.rstrip() if self._preformatted else _BLANKS.sub(" ", line).strip()
        if line or not only_written:
            self._lines.append(self._quoted(line))
        self._pieces.clear()

    def _quoted(self, line: str) -> str:
        return f"{'>' * self._depth} {line}" if self._depth else line


def _unescape(text: str) -> str:
    try:
        return html.unescape(text).replace("\xa0", " ")
    except ValueError:  # a number of more digits than Python converts
        return text

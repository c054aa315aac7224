"""Find the beginning of a quote: the lines by which mail programs introduce one, in two languages.

No library knows the Turkish ones. Each pattern looks at whole lines of bounded length, so a
sentence such as "komşum şunu yazdı: su yok" introduces nothing.
"""

import re
from typing import Final

ANSWER_ABOVE: Final = (
    "Yanıtınızı bu satırın üstüne yazın",
    "Please write your answer above this line",
)
"""The first lines of our own mails; all text below such a line is ours."""
MOST_LETTERS: Final = 400
"""Of an introduction: names and addresses may be long, sentences of people are longer."""
MOST_LINES: Final = 20_000
"""In which an introduction is looked for."""
_LINES: Final = 3
_DATE: Final = r"\d{1,2}[./ ](?:\d{1,2}|\w{3,10})[./ ]\d{4}"
_TIME: Final = r"\d{1,2}[:.]\d\d"
_ADDRESS: Final = r"<[^<>\s]{1,64}@[^<>\s]{1,253}>"
# Of each all must be found, the end of the line first: nobody writes behind an introduction
_INTRODUCTIONS: Final = tuple(
    tuple(re.compile(pattern, re.IGNORECASE) for pattern in patterns)
    for patterns in (
        # Gmail, Thunderbird, Yandex: 12 Kas 2026 Per, 14:03 tarihinde Ada <a@b> şunu yazdı:
        (r"\byazdı\s?:$", r"\d", r"\btarihinde\b"),
        # Apple: Ada <a@b> şunları yazdı (12 Kas 2026 14:03):
        (r"\b(?:şunu|şunları|şöyle) yazdı\s?\([^()]{0,60}\d[^()]{0,60}\)\s?:$",),
        # Thunderbird: 12.11.2026 14:03, Ada yazdı:
        (r"\b(?:yazdı|wrote)\s?:$", _DATE, _TIME),
        # Yandex: 12.11.2026, 14:03, "Ada" <a@b>:
        (rf"{_ADDRESS}\s?:$", rf"^{_DATE}", _TIME),
        (rf"{_ADDRESS}\s?:$", r"^\d{4}-\d\d-\d\d \d"),
        (r"\bwrote\s?:$", r"^On\b", r"\d"),
        (r"\bwrote on [^:]{0,60}\d[^\n]{0,30}:$",),
    )
)
# What may have been broken off before it
_DATE_ALONE: Final = re.compile(rf"{_DATE}(?:,? \w{{2,9}})?(?:,? {_TIME})?,?")
_RULES: Final = tuple(
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        r"[-_=* ]{2,60}(?:özgün|orijinal|iletilen|yönlendirilen|yönlendirilmiş|original|forwarded)"
        r" (?:ileti|mesaj|e-posta|message)\w{0,4}[-_=* :]{2,60}",
        r"(?:begin forwarded message|iletilen mesajın başı|iletilen ileti)\s?:",
    )
)
_HEADER: Final = re.compile(
    r"[*\s]{0,3}(kimden|gönderen|gönderildi|gönderme tarihi|tarih|kime|alıcı|bilgi|konu"
    r"|from|sent|date|to|cc|subject)\s?\*{0,2}\s?:",
    re.IGNORECASE,
)
_FEWEST_HEADERS: Final = 3
_HEADER_LINES: Final = 6
_FIRST_HEADERS: Final = frozenset({"kimden", "gönderen", "from"})
_UNDERLINE: Final = re.compile(r"[_\-]{5,}\s*")
_LOWER: Final = str.maketrans("İI", "ii")


def cut(text: str) -> str:
    """Return a text without what it quotes; answers between quoted lines stay."""
    lines = text.split("\n")
    begin, after = _first(lines)
    kept = lines[:begin]
    if kept and begin < len(lines) and _UNDERLINE.fullmatch(kept[-1]):
        kept.pop()
    if _is_quoted(next((line for line in lines[after:] if line.strip()), "")):
        kept += lines[after:]
    return "\n".join(line for line in kept if not _is_quoted(line))


def _first(lines: list[str]) -> tuple[int, int]:
    """Return the first line of the first introduction, and the one behind it."""
    for number, line in enumerate(lines[:MOST_LINES]):
        if not line.strip() or len(line) > MOST_LETTERS or _is_quoted(line):
            continue
        if any(ours in line for ours in ANSWER_ABOVE):
            return number, len(lines)
        if any(rule.fullmatch(line.strip()) for rule in _RULES):
            return number, number + 1
        if _begins_headers(lines[number : number + _HEADER_LINES]):
            return number, len(lines)
        for begin in range(number, max(-1, number - _LINES), -1):
            if _introduces(lines[begin : number + 1]):
                is_torn = begin > 0 and _DATE_ALONE.fullmatch(lines[begin - 1].strip())
                return begin - bool(is_torn), number + 1
    return len(lines), len(lines)


def _is_quoted(line: str) -> bool:
    return line.lstrip().startswith((">", "|>"))


def _introduces(lines: list[str]) -> bool:
    """Tell whether lines are one introduction that was broken."""
    joined = " ".join(line[: MOST_LETTERS + 1].strip() for line in lines)
    if not joined.endswith(":") or len(joined) > MOST_LETTERS or not lines[0].strip():
        return False
    return any(all(each.search(joined) for each in kind) for kind in _INTRODUCTIONS)


def _begins_headers(lines: list[str]) -> bool:
    """Tell whether the headers of another mail begin here."""
    if not _HEADER.match(lines[0]):
        return False
    names = {found[1].translate(_LOWER).lower() for line in lines if (found := _HEADER.match(line))}
    return len(names) >= _FEWEST_HEADERS and not _FIRST_HEADERS.isdisjoint(names)

"""Prose has a subject with a noun and the field's verb: `shared/design/style.md` names the tics."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Final

import pytest
from tests.architecture import tree

DOCS = tree.ROOT / "docs"
NOUN = "name the noun"
BANNED: Final = {
    # A heading or a question may begin with it; a sentence that states something may not
    r"(?:^|(?<=[.:;!|] )|(?<=^[-#] ))Who(?:se|m)? (?![^.?!|\n]*[?|])": NOUN,
    r"\b(?:for|of|to|by|from|than|with) who\b(?! (?:is|are|may|can)\b)": NOUN,
    r"\bwho(?:m|se)?ever\b": NOUN,
    r"\bthose(?= (?:who|whose|that|which|of|in|with|from|for|on|at|without|by|behind|below)\b"
    r"|[.,;:)]|$)": NOUN,
    # `others:` is the name of an argument
    r"\bothers\b(?!:)": NOUN,
    r"\bstands?\b(?!-| for\b)|\bstood\b": "is, is shown, holds, remains",
    r"\blies\b|\blie (?:in|on|at|below|beside)\b": "is, is stored",
    r"\b(?:go|goes|went|going|gone) on\b(?! (?:the|an?)\b)": "continues",
    r"\b(?:is|are|was|were) gone\b": "was deleted, has left, ended",
    r"\bbesides?\b": "next to, in addition to, also",
    r"\bmeanwhile\b": "until then, at the same time",
    r"\bof before\b": "former, from version N",
}
"""What style.md forbids and a machine can tell, by what to write instead.

"Comes" for a state, a passive without an actor and a pronoun for a noun need a reader.
"""
_PATTERN: Final = re.compile("|".join(f"(?:{each})" for each in BANNED), re.IGNORECASE | re.M)
_NOT_PROSE: Final = re.compile(
    r"^ *```.*?^ *```$|`[^`\n]*`|\]\([^)\s]*\)", re.MULTILINE | re.DOTALL
)
# Every long string is read to its end, so that the end of one is not the beginning of the next
_LONG: Final = re.compile(r'(?P<own>^ *)?"""(?P<text>.*?)"""', re.MULTILINE | re.DOTALL)
_ELSEWHERE: Final = (DOCS / "tr", DOCS / "reference" / "permissions.md")
"""Turkish, and labels of screens: the catalogs' tests hold their words."""

MOST: Final = {"README": 0, "CHANGELOG": 0, "docs": 0, "rooms": 0, "docstrings": 0}
"""Sentences of each kind that may still have one: these numbers only fall."""


_CLAUSE: Final = re.compile(r"\s*(?:What|Where|Whether|That|Which|How) (?![^.?!]*\?)")
"""A docstring that begins so has a clause where its subject or its verb belongs."""


def _pages(kind: str) -> list[Path]:
    english = (p for p in tree.with_suffix(".md") if not any(map(p.is_relative_to, _ELSEWHERE)))
    pages = list(english)
    kinds = {
        "README": [tree.ROOT / "README.md"],
        "CHANGELOG": [tree.ROOT / "CHANGELOG.md"],
        "docs": [p for p in pages if p.is_relative_to(DOCS) or p.parent == tree.ROOT],
        "rooms": [p for p in pages if not p.is_relative_to(DOCS) and p.parent != tree.ROOT],
    }
    kinds["docs"] = [p for p in kinds["docs"] if p not in kinds["README"] + kinds["CHANGELOG"]]
    return kinds[kind]


def _prose(kind: str) -> Iterator[tuple[str, int, str]]:
    """Give each piece of prose of a kind with its file and first line."""
    if kind != "docstrings":
        yield from ((tree.short(path), 1, path.read_text()) for path in _pages(kind))
        return
    for path in tree.modules():
        text = path.read_text()
        for found in _LONG.finditer(text):
            if found["own"] is not None:
                yield tree.short(path), text.count("\n", 0, found.start("text")) + 1, found["text"]


def banned(kind: str) -> list[str]:
    """Return where prose of a kind has a banned word: `file:line: word`, with the words around."""
    hits = []
    for name, first, text in _prose(kind):
        plain = _NOT_PROSE.sub(lambda found: re.sub(r"[^\n]", "_", found[0]), text)
        for found in _PATTERN.finditer(plain):
            line = first + plain.count("\n", 0, found.start())
            around = text[max(0, found.start() - 30) : found.end() + 30].replace("\n", " ")
            hits.append(f"{name}:{line}: {found[0]}: ...{around}...")
    return hits


@pytest.mark.parametrize("kind", MOST)
def test_fewer_sentences_have_a_banned_word(kind: str) -> None:
    hits = banned(kind)
    assert len(hits) <= MOST[kind], "\n".join([str(BANNED), *hits])


def test_no_docstring_begins_with_a_clause() -> None:
    found = [
        f"{name}:{line}: {text.strip()[:80]}"
        for name, line, text in _prose("docstrings")
        if name.startswith("src/") and _CLAUSE.match(text)
    ]
    assert found == []


@pytest.mark.parametrize(
    "sentence",
    [
        "Who calls again keeps the place.",
        "It goes to who wrote within the last hour.",
        "The notice reaches whoever has the role.",
        "Files of before are read; those of now are written.",
        "What it says stands in the log.",
        "A call goes on beside the page, and others wait meanwhile.",
        "The row is gone.",
    ],
)
def test_a_tic_is_found(sentence: str) -> None:
    assert _PATTERN.search(sentence)


@pytest.mark.parametrize(
    "sentence",
    [
        "Who may open a case?",
        "Agents who are ready are asked; those agents answer.",
        "`%40` stands for `@`, and a stand-in plays the provider.",
        "A notice goes on the wall next to the calls.",
    ],
)
def test_plain_words_are_left_alone(sentence: str) -> None:
    assert not _PATTERN.search(sentence)

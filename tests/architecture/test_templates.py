"""Templates and the front end: safe under the content security policy, and none left over."""

import re
from pathlib import Path

import pytest
from tests.architecture import tree

INLINE = {
    "script": re.compile(r"<script(?![^>]*\bsrc=)[^>]*>", re.IGNORECASE),
    "style element": re.compile(r"<style\b", re.IGNORECASE),
    "style attribute": re.compile(r"<[^>]*\sstyle\s*=", re.IGNORECASE),
    "handler": re.compile(r"<[^>]*\son[a-z]+\s*=|\shx-on", re.IGNORECASE),
    "javascript address": re.compile(r"javascript:", re.IGNORECASE),
}
# Data, and a script of another type is not run
DATA = re.compile(r'<script[^>]*type="application/(json|ld\+json)"[^>]*>')
ASSET = re.compile(
    r"""(?:<(?:script|img|link|iframe|audio|video|source|use)\b[^>]*(?:src|href)=["']
        |@import\s+(?:url\()?["']? | url\(\s*["']? | from\s+["'] | import\(["'])
        \s*(?:https?:)?//""",
    re.VERBOSE | re.IGNORECASE,
)
MOST_LINES = 120


@pytest.mark.parametrize("kind", INLINE)
def test_nothing_is_inline(kind: str) -> None:
    found = [
        f"{tree.short(path)}: {match.group()[:80]}"
        for path in tree.templates()
        for match in INLINE[kind].finditer(path.read_text())
        if not DATA.match(match.group())
    ]
    assert found == []


def test_assets_come_from_our_own_server() -> None:
    front = tree.with_suffix(".ts", ".css", ".mjs", ".js", ".svg", below=tree.ROOT / "frontend")
    static = tree.with_suffix(".js", ".css", ".svg", ".html", below=tree.SOURCE)
    found = [
        f"{tree.short(path)}: {match.group()[:80]}"
        for path in [*front, *static]
        for match in ASSET.finditer(path.read_text())
    ]
    assert found == []


def test_no_template_outgrows_a_screen() -> None:
    counted = {tree.short(p): len(p.read_text().splitlines()) for p in tree.templates()}
    assert {name: lines for name, lines in counted.items() if lines > MOST_LINES} == {}


# Found by Django, allauth or whitenoise by their names alone
FOUND_BY_NAME = re.compile(
    r"^(400|403|403_csrf|404|500)\.html$|^(account|allauth|mfa|usersessions)/"
)


def test_no_template_is_left_over() -> None:
    names = {_name(path) for path in tree.templates()}
    used = "\n".join(path.read_text() for path in [*tree.modules(), *tree.templates()])
    assert {n for n in names if not (FOUND_BY_NAME.search(n) or _is_named(n, used))} == set()


# A browser cuts what is pasted and says nothing. The sum of two figures loses no words.
MAY_CUT = {"portal/prove.html"}


def test_no_field_cuts_what_is_pasted() -> None:
    cutting = {_name(path) for path in tree.templates() if "maxlength=" in path.read_text()}
    assert cutting == MAY_CUT


def _is_named(name: str, used: str) -> bool:
    """Tell whether some file names the template, or its folder with a computed end."""
    return name in used or f'f"{name.rpartition("/")[0]}/{{' in used


def _name(path: Path) -> str:
    return path.as_posix().rpartition("/templates/")[2]


# From 1,000 on a key would be written with a point, and sent back so
LOCALIZED_KEY = re.compile(r"""=("[^"<>]*|[^"'\s<>]*)\{\{ [\w.]+\.pk \}\}""")


def test_a_key_in_an_attribute_is_written_as_the_computer_reads_it() -> None:
    found = {
        f"{tree.short(path)}: {match.group()[:80]}"
        for path in tree.templates()
        for match in LOCALIZED_KEY.finditer(path.read_text())
    }
    assert found == set()

"""Templates and the front end: safe under the content security policy, and none left over."""

import re
from collections import defaultdict
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

# A browser words it in its own language: staff choose theirs, citizens meet the city's
WORDED_BY_A_BROWSER = re.compile(
    r"""type["']?\s*[=:]\s*["'](?:date|time|datetime-local|month|week)["']"""
)


def test_citizens_meet_no_field_that_a_browser_words() -> None:
    portal = tree.SOURCE / "web" / "portal"
    found = [
        tree.short(path)
        for path in tree.with_suffix(".py", ".html", below=portal)
        if WORDED_BY_A_BROWSER.search(path.read_text())
    ]
    assert found == []


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


def test_each_symbol_is_in_the_sprite() -> None:
    sprite = (tree.SOURCE / "web" / "static" / "web" / "icons.svg").read_text()
    drawn = set(re.findall(r'id="([a-z-]+)"', sprite))
    named = {
        (symbol, _name(path))
        for path in tree.templates()
        for symbol in re.findall(r'\{% icon "([a-z-]+)"', path.read_text())
    }
    assert {each for each in named if each[0] not in drawn} == set()


FRAMES = {"web/base.html", "allauth/layouts/entrance.html"}
MESSAGES = '{% include "web/shell/messages.html" %}'
ALONE = re.compile(r"{% if (request\.htmx|not in_page|alone)\b[^%]*%}\s*$")


def test_a_message_is_said_by_the_frame_or_by_a_part_that_comes_alone() -> None:
    found = {
        _name(path)
        for path in tree.templates()
        if _name(path) not in FRAMES and MESSAGES in path.read_text()
        if not ALONE.search(path.read_text().split(MESSAGES)[0])
    }
    assert found == set()


MOST_CHARACTERS = 6000
"""Without indentation: how many lines it is says how it is formatted, and no more."""


def test_no_template_outgrows_a_screen() -> None:
    written = {_name(path): path.read_text().splitlines() for path in tree.templates()}
    counted = {name: sum(len(row.strip()) for row in rows) for name, rows in written.items()}
    assert {n: c for n, c in counted.items() if c > MOST_CHARACTERS} == {}


WIDEST = 140
# What is translated is running text, and stays on its line
RUNNING = (
    (re.compile(r"""(\{% translate )("[^"]*"|'[^']*')"""), r'\1""'),
    (re.compile(r"(\{% blocktranslate\b[^%]*%\}).*?(\{% endblocktranslate %\}|$)"), r"\1\2"),
    (re.compile(r"""\b_\(("[^"]*"|'[^']*')\)"""), r'_("")'),
)


def test_lines_can_be_read() -> None:
    found = [
        f"{_name(path)}:{number}"
        for path in tree.templates()
        for number, line in enumerate(path.read_text().splitlines(), 1)
        if _is_wide(line)
    ]
    assert found == [], "a tag of its own (`firstof`, `url`, `blocktranslate asvar`) shortens them"


def _is_wide(line: str) -> bool:
    for text, nothing in RUNNING:
        line = text.sub(nothing, line)
    return len(line) > WIDEST


LIKE = 8
"""Lines that stand in two templates word for word want one of their own."""


def test_what_two_pages_show_is_written_once() -> None:
    where: dict[tuple[str, ...], set[str]] = defaultdict(set)
    for path in tree.templates():
        lines = [line.strip() for line in path.read_text().splitlines() if line.strip()]
        for number in range(len(lines) - LIKE + 1):
            where[tuple(lines[number : number + LIKE])].add(_name(path))
    assert {tuple(sorted(names)) for names in where.values() if len(names) > 1} == set()


CONTROL = re.compile(r"<(?:input(?![^>]*type=.hidden)|select|textarea)\b")
# All others are drawn by `web/fields/field.html`, or by `{% widget %}` below `web/fields/head.html`
WRITTEN_BY_HAND = {
    # The one place that draws the fields of allauth's forms
    "elements/field.html": 3,
    # One of several rows, each drawn with more than a label
    "apply/nearby.html": 2,
    "apply/topic_option.html": 1,
    "registering/duplicates.html": 2,
    "inbox/list.html": 1,
    # Sends its files by itself, beside the form that it stands in
    "composing/files.html": 1,
    "fields/combobox.html": 1,
    # Lines of one field without a form behind them: in the bar of every page, beside a call
    "registering/contact.html": 1,
    "calls/caller.html": 1,
    "bar/search.html": 1,
    "people/list.html": 1,
    # One box a row, beside what the row would give
    "people/waiting.html": 1,
    # One of several rows of the day, each drawn with the name of its person
    "day/break.html": 1,
    "day/overtime.html": 1,
    # A slider beside two buttons, without a form behind it
    "roster/run.html": 1,
    # A choice that is part of the address, without a form behind it
    "figures/forecast.html": 1,
    "composing/picker.html": 1,
    "telephone/keypad.html": 1,
    "telephone/reach.html": 1,
    "apply/topic.html": 1,
    "portal/prove.html": 1,
    # Read by a script of the page, and sent by none
    "reports/chart.html": 1,
    "offline/topics.html": 1,
    "calls/invitation.html": 1,
    # Narrows a list beside a call, without a form behind it
    "calls/near.html": 1,
    # A link to copy, which is no field of a form
    "case/contractors.html": 1,
    "talk/seeing.html": 1,
    "quality/player.html": 1,
    "telephone/devices.html": 3,
}


def test_fields_are_drawn_in_one_way() -> None:
    written = {"/".join(path.parts[-2:]): path.read_text() for path in tree.templates()}
    counted = {name: len(CONTROL.findall(text)) for name, text in written.items()}
    assert {name: count for name, count in counted.items() if count} == WRITTEN_BY_HAND
    errors = [name for name, text in written.items() if 'class="field-error"' in text]
    assert errors == ["fields/error.html"]


# Found by Django, allauth or whitenoise by their names alone
FOUND_BY_NAME = re.compile(
    r"^(400|403|403_csrf|404|500)\.html$|^(account|allauth|mfa|usersessions)/"
)


def test_no_template_is_left_over() -> None:
    names = {_name(path) for path in tree.templates()}
    used = "\n".join(path.read_text() for path in [*tree.modules(), *tree.templates()])
    assert {n for n in names if not (FOUND_BY_NAME.search(n) or _is_named(n, used))} == set()


NAMED = re.compile(r"""["']([\w/]+\.html)["']""")
THEIRS = {"mfa/webauthn/base.html", "mfa/webauthn/snippets/login_script.html"}
"""Templates of allauth that ours include or extend."""


def test_every_template_that_is_named_exists() -> None:
    names = {_name(path) for path in tree.templates()} | THEIRS
    found = {
        f"{tree.short(path)}: {name}"
        for path in [*tree.modules(), *tree.templates()]
        for name in NAMED.findall(path.read_text())
        if name not in names
    }
    assert found == set()


SHARED = {"kit", "site", "templatetags"}
# The bar sends its own parts to the desk alone
OF_THE_BAR = {"web/telephone/bar/callbar.html"}


def test_a_part_that_one_folder_shows_lies_beside_its_views() -> None:
    web = tree.SOURCE / "web"
    shown = defaultdict[str, set[str]](set)
    for path in [*tree.modules(), *tree.templates()]:
        if path.is_relative_to(web):
            room = path.relative_to(web).parts[0]
            for name in NAMED.findall(path.read_text()):
                shown[name].add(room)
    rooms = {path.parent.name for path in web.glob("*/__init__.py")} - SHARED
    shared = {name: where for name, where in shown.items() if name.startswith("web/")}
    alone = {name for name, where in shared.items() if len(where) == 1 and where <= rooms}
    assert alone == OF_THE_BAR


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
LOCALIZED_KEY = re.compile(r"""=("[^"<>]*|[^"'\s<>]*)\{\{ [\w.]+(?:\.pk|(?<!auto)_id) \}\}""")


def test_a_key_in_an_attribute_is_written_as_the_computer_reads_it() -> None:
    found = {
        f"{tree.short(path)}: {match.group()[:80]}"
        for path in tree.templates()
        for match in LOCALIZED_KEY.finditer(path.read_text())
    }
    assert found == set()


# `config/formats` has them by name, for each language
NAMED_FORM = re.compile(r"""\|(?:date|time):["'](?:j F(?: Y)?|d\.m(?:\.Y)?)?,? ?(?:H:i)?["']""")


def test_days_and_times_are_written_as_the_language_does() -> None:
    found = {
        f"{_name(path)}: {match.group()}"
        for path in tree.templates()
        for match in NAMED_FORM.finditer(path.read_text())
    }
    assert found == set()

"""The shape of the source: who imports whom, who writes, how long, which names."""

import ast
import re
import subprocess
import sys
from pathlib import Path

from tests.architecture import tree

MOST_LINES = 400
NAMES_THAT_SAY_NOTHING = {"utils", "helpers", "common", "manager", "base", "service", "handler"}
# What a sentence has that a name need not say
EMPTY = {"a", "all", "an", "any", "are", "as", "at", "be", "by", "each", "for", "from", "in", "is"}
EMPTY |= {"it", "its", "of", "on", "one", "or", "return", "returns", "say", "says", "some", "tell"}
EMPTY |= {"tells", "that", "the", "their", "this", "to", "with", "and"}
# Who may write rows. Everybody else asks them.
WRITERS = re.compile(
    r"""/(
        actions(/\w+)?\.py            # verbs
      | cases/verbs/\w+\.py          # what each verb of a case is made of
      | city/loading\.py              # the verb that loads a city, cut in pieces
      | subscribers\.py               # run in the event's own transaction
      | core/events\.py               # append an event
      | switchboard/(record/\w+|nodes/records|sip_guard/records)\.py
      | channels/mailbox/adapter\.py  # stands for the world outside
    )$""",
    re.VERBOSE,
)
ROWS = re.compile(r"\.objects\b|\.filter\(|\.exclude\(|\.all\(\)|_set\b|\.select_for_update\(")
WRITES_OF_ROWS = {"create", "update", "delete", "get_or_create", "update_or_create"}
WRITES_OF_ROWS |= {"bulk_create", "bulk_update"}
NO_ROWS = re.compile(r"(\bsession|_storage|\.file)$")
# Saves that keep no row: a file's own, or Django's upper class
OTHER_SAVES = {
    "src/alo153/core/files/decode_process.py": "Pillow writes a photo into memory",
    "src/alo153/accounts/models.py": "the user name is kept in lower case",
}


def test_imports_run_downhill() -> None:
    # A process of its own: it turns off all loggers that it finds
    done = subprocess.run(
        [Path(sys.executable).with_name("lint-imports"), "--no-cache"],
        cwd=tree.ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout


def test_no_docstring_only_repeats_its_name() -> None:
    kinds = ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef
    found = [
        f"{tree.short(path)}:{node.lineno}"
        for path in tree.modules()
        for node in ast.walk(ast.parse(path.read_text()))
        if isinstance(node, kinds) and (said := ast.get_docstring(node))
        if _words(said) <= _words(node.name)
    ]
    assert found == []


def _words(text: str) -> set[str]:
    """Return the words that say something, in small letters and without their endings."""
    found = re.findall(r"[a-z]+", re.sub(r"([a-z])([A-Z])", r"\1 \2", text).lower())
    return {re.sub(r"(?<=...)(ing|ed|es|s|e)$", "", word) for word in found if word not in EMPTY}


def test_no_file_is_longer_than_a_reader_bears() -> None:
    counted = {
        tree.short(path): len(tree.content(path).splitlines())
        for path in tree.with_suffix(".py", ".ts", ".html", ".css", ".mjs")
        if "migrations" not in path.parts
    }
    assert {name: lines for name, lines in counted.items() if lines > MOST_LINES} == {}


def test_module_names_say_what_is_inside() -> None:
    named = {path: {path.stem, path.parent.name} for path in tree.modules()}
    assert [tree.short(p) for p, n in named.items() if n & NAMES_THAT_SAY_NOTHING] == []


def test_only_verbs_write() -> None:
    found = [
        f"{tree.short(path)}:{line}"
        for path in tree.modules()
        if not WRITERS.search(path.as_posix())
        for line in _writes(path)
    ]
    assert found == []


def _writes(path: Path) -> list[int]:
    calls = [node for node in ast.walk(ast.parse(path.read_text())) if isinstance(node, ast.Call)]
    attributes = [call.func for call in calls if isinstance(call.func, ast.Attribute)]
    return [a.lineno for a in attributes if _is_write(a, tree.short(path))]


def _is_write(called: ast.Attribute, name: str) -> bool:
    if called.attr == "save":
        return name not in OTHER_SAVES and not NO_ROWS.search(ast.unparse(called.value))
    return called.attr in WRITES_OF_ROWS and bool(ROWS.search(ast.unparse(called.value)))


def test_the_domain_never_reads_the_clock() -> None:
    pattern = re.compile(r"\b(datetime\.now|date\.today|timezone\.now|time\.time|now\(\))")
    domain = [tree.SOURCE / name for name in ("accounts", "city", "citizens", "cases")]
    found = [
        f"{tree.short(path)}:{number}"
        for path in tree.modules()
        if any(path.is_relative_to(each) for each in domain) and "management" not in path.parts
        for number, line in enumerate(path.read_text().splitlines(), 1)
        if pattern.search(line)
    ]
    assert found == []


def test_a_day_and_a_number_are_the_city_s() -> None:
    """Ask the city (`city.queries.today`, `city.numbers`): nothing decides by Turkey or a setting.

    A kind of identity number is a country's own.
    """
    pattern = re.compile(
        r"\blocaltime\(|\blocaldate\(|\bmake_aware\(|settings\.TIME_ZONE"
        r"|Europe/Istanbul|[\"']TR[\"']|country_code_for_region\([\"']"
    )
    own = {"src/alo153/city/rules/identity_number.py"}
    found = [
        f"{tree.short(path)}:{number}"
        for path in tree.modules()
        if tree.short(path) not in own
        for number, line in enumerate(path.read_text().splitlines(), 1)
        if pattern.search(line)
    ]
    assert found == []


def test_no_signals_carry_the_business() -> None:
    pattern = re.compile(r"django\.(db\.models|dispatch|core)\.?signals?\b|django\.dispatch")
    found = [tree.short(p) for p in tree.modules() if pattern.search(p.read_text())]
    assert found == []

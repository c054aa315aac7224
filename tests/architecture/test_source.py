"""The shape of the source: who imports whom, who writes, which names."""

import ast
import re
import subprocess
import sys
from pathlib import Path

from tests.architecture import tree

NAMES_THAT_SAY_NOTHING = {"utils", "helpers", "common", "manager", "base", "service", "handler"}
# What a sentence has that a name need not say
EMPTY = {"a", "all", "an", "any", "are", "as", "at", "be", "by", "each", "for", "from", "in", "is"}
EMPTY |= {"it", "its", "of", "on", "one", "or", "return", "returns", "say", "says", "some", "tell"}
EMPTY |= {"tells", "that", "the", "their", "this", "to", "with", "and"}


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


def test_module_names_say_what_is_inside() -> None:
    named = {path: {path.stem, path.parent.name} for path in tree.modules()}
    assert [tree.short(p) for p, n in named.items() if n & NAMES_THAT_SAY_NOTHING] == []


def test_a_day_and_a_number_are_the_city_s() -> None:
    """Ask the city (`city.queries.today`, `city.numbers`): nothing decides by Turkey or a setting.

    A kind of identity number is a country's own, and so is the clock of a provider.
    """
    pattern = re.compile(
        r"\blocaltime\(|\blocaldate\(|\bmake_aware\(|settings\.TIME_ZONE"
        r"|Europe/Istanbul|[\"']TR[\"']|country_code_for_region\([\"']"
    )
    own = {"src/alo153/city/rules/identity_number.py", "src/alo153/channels/providers/payloads.py"}
    found = [
        f"{tree.short(path)}:{number}"
        for path in tree.modules()
        if tree.short(path) not in own
        for number, line in enumerate(path.read_text().splitlines(), 1)
        if pattern.search(line)
    ]
    assert found == []


def test_channels_have_one_vocabulary() -> None:
    """Name a channel as `citizens.channel.Channel` does; a list of some of them is no new enum."""
    words = {"phone", "call", "email", "sms", "letter", "counter"}
    # How staff are told: e-mail, SMS, and by the browser
    own = {"src/alo153/citizens/channel.py", "src/alo153/notices/registry.py"}
    # Columns of another body's table
    own |= {"src/alo153/city/partner_tables.py"}
    found = [
        f"{tree.short(path)}:{node.lineno} {node.name}"
        for path in tree.modules()
        if tree.short(path) not in own and "migrations" not in path.parts
        for node in ast.walk(ast.parse(path.read_text()))
        if isinstance(node, ast.ClassDef) and len(words & _assigned_words(node)) > 1
    ]
    assert found == []


def _assigned_words(node: ast.ClassDef) -> set[str]:
    """Return the texts that the members of an enum begin with."""
    values = [each.value for each in node.body if isinstance(each, ast.Assign)]
    firsts = [value.elts[0] if isinstance(value, ast.Tuple) else value for value in values]
    return {str(first.value) for first in firsts if isinstance(first, ast.Constant)}


def test_no_signals_carry_the_business() -> None:
    pattern = re.compile(r"django\.(db\.models|dispatch|core)\.?signals?\b|django\.dispatch")
    found = [tree.short(p) for p in tree.modules() if pattern.search(p.read_text())]
    assert found == []

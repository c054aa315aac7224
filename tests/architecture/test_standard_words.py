"""Names are the field's words: what `shared/design/style.md` replaced does not come back."""

import ast
import re

from tests.architecture import tree

MODULES = {
    *("ears", "door", "strangers", "story", "minding", "likeness", "alike", "twins", "followers"),
    *("contest", "verdict", "hearing", "lining", "knowing", "parting", "resting", "scribe"),
    *("registrar", "lanes", "outside", "lending", "borrowing", "owning"),
    *("yielding", "plans", "look", "looks", "lookups", "looking", "looked", "films", "colliding"),
    *("shown", "trial", "passing", "reading", "who", "keys", "words", "surroundings", "signpost"),
    *("units", "kept", "keeping"),
}
CLASSES = {
    *("Ear", "Kept", "KeptLetter", "Following", "Contest", "Verdict", "AskOutside", "LentCall"),
    *("Taping", "Bringing", "Registered", "Telling", "NewWay", "House", "Stranger", "Twin"),
}
MESSAGES = {"Story", "Contest", "Verdict", "Twin", "Twins", "Likeness", "Strangers", "Ears"}
"""The left column of the table of words, as names of modules, of classes, and on screens."""

STILL = {"reading": 1}
"""Modules that bear such a name today, with their number: it only falls. `channels/email/reading`
is the room where mails are read, within bounds and in a process apart; its tests, budgets and
mutants go by that name."""


def test_no_module_or_class_has_a_name_that_was_replaced() -> None:
    named = [path.parent.name if path.stem == "__init__" else path.stem for path in tree.modules()]
    counted = {name: named.count(name) for name in MODULES & set(named)}
    assert counted == STILL
    classes = {
        f"{tree.short(path)} {node.name}"
        for path in tree.modules()
        for node in ast.walk(ast.parse(path.read_text()))
        if isinstance(node, ast.ClassDef) and node.name in CLASSES
    }
    islands = tree.with_suffix(".ts", below=tree.ROOT / "frontend")
    pattern = re.compile(rf"\b(?:class|interface|type) ({'|'.join(sorted(CLASSES))})\b")
    classes |= {tree.short(path) for path in islands if pattern.search(path.read_text())}
    assert classes == set()


def test_no_screen_has_a_word_that_was_replaced() -> None:
    catalogs = tree.with_suffix(".po", below=tree.SOURCE)
    msgid = re.compile(r'^msgid "(.*)"$', re.MULTILINE)
    found = {
        f"{tree.short(path)}: {words}"
        for path in catalogs
        for words in msgid.findall(path.read_text())
        if words in MESSAGES
    }
    assert found == set()

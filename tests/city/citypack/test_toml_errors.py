"""A misspelled file is told with its line, its field, and in the reader's language."""

import ast
import inspect
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path

import pytest
from django.utils import translation

from alo153.city.citypack.mistakes import Mistake, Mistakes, Words
from alo153.city.citypack.toml_errors import words
from alo153.city.citypack.typed_values import TomlFile
from alo153.web.settings.documents import wording


def said_by_tomllib() -> Iterator[str]:
    """Yield each sentence of its source, with a name in place of what is filled in."""
    for node in ast.walk(ast.parse(inspect.getsource(import_module("tomllib._parser")))):
        if isinstance(node, ast.Call) and ast.unparse(node.func) == "suffixed_err":
            yield _sentence(node.args[2])


def _sentence(node: ast.expr) -> str:
    if isinstance(node, ast.Constant):
        return str(node.value)
    assert isinstance(node, ast.JoinedStr)
    return "".join(
        _sentence(each) if isinstance(each, ast.Constant) else "'x'" for each in node.values
    )


@pytest.mark.parametrize("said", sorted(set(said_by_tomllib())))
def test_every_sentence_of_tomllib_is_told_in_ours(said: str) -> None:
    found = words(said)
    assert isinstance(found, Words)
    assert found != "cannot be read as TOML"
    with translation.override("tr"):
        assert found.told != found


def mistake(folder: Path, text: str) -> Mistake:
    (folder / "units.toml").write_text(text)
    mistakes = Mistakes()
    assert TomlFile(folder / "units.toml", mistakes).data is None
    (found,) = mistakes.found
    return found


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ('a = 1\nname = "Park\n', "Satır 2: Ad: metin bitmiyor: sondaki tırnak işareti eksik"),
        ("name = Park\n", "Satır 1: Ad: değer okunamıyor: metinler tırnak içinde yazılır"),
        ('name = "a"\nname = "b"\n', "Satır 2: Ad: bir ad iki kez yazılmış"),
        ("[unit]\n[unit]\n", "Satır 2: unit iki kez yazılmış"),
        ("[[unit]\n", "Satır 1: ]] eksik"),
        ('phone "0262"\n', "Satır 1: addan sonra = eksik"),
        ('name = "a" phone = "b"\n', "Satır 1: Ad: değerden sonra satırda fazladan bir şey var"),
        ("day = 2026-02-31\n", "böyle bir gün ya da saat yok"),
        ("phones = [1,\n2", "Satır 2: liste bitmiyor: virgül ya da ] eksik"),
        ("a = " + "[" * 5_000, "TOML olarak okunamıyor"),
    ],
)
def test_a_misspelling_is_told_with_its_line_and_field(
    tmp_path: Path, text: str, told: str
) -> None:
    found = mistake(tmp_path, text)
    with translation.override("tr"):
        said = wording.told_mistake(found, "units.toml")
    assert told in said
    assert "toml.io" in said


def test_the_character_is_named_and_the_log_stays_english(tmp_path: Path) -> None:
    found = mistake(tmp_path, "name = Park\n")
    assert str(found).startswith("units.toml:1: name: the value cannot be read: texts stand")
    assert "(character 8)" in str(found)

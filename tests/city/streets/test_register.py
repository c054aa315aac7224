"""A city brings its register of streets as CSV; mistakes are named with line and field."""

import io
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from tests import cast

from alo153.city import actions, queries
from alo153.city.models import HouseNumber, Street
from alo153.city.streets import register_file
from alo153.city.streets.register_file import StreetLine
from alo153.core.actor import SYSTEM
from alo153.core.models import Event

pytestmark = pytest.mark.django_db
HEAD = "district,neighborhood,street,number,lat,lon\n"
LINES = """\
İzmit,Yahyakaptan,Şehit Ergün Köncü Sokağı,12/A,40.7701,29.9551
İzmit,Yahyakaptan Mah.,Sehit Ergun Koncu Sk.,14,40.7703,29.9553
izmit,YAHYAKAPTAN,Salkım Söğüt Sokak,,,
,,Sahil Yolu,3,40.7655,29.9400
"""


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "streets.csv"


def load(file: Path, text: str | bytes, *options: str) -> str:
    file.write_bytes(text if isinstance(text, bytes) else text.encode())
    said = io.StringIO()
    call_command("load_streets", file, *options, stdout=said)
    return said.getvalue()


def mistakes(file: Path, text: str | bytes) -> str:
    with pytest.raises(CommandError) as refused:
        load(file, text)
    assert not Street.objects.exists()
    return str(refused.value)


def test_a_register_is_loaded_and_replaces_the_one_before(file: Path) -> None:
    assert "3 streets and 3 house numbers" in load(file, HEAD + LINES)
    street = Street.objects.get(name="Şehit Ergün Köncü Sokağı")
    assert street.neighborhood == cast.neighborhood("izmit/yahyakaptan")
    assert [house.number for house in street.numbers.order_by("number")] == ["12/A", "14"]
    assert street.lat == pytest.approx(40.7702)  # in the middle of its houses
    assert "1 streets" in load(file, HEAD + "İzmit,Yahyakaptan,Salkım Söğüt Sokak,,,\n")
    assert not HouseNumber.objects.exists()
    said = Event.objects.filter(name="city.streets_loaded").latest("pk")
    assert said.data["streets"] == 1


def test_a_spreadsheet_in_turkish_writes_semicolons_and_commas(file: Path) -> None:
    head = HEAD.replace(",", ";")
    text = f"\ufeff{head}İzmit;Yahyakaptan;Gazi Caddesi;7;40,7701;29,9551\r\n"
    load(file, text)
    assert HouseNumber.objects.get().lat == 40.7701


def test_a_house_named_twice_is_one_and_one_without_a_point_is_left_out(file: Path) -> None:
    lines = "İzmit,Yahyakaptan,Gazi Caddesi,7,40.77,29.95\n" * 2
    said = load(file, HEAD + lines + "İzmit,Yahyakaptan,Gazi Caddesi,9,,\n")
    assert "1 streets and 1 house numbers" in said
    assert "1 house numbers without a point were left out" in said


@pytest.mark.parametrize(
    ("line", "words"),
    [
        (
            "İzmir,Yahyakaptan,Gazi Caddesi,7,,",
            'streets.csv:3: district: "İzmir" is not known. Did',
        ),
        ("İzmit,Yahyakapdan,Gazi Caddesi,7,,", 'neighborhood: "Yahyakapdan" is not known. Did'),
        ("İzmit,,Gazi Caddesi,7,,", "neighborhood: is empty"),
        ("İzmit,Yahyakaptan,,7,,", "street: is empty"),
        ("İzmit,Yahyakaptan,--,7,,", "street:"),
        (f"İzmit,Yahyakaptan,{'a' * 121},7,,", "street: has 121 characters"),
        ("İzmit,Yahyakaptan,Gazi Caddesi,--,,", 'number: "--" is no house number'),
        ("İzmit,Yahyakaptan,Gazi Caddesi,7,29.95,40.77", "Are the two swapped?"),
        ("İzmit,Yahyakaptan,Gazi Caddesi,7,nan,nan", "lies outside of the city"),
        ("İzmit,Yahyakaptan,Gazi Caddesi,7,40.77,", "lat, lon: one of the two is missing"),
        ("İzmit,Yahyakaptan,Gazi Caddesi,7,kuzey,29.95", 'lat: "kuzey" is not a number'),
        ("İzmit,Yahyakaptan,Gazi Caddesi,7", "streets.csv:3: has 4 values, not 6"),
    ],
)
def test_a_mistake_is_named_with_line_and_field(file: Path, line: str, words: str) -> None:
    assert words in mistakes(file, f"{HEAD}İzmit,Yahyakaptan,Gazi Caddesi,5,,\n{line}\n")


def test_all_is_refused_or_all_is_loaded(file: Path) -> None:
    load(file, HEAD + LINES)
    with pytest.raises(CommandError):
        load(file, HEAD + LINES + "İzmit,Yok,Gazi Caddesi,5,,\n")
    assert Street.objects.count() == 3


def test_very_many_mistakes_are_not_all_told(file: Path) -> None:
    said = mistakes(file, HEAD + "İzmit,Yok,Gazi Caddesi,5,,\n" * 1_000)
    assert "20 or more mistake(s)" in said
    assert said.count("\n") == 20


@pytest.mark.parametrize(
    ("text", "words"),
    [
        (b"a,b\n", "streets.csv:1: has other columns"),
        (b"", "has other columns"),
        (
            (HEAD + "İzmit,Yahyakaptan,Çınar Sokak,,,\n").encode("cp1254"),
            "streets.csv:2: is not UTF-8",
        ),
        (HEAD + '"' + "x\n" * 100_000, "streets.csv"),
        (HEAD + "x" * 100_000, "streets.csv:2: is longer than any address"),
    ],
)
def test_what_is_no_register_is_said_to_be_none(file: Path, text: str | bytes, words: str) -> None:
    assert words in mistakes(file, text)


def test_a_file_that_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(CommandError, match=r"gone\.csv: cannot be read"):
        call_command("load_streets", tmp_path / "gone.csv")


def test_no_more_lines_are_read_than_any_city_has(
    file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(register_file, "MOST_LINES", 2)
    load(file, HEAD + "İzmit,Yahyakaptan,Gazi Caddesi,5,,\n" * 2)
    assert "is past 2 lines" in mistakes_of(file, HEAD + "İzmit,Yahyakaptan,Gazi Caddesi,5,,\n" * 3)


def mistakes_of(file: Path, text: str) -> str:
    file.write_text(text)
    with pytest.raises(register_file.RegisterError) as refused:
        list(register_file.read(file, queries.register_places()))
    return str(refused.value)


def test_a_check_loads_nothing(file: Path) -> None:
    assert "4 lines are in order" in load(file, HEAD + LINES, "--check")
    assert not Street.objects.exists()


def test_a_load_that_breaks_leaves_the_register_as_it_was(file: Path) -> None:
    load(file, HEAD + LINES)
    lines = register_file.read(file, queries.register_places())

    def broken() -> Iterator[StreetLine]:
        yield next(lines)
        raise RuntimeError("the disk is gone")

    with pytest.raises(RuntimeError, match="gone"):
        actions.load_streets(lines=broken(), by=SYSTEM, at=cast.AT)
    assert Street.objects.count() == 3

"""The map and the register of an extract: by the real programs, and where they fail."""

import csv
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.parts.processes.street_map import HELSINKI

from alo153.launch.street_map import making, register
from alo153.launch.street_map.making import MapError, Tools

ELSEWHERE = (29.3, 40.5, 30.4, 41.25)


def program(file: Path, script: str) -> Path:
    file.write_text(f"#!/bin/sh\n{script}\n")
    file.chmod(0o755)
    return file


def lines(folder: Path) -> list[dict[str, str]]:
    with (folder / making.REGISTER).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def test_an_extract_becomes_a_map_and_a_register(
    extract: Path, tools: Tools, tmp_path: Path
) -> None:
    made = making.make(extract, tmp_path, bounds=HELSINKI, programs=tools)
    assert (tmp_path / making.MAP).read_bytes()[:7] == b"PMTiles"
    assert 50 < made.kilobytes < 500
    assert made.counted.streets > 100
    assert made.counted.numbers > 1_000
    assert len(lines(tmp_path)) == sum(made.counted)
    house = next(line for line in lines(tmp_path) if line["street"] == "Kaivokatu")
    assert (house["number"], house["lat"], house["lon"]) == ("1", "60.171320", "24.941457")
    assert sorted(each.name for each in tmp_path.iterdir()) == [making.REGISTER, making.MAP]


def test_an_extract_of_elsewhere_is_refused_and_the_map_before_stays(
    extract: Path, tools: Tools, tmp_path: Path
) -> None:
    (tmp_path / making.MAP).write_text("before")
    with pytest.raises(MapError, match=r"no street within 29\.3,40\.5"):
        making.make(extract, tmp_path, bounds=ELSEWHERE, programs=tools)
    assert (tmp_path / making.MAP).read_text() == "before"


def test_what_is_no_extract_is_said_to_be_none(tools: Tools, tmp_path: Path) -> None:
    file = tmp_path / "city.osm.pbf"
    file.write_text("a letter")
    with pytest.raises(MapError, match="osmium failed"):
        making.make(file, tmp_path, bounds=HELSINKI, programs=tools)
    with pytest.raises(MapError, match="there is no file"):
        making.make(tmp_path / "gone.osm.pbf", tmp_path, bounds=HELSINKI, programs=tools)


def test_an_extract_of_a_continent_is_not_even_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(making, "MOST_BYTES", 5)
    file = tmp_path / "planet.osm.pbf"
    file.write_text("larger")
    with pytest.raises(MapError, match="take a region"):
        making.make(file, tmp_path, bounds=HELSINKI, programs=Tools(file, file))


def test_a_program_that_does_not_end_is_ended(tmp_path: Path) -> None:
    (tmp_path / "city.osm.pbf").touch()
    slow = program(tmp_path / "osmium", "exec sleep 60")
    with pytest.raises(MapError, match="took longer than 0 s"):
        making.make(
            tmp_path / "city.osm.pbf",
            tmp_path,
            bounds=HELSINKI,
            programs=Tools(slow, slow),
            seconds=0.1,
        )
    assert not list(tmp_path.glob("making-*"))


@given(st.binary(max_size=80))
def test_a_feature_that_is_none_is_left_out(
    tmp_path_factory: pytest.TempPathFactory, feature: bytes
) -> None:
    folder = tmp_path_factory.getbasetemp() / "features"
    folder.mkdir(exist_ok=True)
    (folder / "features").write_bytes(feature)
    assert register.write(folder / "features", folder / "out.csv") == (0, 0)


@pytest.mark.parametrize(
    "feature",
    [
        '{"properties": {"highway": "residential"}, "geometry": {"coordinates": [1, 2]}}',
        '{"properties": {"name": "Park"}, "geometry": {"coordinates": [1, 2]}}',
        '{"properties": {"addr:housenumber": "5"}, "geometry": {"coordinates": [1, 2]}}',
        '{"properties": {"highway": "path", "name": "A"}, "geometry": {"coordinates": []}}',
        '{"properties": [], "geometry": null}',
    ],
)
def test_what_has_no_name_or_no_place_is_no_line(tmp_path: Path, feature: str) -> None:
    (tmp_path / "features").write_text(feature)
    assert register.write(tmp_path / "features", tmp_path / "out.csv") == (0, 0)


def test_a_line_has_its_middle_and_a_house_a_corner(tmp_path: Path) -> None:
    street = '{"properties": {"highway": "residential", "name": "Gazi"}, "geometry": '
    house = '{"properties": {"addr:street": "Gazi", "addr:housenumber": "5"}, "geometry": '
    (tmp_path / "features").write_text(
        f'{street}{{"coordinates": [[1, 2], [3, 4], [5, 6]]}}}}\n'
        f'{house}{{"coordinates": [[[[7, 8], [9, 10], [11, 12]]]]}}}}\n'
    )
    assert register.write(tmp_path / "features", tmp_path / making.REGISTER) == (1, 1)
    assert [(line["lat"], line["lon"]) for line in lines(tmp_path)] == [
        ("4.000000", "3.000000"),
        ("10.000000", "9.000000"),
    ]

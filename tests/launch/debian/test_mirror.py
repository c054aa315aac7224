"""The Debian mirror is read from the machine, in both formats of apt."""

from pathlib import Path

import pytest

from alo153.launch.debian import mirror
from alo153.launch.debian.mirror import Source

LINES = """
# deb http://off.test/debian trixie main
deb [arch=amd64 signed-by=/etc/keys.gpg] https://one.test/debian trixie main contrib # a word
deb-src https://src.test/debian trixie main
deb http://two.test/debian-security trixie-security main
"""
STANZAS = """# a word
Types: deb deb-src
URIs: https://three.test/debian http://four.test/debian
Suites: trixie
 trixie-updates
Components: main
Signed-By: /usr/share/keyrings/debian-archive-keyring.pgp

Types: deb
URIs: https://off.test/debian
Suites: trixie
Components: main
Enabled: no

Types: deb
URIs: file:/usr/share/local
Suites: ./
"""


def test_one_line_sources() -> None:
    assert mirror.parse_lines(LINES) == [
        Source("https://one.test/debian", ("trixie",), ("main", "contrib")),
        Source("http://two.test/debian-security", ("trixie-security",), ("main",)),
    ]


def test_stanzas() -> None:
    suites = ("trixie", "trixie-updates")
    assert mirror.parse_stanzas(STANZAS) == [
        Source("https://three.test/debian", suites, ("main",)),
        Source("http://four.test/debian", suites, ("main",)),
        Source("file:/usr/share/local", ("./",), ()),
    ]


@pytest.mark.parametrize(
    ("source", "serves"),
    [
        (Source("https://one.test/debian", ("trixie",), ("main",)), True),
        (Source("mirror+file:/etc/apt/mirrors/debian.list", ("trixie",), ("main",)), True),
        (Source("https://one.test/debian", ("sid",), ("main",)), True),
        (Source("https://one.test/debian-security", ("trixie-security",), ("main",)), False),
        (Source("https://docker.test/debian", ("trixie",), ("stable",)), False),
        (Source("cdrom:[Debian]/", ("trixie",), ("main",)), False),
        (Source("https://one.test/debian", ("bookworm",), ("main",)), False),
    ],
)
def test_only_the_archive_of_the_release_counts(source: Source, serves: bool) -> None:
    found = mirror.of_release([source], "trixie")
    assert found == (source.uri if serves else None)


def test_both_formats_are_read_from_a_machine(tmp_path: Path) -> None:
    (tmp_path / "sources.list.d").mkdir()
    (tmp_path / "sources.list").write_text(LINES)
    (tmp_path / "sources.list.d/debian.sources").write_text(STANZAS)
    found = mirror.of_release(mirror.sources(tmp_path), "trixie")
    assert found == "https://one.test/debian"


def test_a_named_mirror_wins(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ALO153_DEBIAN_MIRROR", "http://ours.test/debian")
    assert mirror.find() == "http://ours.test/debian"


def test_ubuntu_takes_the_address_of_python_apt(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "os-release").write_text('ID=ubuntu\nVERSION_CODENAME="noble"\n')
    (tmp_path / "debian.info").write_text("Suite: sid\nBaseURI: https://five.test/debian\n")
    monkeypatch.delenv("ALO153_DEBIAN_MIRROR", raising=False)
    monkeypatch.setattr(mirror, "OS_RELEASE", tmp_path / "os-release")
    monkeypatch.setattr(mirror, "TEMPLATE", tmp_path / "debian.info")
    assert mirror.find() == "https://five.test/debian"

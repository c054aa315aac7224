"""The command says where the benches are, if the program was installed without them."""

from pathlib import Path

import pytest

from alo153.launch import paths
from alo153.launch.commands import bench


def test_an_installed_program_has_no_benches(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(paths, "PROJECT", tmp_path)
    assert bench.main(["calls"]) == 1
    assert "checkout" in capsys.readouterr().err

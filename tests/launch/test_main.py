"""The command says where benches and generators are, if the program was installed without them."""

from pathlib import Path

import pytest

from alo153.launch import __main__, command_line, paths


@pytest.mark.parametrize("name", command_line.OF_A_CHECKOUT)
def test_an_installed_program_has_neither_benches_nor_generators(
    name: str, monkeypatch: pytest.MonkeyPatch, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(paths, "PROJECT", tmp_path)
    assert __main__.main([name]) == 1
    assert "checkout" in capsys.readouterr().err


@pytest.mark.parametrize("module", command_line.OF_A_CHECKOUT.values())
def test_a_checkout_has_them(module: str) -> None:
    assert paths.PROJECT.joinpath(*module.split(".")).with_suffix(".py").is_file()

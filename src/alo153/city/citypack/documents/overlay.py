"""Read a city whose files say something else than on the disk."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

from alo153.city.citypack import CityPack, read_pack


@contextmanager
def overlaid(folder: Path, texts: Mapping[str, str]) -> Iterator[Path]:
    """Give a folder of the same name, for the time of the block, whose files say these texts.

    Args:
        texts: by the name of the file.
    """
    with TemporaryDirectory(prefix="city-") as box:
        made = Path(box) / folder.name
        made.mkdir()
        for path in folder.iterdir():
            if path.name not in texts:
                (made / path.name).symlink_to(path.resolve())
        for name, text in texts.items():
            (made / name).write_text(text, encoding="utf-8")
        yield made


def read_overlaid(folder: Path, texts: Mapping[str, str]) -> CityPack:
    """Return a city as it would be with these texts. Raises PackError, as `read_pack`."""
    with overlaid(folder, texts) as made:
        return read_pack(made)

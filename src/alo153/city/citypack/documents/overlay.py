"""Read a city whose files say something else than on the disk."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

from alo153.city.citypack import CityPack, PackError, read_pack
from alo153.city.citypack.documents.catalog import DOCUMENTS
from alo153.city.citypack.mistakes import Mistake

type Check = Callable[[Path], Iterable[Mistake]]
_OPTIONAL = frozenset(each.file for each in DOCUMENTS if each.is_optional)
_checks: list[Check] = []


def register_check(check: Check) -> None:
    """Let a capability above the city refuse what its own file says.

    Args:
        check: takes a folder, whose other files may be wrong as well, and yields what is wrong with
            the file in it.
    """
    _checks.append(check)


@contextmanager
def overlaid(folder: Path, texts: Mapping[str, str]) -> Iterator[Path]:
    """Give a folder of the same name, for the time of the block, whose files say these texts.

    Args:
        texts: by the name of the file.
    """
    with TemporaryDirectory(prefix="city-") as box:
        made = Path(box) / folder.name
        made.mkdir()
        fill(made, folder, texts)
        yield made


def fill(made: Path, folder: Path, texts: Mapping[str, str]) -> None:
    """Put the files of a city into an empty folder, some with other texts.

    An empty text takes a file away that a city may leave out.
    """
    for path in folder.iterdir():
        if path.name not in texts:
            (made / path.name).symlink_to(path.resolve())
    for name, text in texts.items():
        if text.strip() or name not in _OPTIONAL:
            (made / name).write_text(text, encoding="utf-8")


def read_overlaid(folder: Path, texts: Mapping[str, str]) -> CityPack:
    """Return a city as it would be with these texts. Raises PackError, as `read_pack`."""
    with overlaid(folder, texts) as made:
        found = [mistake for check in _checks for mistake in check(made)]
        try:
            pack = read_pack(made)
        except PackError as error:
            raise PackError(folder.name, {*error.mistakes, *found}) from error
    if found:
        raise PackError(folder.name, found)
    return pack

"""center.toml: the times by which the center works.

Times that the file does not name come from the environment variables.
"""

from collections.abc import Mapping
from pathlib import Path
from typing import Final

from alo153.city.citypack.mistakes import Mistakes, PackError
from alo153.city.citypack.typed_values import TomlFile

FILE = "center.toml"
BOUNDS: Final[Mapping[str, range]] = {
    "ring_seconds": range(5, 121),
    "wrap_up_seconds": range(1801),
    "wrap_up_more_seconds": range(1801),
    "return_seconds": range(1, 121),
    "position_seconds": range(10, 601),
    "menu_seconds": range(10, 901),
    "survey_seconds": range(121),
    "retry_seconds": range(60, 86_401),
    "retries": range(11),
    "answer_within_seconds": range(1, 601),
    "short_abandon_seconds": range(121),
    "serve_within_minutes": range(1, 241),
}
"""The bounds of each time, in the order of the form; `city.queries.CenterTimes` says its use."""


def center_of(folder: Path) -> Mapping[str, int]:
    """Read only the times of a city. Raises PackError."""
    mistakes = Mistakes()
    found = read_center(folder, mistakes)
    if mistakes.found:
        raise PackError(folder.name, mistakes.found)
    return found


def read_center(folder: Path, mistakes: Mistakes) -> Mapping[str, int]:
    """Return the times of the file, each in the unit of its name."""
    if not (folder / FILE).exists():
        return {}
    root = TomlFile(folder / FILE, mistakes).root
    found = {name: root.count(name, BOUNDS[name]) for name in BOUNDS if name in root.data}
    # A misspelled one is told with all that there are
    root.taken.update(BOUNDS)
    root.done()
    return found

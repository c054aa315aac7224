"""retention.toml: for how many days what citizens said and sent is kept.

A city without the file keeps it as long as its installation says.
"""

from dataclasses import dataclass, fields
from pathlib import Path

from alo153.city.citypack.mistakes import Mistakes, PackError
from alo153.city.citypack.typed_values import TomlFile

FILE = "retention.toml"
_DAYS = range(1, 3651)


@dataclass(frozen=True, kw_only=True)
class Retention:
    """Days, each None where the file does not say.

    Args:
        recordings: of calls, their sound and their video.
        arrivals: what providers of channels handed in, as they wrote it.
        abuse_reports: what agents wrote of callers who abused them.
        complaint_files: the files for the prosecutor that were made of these.
        feedback: what citizens wrote after a low rating, and where to call them.
    """

    recordings: int | None = None
    arrivals: int | None = None
    abuse_reports: int | None = None
    complaint_files: int | None = None
    feedback: int | None = None


def retention_of(folder: Path) -> Retention:
    """Read the days alone. Raises PackError."""
    mistakes = Mistakes()
    found = read_retention(folder, mistakes)
    if mistakes.found:
        raise PackError(folder.name, mistakes.found)
    return found


def read_retention(folder: Path, mistakes: Mistakes) -> Retention:
    """Return what the file says; nothing for a city without it."""
    if not (folder / FILE).exists():
        return Retention()
    root = TomlFile(folder / FILE, mistakes).root
    table = root.table("days")
    names = [each.name for each in fields(Retention) if each.name in table.data]
    found = Retention(**{name: table.count(name, _DAYS) for name in names})
    table.done()
    root.done()
    return found

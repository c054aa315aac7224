"""The city's files as they are in force on this machine.

Programs that must work without the database (the telephone) read files. What an administrator puts
in force is written next to them, by the process that did it and by every program that looks.
"""

import hashlib
from pathlib import Path

from django.conf import settings

from alo153.city.citypack.documents import DOCUMENTS, kept_files
from alo153.city.models import DocumentVersion
from alo153.city.queries.documents import city_folder, texts_in_force


def files_in_force() -> Path:
    """Return the folder whose files say what is in force; no query."""
    home = _home()
    return home if home.is_dir() else city_folder()


def stamp_of(file: str) -> int:
    """Return when a file in force was changed, in nanoseconds; 0 without one; no query."""
    path = files_in_force() / file
    return path.stat().st_mtime_ns if path.exists() else 0


def follow_documents() -> None:
    """Let the files on this machine say what administrators put in force.

    One query, and one more after a change. Raises OSError: the disk takes no files.
    """
    home, folder = _home(), city_folder()
    rows = DocumentVersion.objects.filter(
        state=DocumentVersion.State.IN_FORCE,
        saved_by__isnull=False,
        kind__in=[each.kind for each in DOCUMENTS],
    )
    versions = sorted(rows.values_list("kind", "pk", "saved_at"))
    if not versions:
        if home.is_symlink():
            kept_files.give_up(home)
        return
    names = sorted(path.name for path in folder.iterdir())
    said = repr((str(folder.resolve()), names, versions)).encode()
    stamp = hashlib.sha256(said).hexdigest()[:16]
    if not kept_files.is_kept(home, stamp):
        kept_files.keep(home, folder, texts_in_force(by_people=True), stamp=stamp)


def _home() -> Path:
    return Path(settings.CITY_FILES_DIR) / settings.CITY

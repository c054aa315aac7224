"""Files of a city as an administrator put them in force, without a page."""

from pathlib import Path

from django.conf import settings

from alo153.city.citypack.documents import kept_files


def say(folder: Path, **texts: str) -> None:
    """Let the programs of this test read these files, by kind, in an empty folder.

    The test takes `settings` of pytest-django, which brings the former folder back:
    `settings.CITY_FILES_DIR = tmp_path`.
    """
    pack = Path(settings.CITIES_DIR) / settings.CITY
    named = {f"{kind}.toml": text for kind, text in texts.items()}
    stamp = str(abs(hash(tuple(sorted(named.items())))))
    kept_files.keep(folder / settings.CITY, pack, named, stamp=stamp)

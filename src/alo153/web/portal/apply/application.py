"""An application on its way: every answer as it was typed, kept in the session until it is sent."""

import secrets
from collections.abc import Mapping
from dataclasses import asdict
from typing import Any, Final

from django.http import HttpRequest

from alo153.web.portal.apply import staging
from alo153.web.portal.apply.staging import StagedPhoto

_KEY = "application"
MAX_PHOTOS = 3
MOST_CHARACTERS: Final = 5_000
"""Of one page: a text that is a little too long waits to be made shorter, a flood is not kept."""


class Application:
    """A person's answers so far. Text is stored as typed; forms check it on the way."""

    def __init__(self, request: HttpRequest) -> None:
        self._session = request.session
        self._data: dict[str, Any] = self._session.get(_KEY) or {
            "key": secrets.token_urlsafe(12),
            "answers": {},
            "photos": [],
            "reviewed": False,
            "vouched": False,
        }

    @property
    def key(self) -> str:
        """Return the name of this application's staging folder."""
        return str(self._data["key"])

    def answers(self, step: str) -> dict[str, str]:
        """Return what was typed on one page; empty before it was."""
        return dict(self._data["answers"].get(step, {}))

    def keep(self, step: str, answers: Mapping[str, str]) -> bool:
        """Keep what was typed on one page, right or wrong; returns whether it was short enough."""
        if sum(map(len, answers.values())) > MOST_CHARACTERS:
            return False
        self._data["answers"][step] = dict(answers)
        self._save()
        return True

    @property
    def photos(self) -> list[StagedPhoto]:
        """Return the photos in the order they were sent."""
        return [StagedPhoto(**photo) for photo in self._data["photos"]]

    def add_photo(self, photo: StagedPhoto) -> None:
        """Keep one more photo."""
        self._data["photos"].append(asdict(photo))
        self._save()

    def drop_photo(self, name: str) -> None:
        """Forget a photo."""
        self._data["photos"] = [one for one in self._data["photos"] if one["name"] != name]
        self._save()

    @property
    def is_reviewed(self) -> bool:
        """Tell whether the summary was seen: a corrected page leads back to it."""
        return bool(self._data["reviewed"])

    def mark_reviewed(self) -> None:
        """Remember that the summary was seen."""
        if not self.is_reviewed:
            self._data["reviewed"] = True
            self._save()

    @property
    def is_vouched(self) -> bool:
        """Tell whether a provider vouched for the citizen; the visit may have ended since."""
        return bool(self._data.get("vouched"))

    def remember_vouched(self, vouched: bool) -> None:
        """Remember it with the answers; a citizen who continues without it is told once."""
        if self.is_vouched != vouched:
            self._data["vouched"] = vouched
            self._save()

    def _save(self) -> None:
        self._session[_KEY] = self._data


def forget(request: HttpRequest) -> None:
    """Begin anew."""
    request.session.pop(_KEY, None)


def drop_photos(request: HttpRequest) -> None:
    """Delete the photos that wait with it, before it is forgotten or its session goes."""
    staging.clear(Application(request).key)


def is_under_way(session: Mapping[str, Any]) -> bool:
    """Tell whether something was answered and not sent yet."""
    return bool(session.get(_KEY))

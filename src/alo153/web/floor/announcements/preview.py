"""A second look: what is published, in the words that callers hear, before anybody hears it."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass

from alo153.city import queries as city
from alo153.city.models import District
from alo153.knowledge.speech import city_voice
from alo153.web.floor.announcements.forms import WordsForm


@dataclass(frozen=True)
class Line:
    """A text in one language, as it is written and as it is said."""

    language: str
    text: str
    spoken: str


@dataclass(frozen=True)
class Look:
    """The preview of an announcement before it is published.

    `digest` differs after any change: only the previewed announcement is published.
    """

    lines: tuple[Line, ...]
    district: District | None
    is_spoken: bool
    on_portal: bool
    digest: str

    def was_seen(self, sent: Mapping[str, str]) -> bool:
        """Say whether a form comes from somebody who has seen exactly this."""
        return sent.get("seen") == self.digest


def of(form: WordsForm) -> Look:
    """Return what a valid form would publish."""
    given, reader, own = form.cleaned_data, city_voice.reader(), city.city().language
    texts = {own: given["text"]} | {name: text for name, text in form.wordings.items() if text}
    facts = sorted((name, str(value)) for name, value in given.items())
    # Focus goes to the button that publishes
    form.fields["text"].widget.attrs.pop("autofocus", None)
    return Look(
        lines=tuple(
            Line(name, text, reader.spoken_form(name, text)) for name, text in texts.items()
        ),
        district=given["district"],
        is_spoken=given["spoken"],
        on_portal=given["on_portal"],
        digest=hashlib.sha256(repr(facts).encode()).hexdigest(),
    )

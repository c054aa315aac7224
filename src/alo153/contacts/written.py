"""Words that are ready to leave, and whether they fit."""

import json
from dataclasses import dataclass

from alo153.channels.contract import Template
from alo153.channels.sms.length import excess


@dataclass(frozen=True, kw_only=True)
class Written:
    """A message in words; ``subject`` is empty for SMS."""

    subject: str
    body: str
    language: str
    # Which approved words `body` is, with what stands in their gaps
    template: Template | None = None
    # Which comment it answers: privately, or below it
    comment: str = ""
    is_public: bool = False

    @property
    def excess(self) -> int:
        """Return about how many characters too long it is as an SMS; 0 if it fits."""
        return excess(self.body)


def packed(template: Template | None) -> str:
    """Return a template as a message keeps it; empty for none."""
    if template is None:
        return ""
    return json.dumps([template.name, template.language, *template.values], ensure_ascii=False)


def unpacked(kept: str) -> Template | None:
    """Return the template that a message keeps, if it keeps one."""
    if not kept:
        return None
    name, language, *values = json.loads(kept)
    return Template(name=name, language=language, values=tuple(values))

"""Kinds of fields of the interface, each with its bounds: its document says them, too."""

import re
from datetime import date
from typing import Annotated, Any, Final

from ninja import Schema
from pydantic import AwareDatetime, BeforeValidator, ConfigDict, Field
from pydantic_core import PydanticCustomError

# No NUL, which PostgreSQL stores nowhere; and something besides spaces
_PLAIN: Final = r"^[^\x00]*$"
# Nor what turns or hides what is written behind it (`core.text.lines`)
_NAME: Final = r"^[^\x00-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069]*$"
_SAID: Final = r"^[^\x00]*[^\x00\s][^\x00]*$"
_INSTANT: Final = re.compile(
    r"\d{4}-\d\d-\d\d[Tt]\d\d:\d\d:\d\d(\.\d{1,6})?([Zz]|[+-]\d\d:\d\d)", re.ASCII
)
_DAY: Final = re.compile(r"\d{4}-\d\d-\d\d", re.ASCII)


class Body(Schema):
    """A body that another system sends: a field of an unknown name is a mistake."""

    model_config = ConfigDict(extra="forbid")


def _instant(value: Any) -> Any:
    """Take RFC 3339 alone; pydantic would take seconds since 1970, too."""
    if not isinstance(value, str) or not _INSTANT.fullmatch(value):
        raise PydanticCustomError("instant", "an instant")
    return value


def _day(value: Any) -> Any:
    if not isinstance(value, str) or not _DAY.fullmatch(value):
        raise PydanticCustomError("date", "a day")
    return value


Instant = Annotated[AwareDatetime, BeforeValidator(_instant)]
Day = Annotated[date, BeforeValidator(_day)]
Slug = Annotated[str, Field(min_length=1, max_length=80, pattern=r"^[a-z0-9-]+$")]
Text = Annotated[str, Field(min_length=1, max_length=5_000, pattern=_SAID)]
Line = Annotated[str, Field(max_length=300, pattern=_PLAIN)]
Name = Annotated[str, Field(max_length=120, pattern=_NAME)]
Latitude = Annotated[float, Field(strict=True, ge=-90, le=90)]
Longitude = Annotated[float, Field(strict=True, ge=-180, le=180)]

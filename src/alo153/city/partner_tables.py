"""The meaning of columns in another body's tables, in and out. Pure."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any


class Field(StrEnum):
    """The meaning of a column in a table of applications."""

    NUMBER = "number"
    ARRIVED = "arrived"
    DUE = "due"
    KIND = "kind"
    TOPIC = "topic"
    TEXT = "text"
    FULL_NAME = "full_name"
    PHONE = "phone"
    EMAIL = "email"
    ADDRESS = "address"
    DISTRICT = "district"
    NEIGHBORHOOD = "neighborhood"


NEEDED = (Field.NUMBER, Field.ARRIVED, Field.TEXT)


class Said(StrEnum):
    """The meaning of a column in a table of answers."""

    NUMBER = "number"
    CODE = "code"
    OUTCOME = "outcome"
    ANSWER = "answer"
    LEGAL_BASIS = "legal_basis"
    UNIT = "unit"
    ANSWERED_ON = "answered_on"
    FILES = "files"


class Encoding(StrEnum):
    """The encoding of a table."""

    UTF_8 = "utf-8"
    WINDOWS_1254 = "windows-1254"


SEPARATORS = (";", ",")


@dataclass(frozen=True, kw_only=True)
class ReplyForm:
    """The format of answers to a body: each column with its heading, in order."""

    columns: Sequence[tuple[str, Said]]
    encoding: Encoding = Encoding.UTF_8
    separator: str = ";"
    # Words for an outcome; one that is not named here is told in the city's language
    outcomes: Mapping[str, str]


def reply_form_of(data: Mapping[str, Any]) -> ReplyForm:
    """Return the form that a row of the city holds."""
    return ReplyForm(
        columns=tuple((heading, Said(said)) for heading, said in data["columns"]),
        encoding=Encoding(data["encoding"]),
        separator=data["separator"],
        outcomes=data["outcomes"],
    )

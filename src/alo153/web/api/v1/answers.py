"""Answers that every operation may give in addition to its own; the document lists them."""

from collections.abc import Mapping
from typing import Any, Final

from ninja import Field, Schema


class FieldErrorOut(Schema):
    """A mistake in one field."""

    field: str = Field(description="JSON pointer into the body, or the name of a parameter")
    message: str


class ProblemOut(Schema):
    """A problem (RFC 9457), in the language of Accept-Language."""

    type: str = Field(description="Where it is explained")
    title: str
    status: int
    detail: str
    errors: list[FieldErrorOut]


_READING: Final = frozenset({400, 401, 403, 404, 422, 429})
_WRITING: Final = _READING | {409, 413, 415}


def reads(what: Any) -> Mapping[Any, Any]:
    """Return the answers of an operation that changes nothing."""
    return {200: what, _READING: ProblemOut}


def writes(what: Any) -> Mapping[Any, Any]:
    """Return the answers of an operation that makes something."""
    return {201: what, _WRITING: ProblemOut}


def ends() -> Mapping[Any, Any]:
    """Return the answers of an operation that ends something."""
    return {204: None, _READING: ProblemOut}


def takes_files(what: Any) -> Mapping[Any, Any]:
    """Return the answers of an operation that keeps a file: there may be no room for it now."""
    return {201: what, _WRITING | {503, 507}: ProblemOut}


def hands_out(*media_types: str) -> dict[str, Any]:
    """Return what the document says of an operation that answers with a file."""
    binary = {"schema": {"type": "string", "format": "binary"}}
    content = {each: binary for each in media_types}
    return {"responses": {200: {"description": "OK", "content": content}}}

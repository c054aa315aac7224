"""The description of the interface: an OpenAPI 3.1 document, and its page."""

from collections.abc import Iterator
from copy import deepcopy
from dataclasses import dataclass
from functools import cache
from typing import Any, Final

from django.conf import settings
from django.utils.translation import get_language, gettext
from django.utils.translation import gettext_lazy as _

from alo153.web.api.v1.interface import api
from alo153.web.site.problems import MEDIA_TYPE

_ABOUT: Final = _(
    "Other systems of the city open and follow applications here. Each request names its API key; "
    "what is refused is said as problem details (RFC 9457) in the language of Accept-Language."
)
_FIRST_ERROR: Final = 400


def document() -> dict[str, Any]:
    """Return the OpenAPI document in the reader's language."""
    found = deepcopy(_made())
    found["info"]["description"] = str(_ABOUT)
    for operation in _operations(found):
        operation["summary"] = gettext(operation["summary"])
    return found


@cache
def _made() -> dict[str, Any]:
    """Return the document as ninja makes it, with what it does not know: problems, our address."""
    made = deepcopy(dict(api.get_openapi_schema()))
    made["servers"] = [{"url": settings.PUBLIC_URL}]
    for operation in _operations(made):
        for status, answer in operation["responses"].items():
            if int(status) >= _FIRST_ERROR:
                answer["content"] = {MEDIA_TYPE: answer["content"]["application/json"]}
    return made


def _operations(found: dict[str, Any]) -> Iterator[dict[str, Any]]:
    for methods in found["paths"].values():
        yield from methods.values()


@dataclass(frozen=True, kw_only=True)
class Field:
    """A parameter, or a field of a body or an answer; ``name`` is ``place.lat`` for one within."""

    name: str
    kind: str
    is_required: bool
    about: str


@dataclass(frozen=True, kw_only=True)
class Operation:
    """An operation as the page shows it."""

    method: str
    path: str
    summary: str
    parameters: tuple[Field, ...]
    body: tuple[Field, ...]
    answer: tuple[Field, ...]
    statuses: str


def operations() -> list[Operation]:
    """Return what the page shows, in the reader's language."""
    return list(_shown(get_language() or ""))


@cache
def _shown(_language: str) -> tuple[Operation, ...]:
    found = document()
    return tuple(
        _operation(found, path, method, operation)
        for path, methods in found["paths"].items()
        for method, operation in methods.items()
    )


def _operation(
    found: dict[str, Any], path: str, method: str, operation: dict[str, Any]
) -> Operation:
    good = next(a for status, a in operation["responses"].items() if int(status) < _FIRST_ERROR)
    asked = operation.get("requestBody", {"content": {}})
    return Operation(
        method=method.upper(),
        path=path,
        summary=operation["summary"],
        parameters=tuple(
            _field(found, each["name"], each["schema"], each.get("required", False))
            for each in operation["parameters"]
        ),
        body=tuple(_fields(found, _schema(asked))),
        answer=tuple(_fields(found, _schema(good))),
        statuses=", ".join(map(str, operation["responses"])),
    )


def _schema(said: dict[str, Any]) -> dict[str, Any]:
    return next((each["schema"] for each in said.get("content", {}).values()), {})


def _fields(found: dict[str, Any], schema: dict[str, Any], before: str = "") -> Iterator[Field]:
    """Go through the fields of an object, and of what is in it."""
    schema = _resolved(found, schema)
    if "items" in schema:
        yield from _fields(found, schema["items"], f"{before}[].")
    for name, inner in schema.get("properties", {}).items():
        yield _field(found, before + name, inner, name in schema.get("required", ()))
        yield from _fields(found, inner, f"{before}{name}.")


def _field(found: dict[str, Any], name: str, schema: dict[str, Any], required: bool) -> Field:
    about = schema.get("description", "")
    return Field(name=name, kind=_kind(found, schema), is_required=required, about=about)


def _kind(found: dict[str, Any], schema: dict[str, Any]) -> str:
    """Return what a field holds, in the words of JSON Schema."""
    schema = _resolved(found, schema)
    if "anyOf" in schema:
        return " | ".join(_kind(found, each) for each in schema["anyOf"])
    if "enum" in schema:
        return " | ".join(map(str, schema["enum"]))
    return str(schema.get("format") or schema.get("type", ""))


def _resolved(found: dict[str, Any], schema: dict[str, Any]) -> dict[str, Any]:
    if "$ref" not in schema:
        return schema
    named: dict[str, Any] = found["components"]["schemas"][schema["$ref"].rpartition("/")[2]]
    return named

"""A request that is sent again does nothing again: `Idempotency-Key`."""

from collections.abc import Callable
from datetime import datetime
from hashlib import sha256
from typing import Annotated, Any

from django.http import HttpResponse, JsonResponse
from ninja import Header, Schema

from alo153.core import clock
from alo153.integrations.actions import do_once
from alo153.web.api.v1.by_key import KeyedRequest

Key = Annotated[
    str,
    Header(
        alias="Idempotency-Key",
        min_length=1,
        max_length=100,
        pattern=r"^[!-~]+$",
        description="Drawn by you for each new request, as a UUID; sent again with a repetition.",
    ),
]
_CREATED = 201


def once(
    request: KeyedRequest,
    name: str,
    said: Schema,
    do: Callable[[datetime], Schema],
    *,
    untold: str = "",
) -> HttpResponse:
    """Do it, or answer as it was answered when the same request came before.

    A refusal is not kept: after fixing the cause the client sends the same request again.

    Args:
        name: the Idempotency-Key.
        untold: a field that is told once, kept nowhere, and null when the request is repeated.
    """
    at = clock.now()
    told: dict[str, Any] = {}

    def kept_of() -> dict[str, Any]:
        answer = do(at).model_dump(mode="json")
        if untold:
            told[untold], answer[untold] = answer[untold], None
        return answer

    meant = f"{request.path}\n{said.model_dump_json()}"
    kept = do_once(
        key=request.auth,
        name=name,
        digest=sha256(meant.encode()).hexdigest(),
        do=kept_of,
        at=at,
    )
    headers = {"Cache-Control": "no-store"}
    response = JsonResponse({**kept.answer, **told}, status=_CREATED, headers=headers)
    if kept.is_repeated:
        response.headers["Idempotent-Replayed"] = "true"
    return response

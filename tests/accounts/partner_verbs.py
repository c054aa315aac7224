"""Every verb about tables of partner desks that asks for a permission, and how it is tried."""

from collections.abc import Callable, Mapping
from contextlib import suppress
from typing import Any

from tests.partners.tables import HEAD, cimer

from alo153.accounts.models import User
from alo153.accounts.registry import Permission
from alo153.core.clock import now
from alo153.partners.bundles import actions as bundles
from alo153.partners.imports import actions as imports
from alo153.partners.imports.actions import NotNow
from alo153.partners.models import Bundle, TableImport
from alo153.partners.permissions import EXCHANGE_WITH_PARTNERS

TABLE = f"{HEAD}\n26-1;02.11.2026;;;agac-budama;Dallar sarkıyor.;;\n".encode()


def _ready(by: User) -> TableImport:
    """Have a table that waits, whoever brought it."""
    return TableImport.objects.create(
        desk=cimer(), sha256="0" * 64, size=1, by_user=by, at=now(), state=TableImport.State.READY
    )


def _of_table(verb: Callable[..., object]) -> Callable[[Any, User], object]:
    def attempt(_: Any, by: User) -> None:
        with suppress(NotNow):
            verb(table=_ready(by), by=by, at=now())

    return attempt


def _bundle() -> Bundle:
    return Bundle.objects.create(desk=cimer(), number=1, answers=0, made_at=now(), sha256="0" * 64)


VERBS: Mapping[str, tuple[Permission, Callable[[Any, User], object]]] = {
    "partners.upload": (
        EXCHANGE_WITH_PARTNERS,
        lambda _, by: imports.upload(desk=cimer(), content=TABLE, by=by, at=now()),
    ),
    # Whoever exchanges them and opens no applications: tests/partners
    "partners.take": (EXCHANGE_WITH_PARTNERS, _of_table(imports.take)),
    "partners.drop": (EXCHANGE_WITH_PARTNERS, _of_table(imports.drop)),
    "partners.make_bundle": (
        EXCHANGE_WITH_PARTNERS,
        lambda _, by: bundles.make_bundle(desk=cimer(), by=by, at=now()),
    ),
    "partners.take_bundle": (
        EXCHANGE_WITH_PARTNERS,
        lambda _, by: bundles.take_bundle(bundle=_bundle(), by=by, at=now()),
    ),
}

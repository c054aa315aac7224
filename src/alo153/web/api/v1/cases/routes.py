"""The operations on applications: one router, since two may share an address."""

from ninja import Router

router = Router(tags=["cases"])

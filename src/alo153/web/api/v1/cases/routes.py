"""Where the operations on applications are gathered: one router, for two may share an address."""

from ninja import Router

router = Router(tags=["cases"])

"""Refuse what is no HTTP: our pages have no WebSocket, and Django breaks on one."""

from typing import Any, Final

from alo153.config.serving.body_limit import App, Receive, Send

_POLICY: Final = 1008  # RFC 6455, section 7.4.1; before the handshake servers answer it with 403


def http_only(app: App) -> App:
    """Wrap an ASGI application: a WebSocket is closed before it opens."""

    async def serve(scope: Any, receive: Receive, send: Send) -> None:
        if scope["type"] == "websocket":
            await receive()
            await send({"type": "websocket.close", "code": _POLICY})
        else:
            await app(scope, receive, send)

    return serve

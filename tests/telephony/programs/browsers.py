"""Pages with a softphone in a headless Chromium, whose microphone and ears are made up."""

import asyncio
import json
import threading
import time
from collections.abc import AsyncIterator, Callable, Coroutine, Iterator, Mapping
from contextlib import asynccontextmanager, contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

from playwright.async_api import Browser, Page, WebSocketRoute, async_playwright
from tests.parts.browser.browsing import WITHOUT_UNUSED
from tests.parts.waiting import SECONDS
from tests.telephony.programs.lossy import LossyLine

from alo153.calls.endpoints.phone_accounts import (
    PhoneAccount,
    agent_of,
    objects,
    seen_endpoint,
    seen_name,
)
from alo153.launch.telephony.asterisk import Asterisk
from alo153.switchboard.asterisk.ari.client import AriClient

_BETWEEN_LOOKS = 0.1
CHROMIUM_ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--use-fake-device-for-media-stream=fps=5",  # drawn and encoded without a graphics card
    "--use-fake-ui-for-media-stream",
    "--autoplay-policy=no-user-gesture-required",
    WITHOUT_UNUSED,
]
PAGE = """<!doctype html><html lang="tr"><meta charset="utf-8"><title>Deneme</title>
<body hx-headers='{{"X-CSRFToken": "token-of-the-page"}}'>
<alo-softphone {attributes}>
  <button data-softphone="dial" data-when="idle ended failed">153'ü ara</button>
  <p data-when="late" hidden>Uzun sürüyor.</p>
  <button data-softphone="answer" data-when="ringing">Yanıtla</button>
  <button data-softphone="mute" data-when="talking">Mikrofonu kapat</button>
  <button data-softphone="key" data-key="5" data-when="talking">5</button>
  <button data-softphone="camera" data-when="talking">Kamera</button>
  <button data-softphone="hangup" data-when="ringing talking held">Kapat</button>
  <div data-pictures="own"></div><div data-pictures="others"></div>
</alo-softphone>
<script src="/notes.js"></script><script type="module" src="/softphone.js"></script></body></html>
"""
NOTES = """
window.notes = [];
for (const name of ["state", "ringing", "ended", "refused", "silent", "line", "measured"])
  addEventListener(`softphone:${name}`, (event) => notes.push([name, event.detail]));
"""
MOVING = """(frames) => [...document.querySelectorAll("[data-pictures=others] video")]
  .filter((video) => !video.hidden && video.videoWidth > 0)
  .filter((video) => {
    const now = video.getVideoPlaybackQuality().totalVideoFrames;
    video.seen ??= now;
    return now - video.seen >= frames;
  }).length"""
# What can be said of a picture that does not move: whether it comes, is decoded, and is drawn, and
# whether whoever sends it was asked for a whole one
KEEP_CONNECTIONS = """
window.connections = [];
window.RTCPeerConnection = class extends RTCPeerConnection {
  constructor(...words) {
    super(...words);
    connections.push(this);
  }
};
"""
WHY_IT_STANDS = """async () => {
  const told = ["type", "mid", "ssrc", "bytesSent", "framesSent", "framesEncoded",
    "keyFramesEncoded", "framesPerSecond", "qualityLimitationReason", "active", "packetsReceived",
    "packetsLost", "framesReceived", "framesDecoded", "keyFramesDecoded", "framesDropped",
    "pliCount", "firCount", "nackCount", "freezeCount"];
  const streams = [];
  for (const connection of connections)
    for (const each of (await connection.getStats()).values())
      if (each.kind === "video" && each.type.endsWith("bound-rtp"))
        streams.push(Object.fromEntries(told.filter((n) => n in each).map((n) => [n, each[n]])));
  const others = [...document.querySelectorAll("[data-pictures=others] video")];
  const shown = others.map(({ hidden, paused, readyState, videoWidth, srcObject }) => {
    const [{ muted, readyState: track }] = srcObject.getVideoTracks();
    return { hidden, paused, readyState, videoWidth, muted, track };
  });
  return { shown, streams, hidden: document.hidden };
}"""
GUEST = 'mode="guest" session="/account"'
SIGNING_GUEST = f"{GUEST} data-video"
AGENT = 'data-credentials-url="/account"'


class Site:
    """Serves one page with a softphone, and the account for it."""

    def __init__(self, attributes: str, account: Mapping[str, str], script: Path) -> None:
        self.account = dict(account)
        self.csrf_tokens: list[str] = []
        self.refusal: dict[str, str] = {}
        """What a telephone hears that asks for its account once more."""
        self.files = {
            "/": ("text/html", PAGE.format(attributes=attributes).encode()),
            "/notes.js": ("text/javascript", NOTES.encode()),
            "/softphone.js": ("text/javascript", script.read_bytes()),
        }


@contextmanager
def serving(site: Site) -> Iterator[str]:
    """Serve a site on localhost, which browsers hold for secure, and give its address."""

    class Answers(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            kind, content = site.files.get(self.path, ("text/plain", b""))
            self._answer(kind, content)

        def do_POST(self) -> None:
            site.csrf_tokens.append(self.headers["X-CSRFToken"])
            refused = site.refusal if "again=yes" in self.path else {}
            content = json.dumps(refused or site.account).encode()
            self._answer("application/json", content, status=409 if refused else 200)

        def _answer(self, kind: str, content: bytes, status: int = 200) -> None:
            self.send_response(status if content else 404)
            self.send_header("Content-Type", f"{kind}; charset=utf-8")
            self.end_headers()
            self.wfile.write(content)

        def log_message(self, format: str, *args: Any) -> None:
            """Say nothing."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Answers)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    try:
        yield f"http://localhost:{server.server_address[1]}/"
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


@asynccontextmanager
async def browsing(chromium: Path) -> AsyncIterator[Browser]:
    """Run a Chromium."""
    async with async_playwright() as playwright:
        browser = await playwright.chromium.launch(
            executable_path=str(chromium), args=CHROMIUM_ARGUMENTS
        )
        yield browser
        await browser.close()


class Scenes:
    """Plays scenes in one Chromium, one after the other: its start costs more than most of them."""

    def __init__(self, runner: asyncio.Runner, browser: Browser) -> None:
        self._runner, self._browser = runner, browser

    def play(self, scene: Callable[[Browser], Coroutine[Any, Any, None]]) -> None:
        """Play a scene to its end, and close what it opened."""
        self._runner.run(self._whole(scene))

    async def _whole(self, scene: Callable[[Browser], Coroutine[Any, Any, None]]) -> None:
        try:
            await scene(self._browser)
        finally:
            for context in self._browser.contexts:
                await context.close()


@contextmanager
def playing(chromium: Path) -> Iterator[Scenes]:
    """Run a Chromium for scenes."""
    with asyncio.Runner() as runner:
        run = browsing(chromium)
        yield Scenes(runner, runner.run(run.__aenter__()))
        runner.run(run.__aexit__(None, None, None))


def text_of(message: str | bytes) -> str:
    """Read a message of a web socket, which Asterisk sends as text or as bytes."""
    return message if isinstance(message, str) else message.decode()


class PhonePage:
    """A page with a softphone, as a test sees it."""

    def __init__(self, page: Page) -> None:
        self.page = page

    @classmethod
    async def open(
        cls,
        browser: Browser,
        address: str,
        *,
        clock: bool = False,
        script: str = "",
        line: LossyLine | None = None,
    ) -> "PhonePage":
        """Open the page in a context of its own, with microphone and maybe a clock to put on.

        `script` runs before those of the page. Its sound goes through the `line`, if one is given.
        """
        context = await browser.new_context(permissions=["microphone", "camera"])
        context.set_default_timeout(SECONDS * 1000)
        await context.add_init_script(KEEP_CONNECTIONS + script)
        page = await context.new_page()
        if clock:
            await page.clock.install()
        if line:
            await line.carry(page)
        await page.goto(address)
        return cls(page)

    async def lose(self, method: str) -> None:
        """Let no request of this kind reach the telephone: it hears nothing of its call's end."""

        def drop(socket: WebSocketRoute) -> None:
            server = socket.connect_to_server()
            socket.on_message(server.send)
            server.on_message(lambda text: text_of(text).startswith(method) or socket.send(text))

        await self.page.route_web_socket("**/ws", drop)

    async def is_unheard_once(self) -> None:
        """Let nobody answer on the first web socket, as an Asterisk that only begins to start."""
        opened: list[WebSocketRoute] = []

        def ignore_the_first(socket: WebSocketRoute) -> None:
            opened.append(socket)
            if len(opened) > 1:
                socket.connect_to_server()

        await self.page.route_web_socket("**/ws", ignore_the_first)

    async def do(self, words: str) -> Any:
        """Run a method of the element: `answer()`."""
        return await self.page.evaluate(f"document.querySelector('alo-softphone').{words}")

    async def press(self, deed: str) -> None:
        """Press one of the page's buttons."""
        await self.page.click(f"[data-softphone={deed}]")

    async def reaches(self, state: str) -> None:
        """Wait for a state."""
        await self.page.wait_for_selector(f"alo-softphone[state={state}]", state="attached")

    async def hears_and_speaks(self, packets: int = 25) -> None:
        """Wait until so many more packets of sound went both ways."""
        # Asked from here: `wait_for_function` takes the promise of an answer for a true one
        first = await self._sound()
        began = time.monotonic()
        while min(now - before for now, before in zip(await self._sound(), first, strict=True)) < (
            packets
        ):
            assert time.monotonic() - began < SECONDS, (first, await self._sound())
            await asyncio.sleep(_BETWEEN_LOOKS)

    async def _sound(self) -> tuple[int, int]:
        """Return how many packets of sound were sent and received so far."""
        told = await self.page.evaluate("document.querySelector('alo-softphone').audioPackets()")
        return told["sent"], told["received"]

    async def sees(self, pictures: int = 1, frames: int = 10) -> None:
        """Wait until so many pictures of the others move."""
        # Asked from here: a page that is not drawn any more would not ask itself
        began = time.monotonic()
        while await self.page.evaluate(MOVING, frames) != pictures:
            assert time.monotonic() - began < SECONDS, await self.page.evaluate(WHY_IT_STANDS)
            await asyncio.sleep(_BETWEEN_LOOKS)

    async def is_told(self, name: str) -> Any:
        """Wait until the softphone tells something under a name, and return the last of it."""
        told = await self.page.wait_for_function(
            "(name) => window.notes.filter(([kind]) => kind === name).at(-1)?.[1]", arg=name
        )
        return await told.json_value()

    async def notes(self, name: str) -> list[Any]:
        """Return what the softphone told under a name."""
        notes = await self.page.evaluate("window.notes")
        return [detail for kind, detail in notes if kind == name]


def site(attributes: str, account: PhoneAccount, asterisk: Asterisk, script: Path) -> Site:
    return Site(
        attributes,
        {
            "uri": account.uri,
            "password": account.secret,
            "socket": f"ws://localhost:{asterisk.telephony.http_port}/ws",
            "number": "153",
        },
        script,
    )


async def push(ari: AriClient, account: PhoneAccount) -> None:
    for kind, fields in objects(account.name, account.digest):
        assert (await ari.settings.push(kind, account.name, fields)).done
    if agent_of(account.name) is not None:
        name = seen_name(account.name)
        assert (await ari.settings.push("endpoint", name, seen_endpoint(account.name))).done

"""How the tests' Chromium is started, and what its pages are opened with."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from playwright.sync_api import Page

UNUSED = [
    "WebRtcHideLocalIpsWithMdns",
    "SpareRendererForSitePerProcess",  # a process in advance, for each context
    # What opens below a window's address bar: two pages of Chromium's own in each window, with
    # their scripts, for an address bar that nobody sees
    "WebUIOmniboxPopup",
    "WebUIOmniboxAimPopup",
    "AvoidUnnecessaryBeforeUnloadCheckSync",
    "DestroyProfileOnBrowserClose",
    "HttpsFirstBalancedModeAutoEnable",
    "HttpsUpgrades",
    "MediaRouter",
    "NetworkTimeServiceQuerying",
    "OptimizationHints",
    "PaintHolding",
    "PreconnectToSearch",
    "ThirdPartyStoragePartitioning",
]
# The last one counts, so those that Playwright turns off are named again
WITHOUT_UNUSED = f"--disable-features={','.join(UNUSED)}"
CHROMIUM_ARGUMENTS = [
    "--headless=new",
    "--no-sandbox",
    "--enable-unsafe-swiftshader",
    "--use-fake-device-for-media-stream=fps=5",  # drawn and encoded without a graphics card
    "--use-fake-ui-for-media-stream",
    "--autoplay-policy=no-user-gesture-required",
    WITHOUT_UNUSED,
    # A page lives for seconds: to compile its scripts anew, for speed, costs more than it saves
    "--js-flags=--no-opt,--no-maglev",
    # A page of a site that is open in its context needs no process of its own: that start costs
    # more than the page
    "--process-per-site",
]
DESKTOP = {"width": 1280, "height": 720}
PHONE = {"width": 360, "height": 740}
type OpenPage = Callable[..., Page]
type LoseLine = Callable[[Page], None]
PATIENCE = 60_000
"""Milliseconds, which only what fails waits for: on a full machine a page needs its time."""

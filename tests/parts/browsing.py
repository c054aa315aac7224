"""How the tests' Chromium is started, and what its pages are opened with."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from playwright.sync_api import Page

CHROMIUM_ARGUMENTS = [
    "--headless=new",
    "--no-sandbox",
    "--enable-unsafe-swiftshader",
    "--use-fake-device-for-media-stream",
    "--use-fake-ui-for-media-stream",
    "--autoplay-policy=no-user-gesture-required",
    "--disable-features=WebRtcHideLocalIpsWithMdns",
]
DESKTOP = {"width": 1280, "height": 720}
PHONE = {"width": 360, "height": 740}
type OpenPage = Callable[..., Page]
PATIENCE = 20_000
"""Milliseconds: on two busy cores a page with three moving pictures needs its time."""

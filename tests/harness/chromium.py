"""How Chromium is started for tests, measurements and pictures, and the two screens that are looked at."""

from playwright.sync_api import ViewportSize

CHROMIUM = "/usr/bin/chromium"
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--accept-lang=ru-RU,ru",
    "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1",  # nothing leaves this machine
]
# Tests start Python a hundred times and never run it for long: its code need not be optimised in the background.
HASTE = "--js-flags=--no-wasm-dynamic-tiering --no-wasm-tier-up"
PHONE: ViewportSize = {"width": 360, "height": 740}
DESKTOP: ViewportSize = {"width": 1280, "height": 800}

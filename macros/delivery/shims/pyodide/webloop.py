"""In place of Pyodide's event loop: see asyncio here."""

# A snapshot of memory expects that JavaScript was asked for these, as the module in whose place we are does.
from pyodide_js._api import scheduleCallback as scheduleCallback  # type: ignore[import-not-found]


def _initialize_event_loop() -> None:
    from pyodide_js._api import config as config

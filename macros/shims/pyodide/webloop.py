"""In place of Pyodide's event loop: see asyncio here."""


def _initialize_event_loop() -> None:
    pass

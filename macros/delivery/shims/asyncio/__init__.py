"""In place of asyncio, which Pyodide imports at its start: a check is one question and one answer, nothing waits."""


class Future:
    """Named by Pyodide's core, made by nobody."""


def get_event_loop() -> None:
    """There is none."""
    raise RuntimeError("checks do not wait for anything")


ensure_future = get_event_loop

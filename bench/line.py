"""A slow line: a pipe on loopback to a server that delays and slows whatever comes through.

It lies below the browser, because Chromium's own throttling (CDP) neither slows nor counts service workers.
"""

import asyncio
import threading
from asyncio import StreamReader, StreamWriter
from collections.abc import Coroutine
from contextlib import suppress
from dataclasses import dataclass
from typing import Any, Self

PACKET = 1460  # bytes


@dataclass(frozen=True)
class Speed:
    """What a line can do."""

    name: str
    kbit: int  # a second, down
    delay: float  # seconds there and back


SLOW_4G = Speed("Slow 4G", 1600, 0.15)  # as Lighthouse and DevTools have it


class SlowLine:
    """A line to a port of this machine, with a port of its own."""

    def __init__(self, port: int, speed: Speed) -> None:
        self.target = port
        self.speed = speed
        self.free = 0.0  # when the line has sent what it has taken
        self.loop = asyncio.new_event_loop()
        self.thread = threading.Thread(target=self.loop.run_forever, daemon=True)
        self.thread.start()
        self.server = self._wait(asyncio.start_server(self._connect, "127.0.0.1", 0))

    @property
    def port(self) -> int:
        return int(self.server.sockets[0].getsockname()[1])

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._wait(self._close())
        self.loop.call_soon_threadsafe(self.loop.stop)
        self.thread.join()
        self.loop.close()

    def _wait[T](self, coroutine: Coroutine[Any, Any, T]) -> T:
        return asyncio.run_coroutine_threadsafe(coroutine, self.loop).result(10)

    async def _close(self) -> None:
        self.server.close()
        tasks = asyncio.all_tasks() - {asyncio.current_task()}
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)

    async def _connect(self, reader: StreamReader, writer: StreamWriter) -> None:
        await asyncio.sleep(self.speed.delay)  # the handshake of TCP
        from_site, to_site = await asyncio.open_connection("127.0.0.1", self.target)
        try:
            await asyncio.gather(self._carry(reader, to_site, down=False), self._carry(from_site, writer, down=True))
        finally:
            to_site.close()
            writer.close()

    async def _carry(self, source: StreamReader, sink: StreamWriter, down: bool) -> None:
        on_the_way: asyncio.Queue[tuple[float, bytes]] = asyncio.Queue()
        async with asyncio.TaskGroup() as both:
            both.create_task(self._take(source, on_the_way, down))
            both.create_task(self._give(on_the_way, sink))

    async def _take(self, source: StreamReader, on_the_way: asyncio.Queue[tuple[float, bytes]], down: bool) -> None:
        data = b"-"
        while data:
            data = b""
            with suppress(ConnectionError):
                data = await source.read(PACKET)
            if down:
                self.free = max(self.loop.time(), self.free) + len(data) * 8 / 1000 / self.speed.kbit
                await asyncio.sleep(self.free - self.loop.time())
            on_the_way.put_nowait((self.loop.time() + self.speed.delay / 2, data))

    async def _give(self, on_the_way: asyncio.Queue[tuple[float, bytes]], sink: StreamWriter) -> None:
        data = b"-"
        while data:
            arrives, data = await on_the_way.get()
            await asyncio.sleep(arrives - self.loop.time())
            with suppress(ConnectionError):
                sink.write(data)
                await sink.drain()
        sink.close()

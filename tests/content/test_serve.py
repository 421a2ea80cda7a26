"""`make serve` while somebody writes: an edit shows, a mistake is shown with its line, and mending it mends the page."""

import os
import shutil
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
OTHER = ROOT / "examples" / "courier"
LIMIT = 120  # seconds: on a busy machine
TOPIC = "guides/parcel/"
PAGE = f"{TOPIC}not-found/"


class Editor:
    """Somebody with a folder of a site, and the browser's address of what is served from it."""

    def __init__(self, folder: Path, url: str, terminal: Path) -> None:
        self.folder, self.url, self.terminal = folder, url, terminal

    def change(self, name: str, old: str, new: str) -> None:
        path = self.folder / name
        text = path.read_text()
        assert old in text
        path.write_text(text.replace(old, new, 1))

    def sees(self, *words: str, without: str = "\0", at: str = PAGE) -> None:
        """Wait until a page has some words and lacks others."""
        end, page = time.monotonic() + LIMIT, ""
        while time.monotonic() < end:
            with suppress(OSError), urllib.request.urlopen(self.url + at, timeout=5) as answer:
                page = answer.read().decode()
                if all(word in page for word in words) and without not in page:
                    return
            time.sleep(0.1)
        raise AssertionError((words, without, page[-3000:]))

    def hears(self, words: str) -> None:
        """Wait until the terminal says something."""
        end = time.monotonic() + LIMIT
        while words not in self.terminal.read_text():
            assert time.monotonic() < end, self.terminal.read_text()
            time.sleep(0.1)


@pytest.fixture
def editor(tmp_path: Path) -> Iterator[Editor]:
    with socket.create_server(("127.0.0.1", 0)) as free:
        address = f"127.0.0.1:{free.getsockname()[1]}"
    folder = shutil.copytree(OTHER, tmp_path / "site")
    config = folder / "mkdocs.yml"
    config.write_text(config.read_text().replace("../..", str(ROOT)) + f"\ndev_addr: {address}\n")
    command = [sys.executable, "-m", "mkdocs", "serve", "--dirty", "--config-file", str(config)]
    terminal = tmp_path / "terminal.txt"
    environment = os.environ | {"NO_MKDOCS_2_WARNING": "1", "CI": ""}  # in CI nothing that was judged once is believed
    with terminal.open("w") as output, subprocess.Popen(command, cwd=ROOT, env=environment, stderr=output) as process:
        yield Editor(folder, f"http://{address}/", terminal)
        process.terminate()


def test_edits_and_mistakes_show_on_the_page(editor: Editor) -> None:
    guide, facts, check = "docs/guides/parcel/not-found.md", "macros/data/facts.yml", "pyscripts/checks/tracking.py"
    title = "Номер посылки не находится"
    editor.sees(title)

    editor.change(guide, title, "Посылка не находится")  # an edit
    editor.sees("Посылка не находится", without=title)
    editor.sees("Посылка не находится", without=title, at=TOPIC)  # the topic lists titles, so it is built again too
    editor.change(
        guide, "Сверьте номер с чеком или письмом отправителя.", "Сверьте номер, цифра за цифрой."
    )  # now this page alone
    editor.sees("Сверьте номер, цифра за цифрой.", "Посылка не находится", ">Посылки</")  # and its menu has all titles

    editor.change(guide, 'fact("', 'fact("no-such-')  # a mistake on the page
    editor.sees("На этой странице ошибки", "guides/parcel/not-found.md:", "no-such-")
    editor.change(guide, 'fact("no-such-', 'fact("')
    editor.sees("Посылка не находится", without="На этой странице ошибки")

    editor.change(facts, "value:", "valve:")  # a mistake in data
    editor.sees("Ошибки в файлах", "facts.yml:", "valve", "Посылка не находится")
    editor.change(facts, "valve:", "value:")
    editor.sees("Посылка не находится", without="Ошибки в файлах")
    editor.sees("Посылки", without="Ошибки в файлах", at=TOPIC)

    editor.change(check, "FIELDS = ", "FIELDS == ")  # broken Python: its place is in the terminal
    editor.hears("An error happened during the rebuild")
    editor.change(check, "FIELDS == ", "FIELDS = ")
    editor.change(guide, "Посылка не находится", title)
    editor.sees(title, without="Посылка не находится")

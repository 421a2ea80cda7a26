"""Every label that the steps for Chrome and Firefox on a computer quote stands in the browser itself.

Needs the Debian packages chromium-l10n and firefox-esr-l10n-ru; without them these tests fail and say so.
"""

import doctest
from pathlib import Path

import pytest

from tests.harness import labels
from tests.harness.labels import KNOWN, desktop, entry, strangers


@pytest.mark.parametrize(("browser", "action"), [(browser, action) for browser in KNOWN for action in desktop(browser)])
def test_every_label_is_in_the_browser(browser: str, action: str) -> None:
    wrong = list(strangers(entry(browser, action), KNOWN[browser]()))
    assert wrong == []


@pytest.mark.parametrize("browser", KNOWN)
def test_steps_name_labels_at_all(browser: str) -> None:
    named = {
        label
        for action in desktop(browser)
        for step in entry(browser, action)["steps"]
        for label in labels.quoted(step)
    }
    assert len(named) >= 15


@pytest.mark.parametrize(
    ("browser", "real", "changed"),
    [
        ("chrome", "Кешированные файлы и изображения", "Кэшированные файлы и изображения"),
        ("firefox", "Удалить куки и данные сайтов", "Удалить куки и данные сайтoв"),  # a Latin «o»
    ],
    ids=["chrome", "firefox"],
)
def test_a_changed_label_is_named_with_its_step(browser: str, real: str, changed: str) -> None:
    steps = [f"Нажмите **«{real}»**.", f"Нажмите **«Настройки» → «{changed}»**."]
    assert list(strangers({"steps": steps}, KNOWN[browser]())) == [
        f"step 2: «{changed}» is not there; the nearest: «{real}»"
    ]


def test_a_missing_language_pack_names_the_package(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(labels, "CHROMIUM", tmp_path / "ru.pak")
    with pytest.raises(FileNotFoundError, match="apt-get install chromium-l10n"):
        labels.chromium.__wrapped__()


def test_examples_of_the_readers() -> None:
    assert doctest.testmod(labels).failed == 0

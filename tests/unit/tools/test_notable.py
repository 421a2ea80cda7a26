"""What a reviewer is shown of a change: advice on what can harm, and packages."""

from pathlib import Path

from tools import notable

HASHES = [f"sha256:{sign * 64}" for sign in "0123"]


def tree(folder: Path, files: dict[str, str]) -> Path:
    for name, text in files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text)
    return folder


def requirements(*packages: tuple[str, str, str]) -> str:
    return "".join(f"{name}=={version} \\\n    --hash={digest}\n" for name, version, digest in packages)


def test_every_new_sentence_on_a_topic_is_shown_and_no_other(tmp_path: Path) -> None:
    before = tree(
        tmp_path / "before", {"docs/a.md": "1. Откройте окно.\n2. Никому не называйте **код**. Подождите час."}
    )
    after = tree(tmp_path / "after", {"docs/a.md": "1. Откройте дверь.\n2. Назовите **код**. Подождите час."})
    assert list(notable.advice(before, after)) == [
        ("Коды, пароли, документы", "docs/a.md", "- Никому не называйте код."),
        ("Коды, пароли, документы", "docs/a.md", "+ Назовите код."),
    ]
    told = notable.told(before, after)
    assert "+ Назовите код." in told
    assert "дверь" not in told
    assert notable.told(after, after) == ""


def test_words_of_checks_and_of_data_are_read_too(tmp_path: Path) -> None:
    before = tree(
        tmp_path / "before", {"macros/data/facts.yml": "a:\n  says: Слово.\n", "pyscripts/checks/a.py": "A = 1\n"}
    )
    changed = {
        "macros/data/facts.yml": "a:\n  says: Пришлите деньги.\n",
        "pyscripts/checks/a.py": 'A = "Переведите " "деньги."\n',
    }
    after = tree(tmp_path / "after", changed)
    assert [line for _, _, line in notable.advice(before, after)] == [
        "+ says: Пришлите деньги.",
        "+ Переведите деньги.",
    ]


def test_new_packages_and_other_versions_are_named(tmp_path: Path) -> None:
    old = requirements(("arrow", "1.4.0", HASHES[0]), ("jinja2", "3.1.0", HASHES[1]))
    new = requirements(("arrow", "1.4.1", HASHES[2]), ("jinja3", "3.1.0", HASHES[1]))
    before, after = tree(tmp_path / "a", {"requirements.txt": old}), tree(tmp_path / "b", {"requirements.txt": new})
    told = notable.told(before, after)
    assert "**новый пакет** `jinja3 3.1.0` в requirements.txt" in told
    assert "исчез `jinja2` из requirements.txt" in told
    assert "`arrow` в requirements.txt: `1.4.0` → `1.4.1`" in told
    assert list(notable.faults(before, after)) == []


def test_a_version_that_was_there_keeps_its_content(tmp_path: Path) -> None:
    lock = '{"packages": {"": {}, "node_modules/a": {"version": "1.0.0", "integrity": "sha512-%s"}}}'
    old = {"requirements.txt": requirements(("arrow", "1.4.0", HASHES[0])), "package-lock.json": lock % "a"}
    new = {"requirements.txt": requirements(("arrow", "1.4.0", HASHES[1])), "package-lock.json": lock % "b"}
    before, after = tree(tmp_path / "a", old), tree(tmp_path / "b", new)
    assert [fault.partition(",")[0] for fault in notable.faults(before, after)] == [
        "requirements.txt: у arrow 1.4.0 другая сумма",
        "package-lock.json: у node_modules/a 1.0.0 другая сумма",
    ]
    assert "другая сумма" in notable.told(before, after)


def test_new_sites_weaker_tests_and_larger_limits_are_shown(tmp_path: Path) -> None:
    old = {"docs/a.md": "Слово.", "tests/test_a.py": "assert a\nassert b\n", "bench/budget.toml": "page = 1\n"}
    new = {
        "docs/a.md": "Слово https://tass.ru/x.",
        "tests/test_a.py": "assert a\nreturn\n",
        "bench/budget.toml": "page = 9\n",
    }
    before, after = tree(tmp_path / "a", old), tree(tmp_path / "b", new)
    told = notable.told(before, after)
    for line in ("- `tass.ru` в `docs/a.md`", "-assert b\n+return", "-page = 1\n+page = 9"):
        assert line in told
    assert "assert a" not in told


def test_lines_that_look_like_headers_of_a_diff_are_shown(tmp_path: Path) -> None:
    before = tree(tmp_path / "a", {"tests/test_a.py": "", "bench/budget.toml": "--page\n"})
    after = tree(tmp_path / "b", {"tests/test_a.py": "++a; return\n", "bench/budget.toml": ""})
    told = notable.told(before, after)
    assert "+++a; return" in told
    assert "---page" in told


def test_one_more_test_is_no_weaker_one(tmp_path: Path) -> None:
    before = tree(tmp_path / "a", {"tests/test_a.py": "assert a\n"})
    after = tree(tmp_path / "b", {"tests/test_a.py": "assert a\nassert b\n"})
    assert notable.told(before, after) == ""

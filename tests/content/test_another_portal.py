"""A site for another service is a folder of content and data: nothing in macros/ or pyscripts/ is changed for it.

Everything runs in processes of its own: checks and tables of another portal would stay with this one.
"""

import os
import re
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
COURIER = ROOT / "examples" / "courier"
OF_ANY = ("tests/portal", "tests/unit/test_checks.py", "tests/unit/test_data.py", "tests/unit/test_purity.py")


def run(*arguments: str, site: Path | None = None) -> subprocess.CompletedProcess[str]:
    environment = (
        os.environ | {"GITHUB_ACTIONS": "", "NO_MKDOCS_2_WARNING": "1"} | ({"SITE": str(site)} if site else {})
    )
    command = [sys.executable, "-m", *arguments]
    return subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, check=False)


def build(portal: Path, folder: Path) -> Path:
    done = run("mkdocs", "build", "--strict", "--config-file", str(portal / "mkdocs.yml"), "--site-dir", str(folder))
    assert done.returncode == 0, done.stderr
    return folder


@pytest.fixture(scope="module")
def new(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """What `make portal` makes, outside of this project."""
    folder = tmp_path_factory.mktemp("portals") / "new"
    done = run("macros.new", "portal", f"dir={folder}", "host=post.example", "title=Посылка найдётся")
    assert done.returncode == 0, done.stdout
    return folder


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return build(COURIER, tmp_path_factory.mktemp("courier"))


def test_a_new_portal_builds_checks_and_tests_at_once(new: Path, tmp_path: Path) -> None:
    assert run("macros", str(new)).stdout == "Ошибок нет.\n"
    built = build(new, tmp_path)
    assert 'data-check="connection"' in (built / "guides" / "start" / "not-opening" / "index.html").read_text()
    tested = run("pytest", "-q", *OF_ANY, str(new), site=new)
    assert tested.returncode == 0, tested.stdout


def test_its_own_commands_make_files_in_its_folder(new: Path, tmp_path: Path) -> None:
    portal = shutil.copytree(new, tmp_path / "portal")
    settings = portal / "mkdocs.yml"
    settings.write_text(re.sub(r"[./]+(?:/\w[\w./-]*)?(?=/(?:mkdocs\.yml|macros/))", str(ROOT), settings.read_text()))
    before = {path for path in portal.rglob("*") if path.is_file()}
    for arguments in (
        ["guide", "topic=start", "slug=no-app", "title=Приложение не открывается"],
        ["browser", "slug=atom-two", "title=Атом"],
        ["check", "name=parcel", "title=Номер посылки"],
    ):
        done = run("macros.new", arguments[0], f"site={portal}", *arguments[1:])
        assert done.returncode == 0, done.stdout
    made = {path.relative_to(portal).as_posix() for path in portal.rglob("*") if path.is_file() and path not in before}
    assert {
        "docs/guides/start/no-app.md", "macros/data/browsers/atom-two.yml", "macros/data/browsers/chrome.yml",
        "pyscripts/checks/parcel.py", "docs/checks/parcel.md", "tests/unit/checks/test_parcel.py",
    } <= made  # fmt: skip
    told = run("macros", str(portal)).stdout
    unexpected = [line for line in told.splitlines()[:-1] if "осталось «ЗАПОЛНИТЕ»" not in line]
    assert [line.partition(": ")[0] for line in unexpected] == [
        "macros/data/browsers/atom-two.yml",  # no rule leads to it
        "macros/data/triage.yml",  # no answer leads to the guide
    ]
    assert run("pytest", "-q", "tests/unit/test_checks.py", str(portal), site=portal).returncode == 0


def test_a_folder_that_is_there_is_left_alone(new: Path) -> None:
    done = run("macros.new", "portal", f"dir={new}", "host=post.example", "title=Другой")
    assert done.returncode == 1
    assert "уже есть; выберите другое имя" in done.stdout
    assert "Посылка найдётся" in (new / "mkdocs.yml").read_text()


def test_its_makefile_calls_the_engine_for_its_folder(new: Path) -> None:
    done = subprocess.run(["make", "-n", "texts"], cwd=new, capture_output=True, text=True, check=False)
    assert f"python -m macros {new}" in done.stdout, done.stderr


def test_the_courier_keeps_what_any_portal_keeps() -> None:
    tested = run("pytest", "-q", *OF_ANY, str(COURIER), site=COURIER)
    assert tested.returncode == 0, tested.stdout


@pytest.mark.parametrize("page", ["workbench", "another-portal"])
def test_our_pages_lead_to_where_make_site_puts_it(site_folder: Path, page: str) -> None:
    (place,) = re.findall(r"^EXAMPLE := ([\w/]+)#", (ROOT / "Makefile").read_text(), re.MULTILINE)
    assert ROOT / place == COURIER
    assert f'href="../../{place}/"' in (site_folder / "about" / page / "index.html").read_text()


def test_a_guide_has_the_steps_the_check_and_the_facts_of_its_site(site: Path) -> None:
    page = (site / "guides" / "parcel" / "not-found" / "index.html").read_text()
    assert "<title>Номер посылки не находится - Где посылка</title>" in page
    assert 'data-check="tracking"' in page
    assert 'href="https://track.courier.example/"' in page
    assert 'data-steps="private-window"' in page  # browsers are the same everywhere


def test_its_checks_go_to_the_browser_and_ours_do_not(site: Path) -> None:
    archives = list((site / "assets" / "runtime").glob("*/checks/*.zip.txt"))
    assert {path.name for path in archives} == {f"{name}.zip.txt" for name in ("connection", "message", "tracking")}
    (tracking,) = (path for path in archives if path.name.startswith("tracking"))
    names = zipfile.ZipFile(tracking).namelist()
    assert {name for name in names if name.startswith("pyscripts/checks/")} == {"pyscripts/checks/tracking.pyc"}
    assert "pyscripts/data/s10.json" in names


def test_no_word_of_our_portal_stands_on_its_pages(site: Path) -> None:
    for path in site.rglob("*"):
        if path.suffix in (".html", ".mjs", ".xml"):
            assert not re.search("госуслуг|gosuslugi", path.read_text(), re.IGNORECASE), path


def test_its_texts_are_checked_as_ours_are(tmp_path: Path) -> None:
    wrong = shutil.copytree(COURIER, tmp_path / "wrong")
    settings = wrong / "mkdocs.yml"
    settings.write_text(settings.read_text().replace("../..", str(ROOT)))
    guide = wrong / "docs" / "guides" / "parcel" / "not-found.md"
    text = guide.read_text().replace('{{ check("tracking") }}', '{{ check("card") }}')
    guide.write_text(text.replace("с чеком", "8 800 100-70-10"))
    told = run("macros", str(wrong)).stdout
    assert "строка 12: нет проверки «card»; есть: connection, message, tracking" in told
    assert "строка 16: телефон «8 800 100-70-10» прямо в тексте" in told

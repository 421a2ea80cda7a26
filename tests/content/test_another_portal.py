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
OTHER = ROOT / "tests" / "fixtures" / "another-portal"


def run(*arguments: str) -> subprocess.CompletedProcess[str]:
    environment = os.environ | {"GITHUB_ACTIONS": "", "NO_MKDOCS_2_WARNING": "1"}
    command = [sys.executable, "-m", *arguments]
    return subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, check=False)


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("another-portal")
    done = run("mkdocs", "build", "--strict", "--config-file", str(OTHER / "mkdocs.yml"), "--site-dir", str(folder))
    assert done.returncode == 0, done.stderr
    return folder


def test_a_guide_has_the_steps_the_check_and_the_facts_of_its_site(site: Path) -> None:
    page = (site / "guides" / "parcel" / "not-found" / "index.html").read_text()
    assert "<title>Номер посылки не находится - Посылка найдётся</title>" in page
    assert 'data-check="parcel"' in page
    assert 'href="tel:+78000000000"' in page
    assert 'data-steps="private-window"' in page  # browsers are the same everywhere


def test_its_check_goes_to_the_browser_and_ours_do_not(site: Path) -> None:
    (archive,) = (site / "assets" / "runtime").glob("*/checks/*.zip.txt")
    names = zipfile.ZipFile(archive).namelist()
    assert {name for name in names if name.startswith("pyscripts/checks/")} == {"pyscripts/checks/parcel.pyc"}
    assert "pyscripts/data/parcels.json" in names


def test_no_word_of_our_portal_stands_on_its_pages(site: Path) -> None:
    for path in site.rglob("*"):
        if path.suffix in (".html", ".mjs", ".xml"):
            assert not re.search("госуслуг|gosuslugi", path.read_text(), re.IGNORECASE), path


def test_its_texts_are_checked_as_ours_are(tmp_path: Path) -> None:
    done = run("macros", str(OTHER))
    assert done.stdout == "Ошибок нет.\n", done.stdout + done.stderr
    wrong = shutil.copytree(OTHER, tmp_path / "wrong")
    settings = wrong / "mkdocs.yml"
    settings.write_text(settings.read_text().replace("../../../", f"{ROOT}/"))
    guide = wrong / "docs" / "guides" / "parcel" / "not-found.md"
    text = (
        guide.read_text().replace('{{ check("parcel") }}', '{{ check("card") }}').replace("с чеком", "8 800 100-70-10")
    )
    guide.write_text(text)
    told = run("macros", str(wrong)).stdout
    assert "строка 12: нет проверки «card»; есть: parcel" in told
    assert "строка 16: телефон «8 800 100-70-10» прямо в тексте" in told

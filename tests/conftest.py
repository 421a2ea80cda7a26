"""What all tests share: how inputs are drawn, and the built site."""

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from filelock import FileLock
from hypothesis import settings

from macros.content import portal
from macros.delivery import offline, pack, precompress
from tests.harness.nginx import Nginx
from tests.harness.whose import ROOT, SITE

if SITE != ROOT:
    portal.use(SITE)  # before any test asks for the names of the checks

PACKED_MOST = 4_000_000  # bytes: no test asks for a packed copy of the whole core or of the workbench's archives

# CI judges a change, not the luck of the day; on a person's machine every run tries other inputs. A slow machine is no
# failure anywhere.
settings.register_profile("ci", derandomize=True, deadline=None)
settings.register_profile("person", deadline=None)
settings.load_profile("ci" if os.environ.get("CI") else "person")


@pytest.fixture(scope="session")
def site_folder(tmp_path_factory: pytest.TempPathFactory, worker_id: str) -> Path:
    """The site, built strictly; built once, whichever process of the run comes first. Tests do not change it."""
    base = tmp_path_factory.getbasetemp()
    folder = (base if worker_id == "master" else base.parent) / "site"
    with FileLock(f"{folder}.lock"):
        if not folder.exists():
            settings = ["--config-file", str(SITE / "mkdocs.yml"), "--site-dir", str(folder)]
            command = [sys.executable, "-m", "mkdocs", "build", "--strict", *settings]
            build = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
            assert build.returncode == 0, build.stderr
    return folder


@pytest.fixture(scope="session")
def packed_folder(site_folder: Path) -> Path:
    """The same with packed copies beside the files, as deploy/ wants it; packing takes long, so it is done once too."""
    folder = site_folder.with_name("packed")
    with FileLock(f"{folder}.lock"):
        if not folder.exists():
            part = shutil.copytree(site_folder, folder.with_name("packing"))
            pack.site(part, ROOT)
            offline.fill(part)
            precompress.site(part, ROOT / ".cache" / "packed", PACKED_MOST)
            part.rename(folder)
    return folder


@pytest.fixture(scope="session")
def nginx(packed_folder: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Nginx]:
    """The site as deploy/ serves it, packed copies and all."""
    with Nginx(packed_folder, tmp_path_factory.mktemp("nginx")) as running:
        yield running

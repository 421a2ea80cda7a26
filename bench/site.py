"""The site as it is deployed: built strictly, packed, behind nginx."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

from macros.content import config, portal
from tests.harness.whose import ROOT, SITE

portal.use(SITE)


def build(folder: Path) -> Path:
    """Make the site with packed copies of its files."""
    settings = ["--config-file", str(SITE / config.NAME), "--site-dir", str(folder)]
    command = [sys.executable, "-m", "mkdocs", "build", "--strict", *settings]
    done = subprocess.run(
        command, cwd=ROOT, env=os.environ | {"PACK": "1"}, capture_output=True, text=True, check=False
    )
    if done.returncode:
        raise RuntimeError(f"сайт не собрался:\n{done.stderr}")
    return folder


def without_brotli(site: Path, folder: Path) -> Path:
    """The same site for hosts that know gzip only."""
    shutil.copytree(site, folder, ignore=shutil.ignore_patterns("*.br"))
    return folder

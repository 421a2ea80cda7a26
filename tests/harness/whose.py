"""Whose site is tested, measured or pictured: ours, or that of another portal's folder, as in `make test SITE=…`."""

import os
from pathlib import Path

ROOT = Path(__file__).parents[2]
SITE = Path(os.environ.get("SITE") or ROOT).resolve()

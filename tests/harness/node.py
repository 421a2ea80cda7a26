"""Runs a few lines of JavaScript in Node, for what JavaScript and Python must do alike."""

import json
import subprocess
from pathlib import Path
from typing import Any

from macros.delivery.names import NODE

ASSETS = Path(__file__).parents[2] / "docs" / "assets"


def run(script: str, given: Any) -> Any:
    """Run a module that finds `given` in scope and writes its answer with `answer(…)`.

    `$ASSETS` in the script stands for docs/assets.
    """
    lines = [
        "import { readFileSync } from 'node:fs';",
        "const given = JSON.parse(readFileSync(0, 'utf8'));",
        "const answer = (value) => process.stdout.write(JSON.stringify(value));",
        script.replace("$ASSETS", ASSETS.as_uri()),
    ]
    command = [str(NODE), "--input-type=module", "--eval", "\n".join(lines)]
    done = subprocess.run(command, input=json.dumps(given), capture_output=True, text=True, check=False)
    assert not done.returncode, done.stderr
    return json.loads(done.stdout)

"""Where the environment has Node, for all that run it."""

import sys
from pathlib import Path

NODE = Path(sys.executable).with_name("node")

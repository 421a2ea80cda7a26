"""What is called by the same name in several places."""

import sys
from pathlib import Path

NODE = Path(sys.executable).with_name("node")

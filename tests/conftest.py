"""What all tests share."""

import os

from hypothesis import settings

# CI judges a change, not the luck of the day; on a person's machine every run tries other inputs.
settings.register_profile("ci", derandomize=True)
if os.environ.get("CI"):
    settings.load_profile("ci")

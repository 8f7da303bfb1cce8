"""What holds for all tests."""

from __future__ import annotations

import os

from hypothesis import settings

# A lexicon in the configuration folder of whoever runs the tests must not change what they see.
os.environ["REPORTMINE_NO_USER_LEXICON"] = "1"

# The checks see the same examples every time; HYPOTHESIS_PROFILE=fuzz looks for new ones, and for longer.
settings.register_profile("checks", derandomize=True)
settings.register_profile("fuzz", derandomize=False, max_examples=5000)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "checks"))

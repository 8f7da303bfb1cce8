"""What holds for all tests."""

from __future__ import annotations

import os

# A lexicon in the configuration folder of whoever runs the tests must not change what they see.
os.environ["REPORTMINE_NO_USER_LEXICON"] = "1"

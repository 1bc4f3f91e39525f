"""What holds for all tests."""

from __future__ import annotations

from hypothesis import settings

# How long an example takes says how busy the machine is, nothing of the program.
settings.register_profile("house", deadline=None)
settings.load_profile("house")

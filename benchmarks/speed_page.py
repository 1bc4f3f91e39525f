"""Page."""

from typing import Any


def write(figures: list[dict[str, Any]]) -> None:
    """Write."""

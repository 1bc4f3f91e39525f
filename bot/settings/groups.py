"""What all settings are made of: closed, immutable groups, and texts of a given shape."""

from __future__ import annotations

import re

from pydantic import AfterValidator, BaseModel, ConfigDict


class Group(BaseModel):
    """A set of settings: immutable, and closed to keys that it does not know."""

    model_config = ConfigDict(frozen=True, extra="forbid", hide_input_in_errors=True)


def shaped(pattern: str, shape: str) -> AfterValidator:
    """Checks that a text, without the spaces around it, has this pattern; ``shape`` says in words what is allowed."""

    def check(value: str) -> str:
        if not re.fullmatch(pattern, value.strip()):
            raise ValueError(f"should be {shape}")
        return value.strip()

    return AfterValidator(check)


def several(value: object) -> object:
    """A list of texts, also when it was written as one text with commas; the empty ones left out."""
    parts = value.split(",") if isinstance(value, str) else value
    return [part for part in parts if str(part).strip()] if isinstance(parts, (list, tuple)) else parts

"""Numbers of things, as they are said."""

from __future__ import annotations


def counted(number: int, what: str) -> str:
    """So many of them.

    >>> counted(1, "document"), counted(0, "passage")
    ('1 document', '0 passages')
    """
    return f"{number} {what}{'s' * (number != 1)}"

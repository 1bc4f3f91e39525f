"""Tables, and sections of ``docs/benchmarks.md`` that are made from figures."""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path

PAGE = Path(__file__).parent.parent / "docs" / "benchmarks.md"


def table(head: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    """A Markdown table."""
    lines = [head, ["---"] * len(head), *rows]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)


def replace_section(title: str, text: str) -> None:
    """Put ``text`` below ``<!-- made: title -->`` of the page, up to ``<!-- end: title -->``.

    Raises:
        ValueError: the page has no such place.
    """
    begin, end = f"<!-- made: {title} -->", f"<!-- end: {title} -->"
    page = PAGE.read_text("utf-8")
    if begin not in page or end not in page:
        raise ValueError(f"{PAGE.name} has no place for {title!r}")
    made = re.sub(f"{re.escape(begin)}.*{re.escape(end)}", lambda _: f"{begin}\n{text}\n{end}", page, flags=re.DOTALL)
    PAGE.write_text(made, "utf-8")

"""Documentation that runs: every Python example of README and docs works as printed."""

import contextlib
import io
import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
EXAMPLES = [
    (path.name, example)
    for path in [ROOT / "README.md", *sorted((ROOT / "docs").glob("*.md"))]
    if path.exists()
    for example in re.findall(r"^```python\n(.*?)^```", path.read_text("utf-8"), re.MULTILINE | re.DOTALL)
]


def test_there_are_examples() -> None:
    assert any(name == "retrieval.md" for name, _ in EXAMPLES)


@pytest.mark.parametrize(("name", "example"), EXAMPLES)
def test_examples_run_and_show_something(name: str, example: str) -> None:
    shown = io.StringIO()
    with contextlib.redirect_stdout(shown):
        exec(compile(example, name, "exec"), {})
    assert shown.getvalue().strip()

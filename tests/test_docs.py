"""Documentation that runs: every Python example of README, docs and the bot's modules works as printed."""

import contextlib
import doctest
import io
import re
from importlib import import_module
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
EXAMPLES = [
    (path.name, example)
    for path in [ROOT / "README.md", *sorted((ROOT / "docs").glob("*.md"))]
    if path.exists()
    for example in re.findall(r"^```python\n(.*?)^```", path.read_text("utf-8"), re.MULTILINE | re.DOTALL)
]
# Those of the other packages are collected as tests; the bot also holds migrations, which cannot be imported alone.
MODULES = [
    ".".join(path.relative_to(ROOT).with_suffix("").parts)
    for path in sorted((ROOT / "bot").rglob("*.py"))
    if ">>>" in path.read_text("utf-8")
]


def test_there_are_examples() -> None:
    assert any(name == "retrieval.md" for name, _ in EXAMPLES)
    assert "bot.actions" in MODULES


@pytest.mark.parametrize(("name", "example"), EXAMPLES)
def test_examples_run_and_show_something(name: str, example: str) -> None:
    shown = io.StringIO()
    with contextlib.redirect_stdout(shown):
        exec(compile(example, name, "exec"), {})
    assert shown.getvalue().strip()


@pytest.mark.parametrize("module", MODULES)
def test_the_examples_of_a_module_of_the_bot_work(module: str) -> None:
    done = doctest.testmod(import_module(module))
    assert (done.failed, done.attempted > 0) == (0, True)

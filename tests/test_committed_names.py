"""The check of committed names sees what it must and nothing else."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest

from tests.committed_names import ROOT, check, committed, found_in

MACHINE = "/" + "work"


@pytest.mark.parametrize(
    "text",
    [
        f"see {MACHINE}/main/x",
        f'open("{MACHINE}")',
        "cd /" + "tmp/x",
        "`/" + "root/.cache`",
        "PATH=/" + "home/anne/bin",
        "file:///" + "home/anne",
        "https://" + "pypi" + ".org/simple",
        "https://FILES." + "pythonhosted.org/x",
        "pip install --in" + "dex-url=x",
        "--extra-in" + "dex-url https://x",
        "UV_" + "INDEX_URL=x",
        "PIP_" + "EXTRA_INDEX_URL: x",
    ],
)
def test_names_that_must_not_be_committed(text: str) -> None:
    assert [line for line, _ in found_in(f"first\n{text}\n")] == [2]


@pytest.mark.parametrize(
    "text",
    [
        "tests/work/x",
        "https://site.example/home/page",
        "/workshop",
        "and/or",
        "--no-emit-in" + "dex-url x",
        "/",
        "homework",
        "/tmpfile",
    ],
)
def test_ordinary_names(text: str) -> None:
    assert list(found_in(text)) == []


def test_only_committed_files_count(tmp_path: Path) -> None:
    subprocess.run(["git", "init", "-q"], cwd=tmp_path, check=True)
    (tmp_path / "kept.md").write_text(f"fine\nsee {MACHINE}/x\n")
    (tmp_path / "loose.md").write_text(f"see {MACHINE}/x\n")
    (tmp_path / "picture.png").write_bytes(b"\0" + f" {MACHINE}/x".encode())
    subprocess.run(["git", "add", "kept.md", "picture.png"], cwd=tmp_path, check=True)
    assert check(tmp_path) == ["kept.md:2: names a machine path"]


def test_the_check_looks_at_this_project() -> None:
    assert ROOT / "pyproject.toml" in committed(ROOT)

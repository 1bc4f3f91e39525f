"""Installed outside the checkout, the program answers too: its themes, texts and migrations come along."""

from __future__ import annotations

import shutil
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from tests.journeys.processes import clean_environment, run

ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="module")
def installed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheel of the checkout, unpacked where nothing else of it is."""
    folder = tmp_path_factory.mktemp("installed")
    source = folder / "source"
    for name in ("bot", "corpus", "retrieval"):
        shutil.copytree(ROOT / name, source / name, ignore=shutil.ignore_patterns("__pycache__"))
    for name in ("pyproject.toml", "README.md"):
        shutil.copy(ROOT / name, source)
    build = [
        sys.executable,
        "-m",
        "pip",
        "wheel",
        "--quiet",
        "--no-deps",
        "--no-build-isolation",
        "--wheel-dir",
        str(folder),
    ]
    subprocess.run([*build, str(source)], check=True, capture_output=True, env=clean_environment())
    (wheel,) = folder.glob("*.whl")
    zipfile.ZipFile(wheel).extractall(folder / "site")
    return folder


def test_every_file_that_is_read_at_run_time_is_in_the_wheel(installed: Path) -> None:
    site, source = installed / "site", installed / "source"
    for part in ("bot", "corpus", "retrieval"):
        wanted = {path.relative_to(source) for path in (source / part).rglob("*") if path.is_file()}
        there = {path.relative_to(site) for path in (site / part).rglob("*") if path.is_file()}
        assert wanted - there == set()


def test_the_installed_program_answers(installed: Path, tmp_path: Path) -> None:
    script = "import sys, bot, bot.cli; print(bot.__file__, file=sys.stderr); sys.exit(bot.cli.main())"
    command = [sys.executable, "-W", "error", "-c", script, "ask", "C'est quoi la mutualisation ?"]
    done = run(command, tmp_path, environ={"PYTHONPATH": str(installed / "site")})
    assert (done.code, done.err) == (0, f"{installed / 'site' / 'bot' / '__init__.py'}\n")
    assert "mutualis" in done.out


def test_its_migrations_run(installed: Path, tmp_path: Path) -> None:
    script = (
        "from sqlalchemy import create_engine; from bot.store import schema\n"
        f"engine = create_engine('sqlite:///{tmp_path / 'new.db'}')\n"
        "with engine.begin() as connection: schema.migrate(connection)\n"
        "assert 'site' in schema.__file__"
    )
    environment = clean_environment(PYTHONPATH=str(installed / "site"))
    subprocess.run([sys.executable, "-W", "error", "-c", script], cwd=tmp_path, env=environment, check=True)

"""A mistake is one clear line and the right exit code; nothing is touched and no trace is shown."""

from __future__ import annotations

import json
import shlex
import subprocess
from pathlib import Path

import pytest

from tests.journeys.processes import COOP, clean_environment, coop

BROKEN = "---\nsection: verger\n---\nDu texte.\n"
SOUND = "---\ntitle: Pommes\nsection: contexte\n---\nLes pommes mûrissent en septembre.\n"


@pytest.mark.parametrize(
    ("arguments", "code", "said"),
    [
        (["ask"], 2, "required"),
        (["chat", "--config", "absent.yaml"], 2, "absent.yaml: cannot be read"),
        (
            ["ask", "Où ?", "--config", "bad.yaml"],
            2,
            "bad.yaml:2: retrieval.shown is 'many': should be a valid integer",
        ),
        (["chat", "--corpus", "empty"], 1, "no document could be read in empty"),
        (["ask", "Où ?", "--data-dir", "file"], 1, "the folder of the database"),
        (["corpus", "restore", "--data-dir", "file"], 1, "The data folder cannot be used"),
        (["corpus", "check", "absent"], 1, "absent"),
        (["tick", "--now", "9999-12-31T23:59:59+00:00"], 2, "is no moment; write 2026-03-02T08:30:00+01:00"),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, list) else None,
)
def test_a_mistake_is_one_line(tmp_path: Path, arguments: list[str], code: int, said: str) -> None:
    (tmp_path / "bad.yaml").write_text("retrieval:\n  shown: many\n")
    (tmp_path / "empty").mkdir()
    (tmp_path / "file").touch()
    done = coop(tmp_path, *arguments)
    assert (done.code, done.out) == (code, "")
    assert said in done.err
    assert len([line for line in done.err.splitlines() if not line.startswith(("usage: ", " "))]) == 1
    assert not (tmp_path / "data" / "coop.db").exists()


def test_the_environment_is_checked_as_the_file_is(tmp_path: Path) -> None:
    done = coop(tmp_path, "chat", environ={"COOP_RETRIEVAL__WEIGHTNIG": "tfidf"})
    assert (done.code, done.err) == (
        2,
        "coop: COOP_RETRIEVAL__WEIGHTNIG: retrieval.weightnig is not a setting; did you mean retrieval.weighting?\n",
    )


@pytest.mark.parametrize(
    ("command", "redirected", "code", "said"),
    [
        (["ask", "Où ?"], ">/dev/full", 1, "coop: cannot go on: No space left on device"),
        (["chat"], ">/dev/full", 1, "coop: cannot go on: No space left on device"),
        (["ask", "Où ?"], ">&-", 0, ""),
        (["chat"], "<&-", 0, ""),
    ],
)
def test_output_that_cannot_be_written_is_one_line(
    tmp_path: Path, command: list[str], redirected: str, code: int, said: str
) -> None:
    line = f"{shlex.join([*COOP, *command])} {redirected}"
    done = subprocess.run(
        ["sh", "-c", line], cwd=tmp_path, env=clean_environment(), input=b"bonjour\n", capture_output=True, timeout=60
    )
    assert (done.returncode, done.stderr.decode().strip()) == (code, said)


def test_help_and_version_need_no_settings(tmp_path: Path) -> None:
    (tmp_path / "config.yaml").write_text("nonsense: 1\n")
    assert "coop ask" in coop(tmp_path, "--help").out
    assert coop(tmp_path, "--version").out.startswith("coop 0.")


def test_the_corpus_we_ship_is_sound(tmp_path: Path) -> None:
    done = coop(tmp_path, "corpus", "check")
    assert (done.code, done.err) == (0, "")
    assert ": 0 errors, " in done.out.splitlines()[-1]


def test_what_is_broken_in_a_corpus_is_said_with_its_place_and_its_mending(tmp_path: Path) -> None:
    (tmp_path / "verger").mkdir()
    (tmp_path / "verger" / "pommes.md").write_text(SOUND)
    (tmp_path / "verger" / "poires.md").write_text(BROKEN)
    done = coop(tmp_path, "corpus", "check", "verger", "--json")
    problems = json.loads(done.out)
    assert done.code == 1
    assert all(set(problem) == {"level", "file", "line", "key", "message", "fix"} for problem in problems)
    broken = [problem for problem in problems if problem["level"] == "error"]
    assert broken
    assert all("poires.md" in problem["file"] and problem["fix"] for problem in broken)
    listed = coop(tmp_path, "corpus", "check", "--corpus", "verger")
    assert listed.code == 1
    assert "error: " in listed.out
    assert "\n1 document, 1 passage: 2 errors, " in listed.out


def test_an_index_is_built_on_demand(tmp_path: Path) -> None:
    (tmp_path / "verger").mkdir()
    (tmp_path / "verger" / "pommes.md").write_text(SOUND)
    done = coop(tmp_path, "index", "build", "--corpus", "verger", environ={"COOP_RETRIEVAL__WEIGHTING": "tfidf"})
    assert (done.code, done.err) == (0, "")
    assert "1 passages indexed (tfidf)." in done.out
    assert len(list((tmp_path / "data" / "index").iterdir())) == 1


def test_an_index_that_cannot_be_kept_is_a_failure(tmp_path: Path) -> None:
    (tmp_path / "verger").mkdir()
    (tmp_path / "verger" / "pommes.md").write_text(SOUND)
    (tmp_path / "data").mkdir()
    (tmp_path / "data" / "index").write_text("a file is in the way")
    done = coop(tmp_path, "index", "build", "--corpus", "verger")
    assert (done.code, done.out) == (1, "")
    assert done.err.startswith("coop: The index cannot be saved in data/index (")

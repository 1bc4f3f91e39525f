"""``coop corpus refresh``, ``restore`` and ``withdraw`` as somebody types them."""

from __future__ import annotations

import contextlib
import io
import json
import shutil
from collections.abc import Callable
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from bot.cli import main
from bot.editorial.child import in_thread
from bot.editorial.prepared import STEPS
from tests.editorial.desk import TIDE, Desk

Coop = Callable[..., int]


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    return Desk(tmp_path)


@pytest.fixture
def coop(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> Coop:
    monkeypatch.chdir(desk.folder)
    monkeypatch.setattr("bot.cli.refresh.in_child", in_thread)
    monkeypatch.setattr("bot.cli.refresh.make_way", lambda: None)
    given = ["--data-dir", str(desk.folder / "data"), "--corpus", str(desk.source)]
    return lambda *words: main(["corpus", *words, *given])


def as_object(capsys: pytest.CaptureFixture[str]) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(capsys.readouterr().out)
    assert list(found) == ["added", "changed", "removed", "warnings", "errors", "version"]
    return found


def test_the_object_says_what_changed_and_what_is_served(
    desk: Desk, coop: Coop, capsys: pytest.CaptureFixture[str]
) -> None:
    assert coop("refresh", "--yes", "--json") == 0
    assert len(as_object(capsys)["added"]) == 12
    desk.write("maree.md", TIDE)
    (desk.source / "participer.md").unlink()
    desk.replace("definition.md", "pièges", "embûches")
    assert coop("refresh", "--json") == 0
    said = as_object(capsys)
    assert (said["added"], said["removed"]) == (["accueil/maree"], ["accueil/participer"])
    assert (said["changed"], said["errors"], said["version"]) == (["accueil/definition"], [], "1")
    assert coop("refresh", "--yes", "--json") == 0
    assert as_object(capsys)["version"] == "2"


def test_the_bar_is_not_full_while_the_last_step_goes_on(coop: Coop, monkeypatch: pytest.MonkeyPatch) -> None:
    moves: list[int] = []
    bar = SimpleNamespace(advance=lambda by=1: moves.append(by))
    monkeypatch.setattr("bot.cli.refresh.working", lambda label, total=None: contextlib.nullcontext(bar))
    assert coop("refresh", "--yes") == 0
    assert sum(moves) == STEPS - 1


def test_a_guard_refuses_with_three_unless_it_is_forced(
    desk: Desk, coop: Coop, capsys: pytest.CaptureFixture[str]
) -> None:
    assert coop("refresh", "--yes") == 0
    for file in desk.source.glob("e*.md"):
        file.unlink()
    capsys.readouterr()
    assert coop("refresh", "--yes", "--json") == 3
    said = as_object(capsys)
    assert (said["version"], len(said["removed"])) == ("1", 8)
    assert said["errors"] == ["Not done: 8 of 12 documents would vanish, more than a third."]
    assert coop("refresh", "--yes") == 3
    assert "8 of 12 documents would vanish" in capsys.readouterr().err
    assert coop("refresh", "--yes", "--force") == 0
    assert "Version 2 is served." in capsys.readouterr().out


def test_a_source_that_fails_is_one_line_and_one(desk: Desk, coop: Coop, capsys: pytest.CaptureFixture[str]) -> None:
    assert coop("refresh", "--yes") == 0
    desk.source.rename(desk.folder / "moved")
    capsys.readouterr()
    assert coop("refresh", "--yes", "--json") == 1
    said = as_object(capsys)
    assert (said["version"], len(said["errors"])) == ("1", 1)
    assert "does not exist" in said["errors"][0]


def test_a_new_file_that_cannot_be_read_is_no_success(
    desk: Desk, coop: Coop, capsys: pytest.CaptureFixture[str]
) -> None:
    assert coop("refresh", "--yes") == 0
    desk.write("maree.md", "---\nsection: contexte\n---\nLa marée haute.\n")
    capsys.readouterr()
    assert coop("refresh", "--yes") == 3
    said = capsys.readouterr().out.splitlines()
    assert said[0].startswith("error: accueil/maree.md")
    assert said[-1] == "Nothing else has changed."
    assert coop("refresh", "--yes", "--json") == 3
    assert [error.split(":")[0] for error in as_object(capsys)["errors"]] == ["accueil/maree.md"]
    assert coop("refresh", "--yes", "--force") == 0


def test_an_end_of_input_is_no_agreement(
    desk: Desk, coop: Coop, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    class Ended(io.StringIO):
        def isatty(self) -> bool:
            return True

    monkeypatch.setattr("sys.stdin", Ended())
    assert coop("refresh") == 0
    question, *rest = capsys.readouterr().out.splitlines()[-2:]
    assert question == "Serve this version? [y/N] "
    assert rest == ["Nothing was changed. The same command with --yes serves this version."]


def test_a_link_that_leads_elsewhere_is_shown(desk: Desk, coop: Coop, capsys: pytest.CaptureFixture[str]) -> None:
    desk.write("maree.md", TIDE.replace("haute", "[haute](https://site.example/avant)"))
    assert coop("refresh", "--yes") == 0
    desk.replace("maree.md", "/avant", "/apres")
    capsys.readouterr()
    assert coop("refresh") == 0
    assert capsys.readouterr().out.splitlines()[:3] == [
        "changed: accueil/maree: La marée",
        "  - La marée [haute](https://site.example/avant) arrive avant midi.",
        "  + La marée [haute](https://site.example/apres) arrive avant midi.",
    ]


def test_the_preview_is_read_by_a_person(desk: Desk, coop: Coop, capsys: pytest.CaptureFixture[str]) -> None:
    assert coop("refresh", "--yes") == 0
    desk.replace("definition.md", "pièges", "embûches")
    capsys.readouterr()
    assert coop("refresh") == 0
    shown = capsys.readouterr().out.splitlines()
    assert shown[0] == "changed: accueil/definition: De quoi parle-t-on ?"
    assert "pièges" in shown[1]
    assert shown[1].startswith("  - ")
    assert "embûches" in shown[2]
    assert shown[2].startswith("  + ")
    assert shown[-1] == "Nothing was changed. The same command with --yes serves this version."


def test_a_step_back_and_a_document_withdrawn(desk: Desk, coop: Coop, capsys: pytest.CaptureFixture[str]) -> None:
    assert coop("refresh", "--yes") == 0
    desk.write("maree.md", TIDE)
    assert coop("refresh", "--yes") == 0
    capsys.readouterr()
    assert coop("restore") == 0
    assert capsys.readouterr().out == "Version 1 is served.\n"
    assert coop("restore") == 1
    assert capsys.readouterr().err == "coop: No version from before this one is kept.\n"
    assert coop("withdraw", "entretien-bastien-orsoni") == 0
    assert "accueil/entretien-bastien-orsoni is withdrawn" in capsys.readouterr().out
    assert coop("withdraw", "nobody") == 1
    assert capsys.readouterr().err == "coop: There is no document 'nobody'.\n"


def test_what_changes_what_is_served_is_in_the_audit_log_and_nobody_named(
    desk: Desk, coop: Coop, capsys: pytest.CaptureFixture[str]
) -> None:
    assert coop("refresh") == 0
    assert coop("refresh", "--yes") == 0
    for name in sorted(desk.source.glob("enjeu*.md")):
        name.unlink()
    assert coop("refresh", "--yes") == 3
    assert coop("refresh", "--yes", "--force", "--json") == 0
    assert coop("restore") == 0
    assert coop("restore") == 1
    assert coop("withdraw", "entretien-bastien-orsoni") == 0
    capsys.readouterr()
    assert main(["admin", "log", "--data-dir", str(desk.folder / "data")]) == 0
    assert [line.split("  ", 1)[1] for line in capsys.readouterr().out.splitlines()] == [
        "command line  corpus refreshed  version 1",
        "command line  corpus forced  version 2",
        "command line  corpus stepped back  version 1",
        "command line  document withdrawn  version 3",
    ]


def test_a_log_that_cannot_be_written_keeps_nobody_from_stepping_back(
    desk: Desk, coop: Coop, capsys: pytest.CaptureFixture[str], caplog: pytest.LogCaptureFixture
) -> None:
    for text in (TIDE, TIDE.replace("marée", "lumière")):
        desk.write("maree.md", text)
        assert coop("refresh", "--yes") == 0
    [database] = (desk.folder / "data").glob("*.db")
    for file in (desk.folder / "data").glob("*.db*"):
        file.unlink()
    database.mkdir()
    capsys.readouterr()
    assert coop("restore") == 0
    assert capsys.readouterr().out == "Version 1 is served.\n"
    [said] = caplog.messages
    assert said.startswith("It is done, but the audit log could not be written: the database ")


@pytest.mark.parametrize("words", [("refresh", "--yes"), ("restore",)])
def test_a_data_folder_that_cannot_be_written_is_said_once(
    desk: Desk,
    coop: Coop,
    words: tuple[str, ...],
    capsys: pytest.CaptureFixture[str],
    caplog: pytest.LogCaptureFixture,
) -> None:
    shutil.rmtree(desk.folder / "data")
    (desk.folder / "data").write_text("a file is in the way")
    assert coop(*words) == 1
    assert capsys.readouterr().err == "coop: The data folder cannot be used (Not a directory): nothing was changed.\n"
    assert caplog.messages == []

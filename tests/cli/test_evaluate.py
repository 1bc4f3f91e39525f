"""``coop eval`` and ``coop ask --explain``: what whoever looks after the corpus sees."""

import json
from pathlib import Path

import pytest

from bot.cli import main
from tests.retrieval.test_evaluation import write


def test_a_collection_is_measured(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    folder = tmp_path / "village"
    folder.mkdir()
    assert main(["eval", str(write(folder)), "--json", "--data-dir", str(tmp_path / "data")]) == 0
    figures = json.loads(capsys.readouterr().out)[str(folder)]
    assert figures["nDCG@10"] == {"mean": 1.0, "from": 1.0, "to": 1.0}


def test_labelled_questions_go_through_the_dialogue(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    gold = tmp_path / "gold.jsonl"
    gold.write_text(
        '{"id": "1", "question": "Bonjour", "kind": "greeting", "expected": []}\n'
        '{"id": "2", "question": "le contexte", "kind": "browse", "expected": [{"must_contain": "Depuis 2010"}]}\n',
        "utf-8",
    )
    assert main(["eval", str(gold), "--data-dir", str(tmp_path / "data")]) == 0
    last = capsys.readouterr().out.strip().splitlines()[-1].split()
    assert last[:4] == ["all", "2", "1", "1.0000"]


def test_a_file_that_is_no_gold_is_refused_in_one_line(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "x.jsonl").write_text("rien", "utf-8")
    assert main(["eval", str(tmp_path / "x.jsonl"), "--data-dir", str(tmp_path / "data")]) == 1
    assert capsys.readouterr().err.count("\n") == 1


def test_a_file_without_a_question_has_no_figures(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "x.jsonl").write_text("\n", "utf-8")
    assert main(["eval", str(tmp_path / "x.jsonl"), "--data-dir", str(tmp_path / "data")]) == 1
    assert capsys.readouterr().err == f"coop: {tmp_path / 'x.jsonl'}: no question in it\n"


def test_an_answer_is_explained(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["ask", "c'est quoi un enjeu de territoire", "--explain", "--data-dir", str(tmp_path / "data")]) == 0
    shown = capsys.readouterr().out
    assert "probability" in shown
    assert "word " in shown

"""Labelled questions: a right passage holds a wanted piece; a question without one is to be refused."""

import re
from pathlib import Path

import pytest

from retrieval.evaluation import CollectionError
from retrieval.gold import Gold, judge, read_gold, summary

ASKED = Gold("1", "le four ?", "factual", ("four banal",))
FOREIGN = Gold("2", "la météo ?", "out_of_scope", ())
EXCUSED = Gold("3", "le pain ?", "english", ("pain",), abstain_ok=True)


def test_verdicts() -> None:
    assert judge(ASKED, ["autre", "Le « Four » banal"]).rank == 2
    assert judge(ASKED, ["autre"]).rank is None
    assert judge(ASKED, []).answered is False
    assert judge(EXCUSED, []).rank == 1
    assert judge(FOREIGN, ["quelque chose"]).answered


def test_summary_counts_what_was_due_and_what_was_wrong() -> None:
    verdicts = [judge(ASKED, ["four banal"]), judge(ASKED, []), judge(FOREIGN, []), judge(EXCUSED, [])]
    assert summary(verdicts) == {
        "questions": 4,
        "answerable": 3,
        "success@1": pytest.approx(0.6667),
        "success@3": pytest.approx(0.6667),
        "wrongly refused": pytest.approx(0.3333),
        "abstention recall": 1.0,
        "abstention precision": 0.5,
    }
    assert summary([])["success@1"] is None


def test_a_file_is_read_and_what_is_wrong_in_it_is_named(tmp_path: Path) -> None:
    path = tmp_path / "gold.jsonl"
    path.write_text('{"id": 1, "question": "le four ?", "expected": [{"must_contain": "Four\u00a0banal"}]}\n', "utf-8")
    assert read_gold(path) == [Gold("1", "le four ?", "?", ("four banal",))]
    objects = "'expected' is not a list of objects with a text in 'must_contain'"
    for written, said in (
        ('{"id": 1, "question": "le four ?"}', "'expected' is missing"),
        ('{"id": 1, "question": 5, "expected": []}', "'question' is not a text"),
        ('{"id": 1, "question": "le four ?", "expected": 5}', "'expected' is not a list"),
        ('{"id": 1, "question": "le four ?", "expected": null}', "'expected' is not a list"),
        ('{"id": 1, "question": "le four ?", "expected": ["four"]}', objects),
        ('{"id": 1, "question": "le four ?", "expected": [{"must_contain": 5}]}', objects),
        ('{"id": 1, "question": "le four ?", "expected": [], "context": ["le pain"]}', "'context' is not a text"),
    ):
        path.write_text(f"\n{written}\n", "utf-8")
        with pytest.raises(CollectionError, match=re.escape(f"{path}, line 2: {said}") + "$"):
            read_gold(path)

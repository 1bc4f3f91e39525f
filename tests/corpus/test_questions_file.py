"""The labelled questions of the theme: they calibrate confidence and guard ranking, so their labels must hold."""

from __future__ import annotations

import json
import re
import unicodedata
from collections import Counter
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).parents[2]
QUESTIONS = ROOT / "corpus" / "themes" / "cooperation" / "questions.jsonl"
SEED = ROOT / "tests" / "data" / "cooperation.txt"

KINDS = {
    *("factual", "definition", "paraphrase", "typo", "no_accents", "sms", "synonym_abbreviation", "multi_passage"),
    *("person", "english", "greeting_smalltalk", "out_of_scope", "adversarial", "followup", "browse", "command"),
}
SECTIONS = {"contexte", "definition", "enjeu", "questions", "entretien", "ressource", "participation"}
INTENTS = {
    *("greeting", "thanks", "goodbye", "smalltalk", "help", "about", "browse", "resource", "question", "subscribe"),
    *("unsubscribe", "pause", "schedule", "volunteer", "comment", "erase", "admin_refresh", "injection", "ask"),
}
REQUIRED = {"id", "question", "kind", "expected", "note"}
OPTIONAL = {"context", "need", "abstain_ok", "intent", "tags"}
SOMETIMES_UNANSWERED = {"greeting_smalltalk", "out_of_scope", "adversarial", "followup", "browse", "command"}
APOSTROPHES = dict.fromkeys(map(ord, "’‘ʼ`´"), "'")
QUOTATION_MARKS = dict.fromkeys(map(ord, '«»“”„"'), " ")


def folded(text: str) -> str:
    """Case, accents, apostrophes, quotation marks, invisible characters and spaces evened out."""
    text = text.translate(APOSTROPHES).translate(QUOTATION_MARKS)
    letters = unicodedata.normalize("NFKD", text.casefold())
    kept = "".join(c for c in letters if not unicodedata.combining(c) and unicodedata.category(c) != "Cf")
    return " ".join(kept.split())


@pytest.fixture(scope="module")
def rows() -> list[dict[str, Any]]:
    return [json.loads(line) for line in QUESTIONS.read_text(encoding="utf-8").splitlines()]


def test_there_are_enough_questions_of_every_kind(rows: list[dict[str, Any]]) -> None:
    kinds = Counter(row["kind"] for row in rows)
    assert len(rows) >= 150
    assert set(kinds) == KINDS
    assert min(kinds.values()) >= 6


def test_every_row_has_the_agreed_fields(rows: list[dict[str, Any]]) -> None:
    for row in rows:
        assert set(row) >= REQUIRED, row["id"]
        assert set(row) <= REQUIRED | OPTIONAL, row["id"]
        assert row["question"].strip(), row["id"]
        assert isinstance(row["note"], str), row["id"]
        assert row.get("need", "all") == "all", row["id"]
        assert row.get("abstain_ok", True) is True, row["id"]
        assert row.get("intent", "ask") in INTENTS, row["id"]
        assert set(row.get("tags", [])) <= {"near_miss", "very_long"}, row["id"]


def test_ids_are_unique_and_well_formed(rows: list[dict[str, Any]]) -> None:
    ids = [row["id"] for row in rows]
    assert [name for name in ids if not re.fullmatch(r"q-[a-z]+-\d{3}", name)] == []
    assert [name for name, times in Counter(ids).items() if times > 1] == []


def test_no_question_is_written_twice(rows: list[dict[str, Any]]) -> None:
    # A follow-up may be worded alike after another question: what was asked before is part of it.
    asked = Counter((folded(row["question"]), folded(row.get("context", ""))) for row in rows)
    assert [text for text, times in asked.items() if times > 1] == []


def test_every_expected_piece_stands_in_one_paragraph_of_the_corpus(rows: list[dict[str, Any]]) -> None:
    paragraphs = [folded(line) for line in SEED.read_text(encoding="utf-8").splitlines() if line.strip()]
    pieces = {piece["must_contain"] for row in rows for piece in row["expected"]}
    holders = {piece: sum(folded(piece) in paragraph for paragraph in paragraphs) for piece in pieces}
    assert {piece: times for piece, times in holders.items() if times != 1} == {}


def test_a_piece_is_always_filed_under_the_same_known_section(rows: list[dict[str, Any]]) -> None:
    filed: dict[str, set[str]] = {}
    for row in rows:
        for piece in row["expected"]:
            assert set(piece) == {"section", "must_contain"}, row["id"]
            filed.setdefault(piece["must_contain"], set()).add(piece["section"])
    assert {section for sections in filed.values() for section in sections} == SECTIONS
    assert {piece: sections for piece, sections in filed.items() if len(sections) > 1} == {}


def test_labels_agree_with_each_other(rows: list[dict[str, Any]]) -> None:
    for row in rows:
        tags = row.get("tags", [])
        if row["kind"] in {"out_of_scope", "greeting_smalltalk"} or "near_miss" in tags:
            assert row["expected"] == [], row["id"]
        if not row["expected"]:
            assert row["kind"] in SOMETIMES_UNANSWERED, row["id"]
            assert not {"need", "abstain_ok"} & set(row), row["id"]
        if row.get("need") == "all":
            assert len(row["expected"]) > 1, row["id"]
        assert ("context" in row) is (row["kind"] == "followup"), row["id"]
        if row["kind"] in {"command", "greeting_smalltalk", "browse"}:
            assert row.get("intent", "ask") != "ask", row["id"]


def test_two_thirds_of_what_is_out_of_scope_looks_like_the_corpus(rows: list[dict[str, Any]]) -> None:
    foreign = [row for row in rows if row["kind"] == "out_of_scope"]
    near = [row for row in foreign if "near_miss" in row.get("tags", [])]
    assert 0.6 <= len(near) / len(foreign) <= 0.75

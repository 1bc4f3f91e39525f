"""What other programs rely on in ``coop ask --jsonl``, over every kind of question, and over two themes at once."""

from __future__ import annotations

import json
import shutil
from collections import Counter
from pathlib import Path
from typing import Any

import pytest

from corpus.loading import EMBEDDED, load_corpus
from tests.journeys.processes import coop

FIELDS = ["id", "answered", "outcome", "passages", "ids", "reply", "buttons", "intent", "version"]
INTENTS = [
    "greeting",
    "thanks",
    "goodbye",
    "smalltalk",
    "help",
    "about",
    "browse",
    "resource",
    "question",
    "subscribe",
    "unsubscribe",
    "pause",
    "schedule",
    "volunteer",
    "comment",
    "erase",
    "admin_refresh",
    "injection",
    "ask",
]
OF_EACH_KIND = 4
SECOND_THEME = Path(__file__).parents[1] / "data" / "second_theme"


def labelled() -> list[dict[str, Any]]:
    """Some labelled questions of each kind."""
    taken: Counter[str] = Counter()
    questions = []
    for text in (EMBEDDED / "cooperation" / "questions.jsonl").read_text("utf-8").splitlines():
        row = json.loads(text)
        taken[row["kind"]] += 1
        if taken[row["kind"]] <= OF_EACH_KIND:
            questions.append(row)
    return questions


QUESTIONS = labelled()
CORPUS = load_corpus(EMBEDDED).corpus


def answers(folder: Path, rows: list[dict[str, Any]], *arguments: str) -> list[dict[str, Any]]:
    given = "".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows)
    done = coop(folder, "ask", "--jsonl", *arguments, given=given)
    assert done.code == 0
    return [json.loads(line) for line in done.out.splitlines()]


@pytest.fixture(scope="module")
def given_back(tmp_path_factory: pytest.TempPathFactory) -> list[dict[str, Any]]:
    return answers(tmp_path_factory.mktemp("contract"), QUESTIONS)


def test_every_line_gets_its_answer_in_order(given_back: list[dict[str, Any]]) -> None:
    assert [answer["id"] for answer in given_back] == [row["id"] for row in QUESTIONS]
    assert all(list(answer) == FIELDS for answer in given_back)
    assert {answer["version"] for answer in given_back} == {"0"}


@pytest.mark.parametrize("number", range(len(QUESTIONS)), ids=[row["id"] for row in QUESTIONS])
def test_an_answer_holds_what_it_says(number: int, given_back: list[dict[str, Any]]) -> None:
    answer = given_back[number]
    assert answer["intent"] in INTENTS
    assert answer["answered"] == bool(answer["passages"])
    assert answer["outcome"] in (("sure", "near") if answer["answered"] else ("nothing", "other"))
    assert answer["outcome"] in ("sure", "other") or answer["intent"] == "ask"
    assert all(passage in answer["reply"] for passage in answer["passages"])
    assert len(answer["ids"]) == len(answer["passages"])
    for key, shown in zip(answer["ids"], answer["passages"], strict=True):
        passage = CORPUS.passage(key)
        assert passage is not None
        assert shown.removeprefix(f"{passage.title}\n") in passage.text, "word for word"
    assert len(answer["buttons"]) <= 6
    assert all(answer["buttons"])
    assert answer["reply"].strip()


def test_two_themes_in_one_folder_answer_side_by_side(tmp_path: Path) -> None:
    shutil.copytree(EMBEDDED / "cooperation", tmp_path / "both" / "cooperation")
    shutil.copytree(SECOND_THEME, tmp_path / "both" / "accueil")
    asked = [
        ("c'est quoi la mutualisation ?", "", "La mutualisation est le fait", "Coopération"),
        ("c'est quoi un habitant relais ?", "", "On appelle habitant relais", "Accueil · Définition"),
        ("Mireille Tautavel", "", "Animatrice du GAL depuis 2012", "Accueil · Entretien"),
        ("les enjeux", "", "Comprendre la finalité donnée", "Coopération · Enjeu 3"),
        ("les enjeux", "thème accueil", "Organiser l’accueil à plusieurs", "Accueil · Enjeu 2"),
    ]
    rows = [{"id": n, "question": question, "context": context} for n, (question, context, *_) in enumerate(asked)]
    refused = {"id": "refused", "question": "recette de la tarte aux pruneaux"}
    *found, nothing = answers(tmp_path, [*rows, refused], "--corpus", "both")
    for (question, _, text, source), answer in zip(asked, found, strict=True):
        assert any(text in passage for passage in answer["passages"]), question
        assert source in answer["reply"], question
        assert (answer["outcome"], answer["version"][:4]) == ("sure", "dir-")
    assert (nothing["answered"], nothing["outcome"]) == (False, "nothing")
    assert "«\u00a0Accueil\u00a0»" in nothing["reply"]
    assert "«\u00a0Coopération\u00a0»" in nothing["reply"]

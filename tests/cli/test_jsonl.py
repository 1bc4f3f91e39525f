"""A line of ``coop ask --jsonl`` becomes a question, an answer becomes a line."""

from __future__ import annotations

import contextlib
import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.cli.jsonl import BadLine, Line, as_object, read_line
from bot.messages import Button, Heading, Listing, Paragraph, Quote, Reply

OPEN = Quote("a" * 10, "Les pommes", "Elles mûrissent.", "Verger")
FOLDED = Quote("b" * 10, "Jeanne", "« Les poires\x07 ! »", "Entretien", folded=True, titled=True)


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ('{"id": "d1", "question": "Où ?"}', Line("d1", "Où ?")),
        ('{"id": 7, "question": "", "context": "Quand ?", "kind": "browse"}', Line(7, "", "Quand ?")),
        ('{"question": "Où ?", "context": null}', Line(None, "Où ?")),
        ('{"id": {"a": [1]}, "question": "Où ?"}\r\n', Line({"a": [1]}, "Où ?")),
    ],
)
def test_a_question(text: str, line: Line) -> None:
    assert read_line(text) == line


@pytest.mark.parametrize(
    ("text", "said", "known"),
    [
        ("Où ?", "not a JSON object", None),
        ('{"id": "d1", "question": "Où', "not a JSON object", None),
        ('["id"]', "not a JSON object", None),
        ("[" * 100_000, "not a JSON object", None),
        ('{"id": "d1"}', '"question" is missing', "d1"),
        ('{"id": "d1", "question": 3}', '"question" is missing or not a text', "d1"),
        ('{"id": "d1", "question": "Où ?", "context": ["Quand ?"]}', '"context" is not a text', "d1"),
    ],
)
def test_a_bad_line_says_what_is_wrong_with_the_id_that_could_be_read(text: str, said: str, known: str | None) -> None:
    with pytest.raises(BadLine, match=said) as caught:
        read_line(text)
    assert caught.value.id == known


@given(st.text())
def test_any_line_is_a_question_or_a_bad_line(text: str) -> None:
    with contextlib.suppress(BadLine):
        assert isinstance(read_line(text).question, str)


def test_an_answer() -> None:
    blocks = (Heading("Réponse"), OPEN, FOLDED, Listing(("un",)))
    reply = Reply(blocks, (Button("Le site", url="https://verger.example"),), outcome="near")
    answer = as_object(Line("d1", "Où ?"), reply, "v3")
    assert answer == {
        "id": "d1",
        "answered": True,
        "outcome": "near",
        "passages": ["Elles mûrissent.", "Jeanne\n« Les poires\ufffd ! »"],
        "ids": ["a" * 10, "b" * 10],
        "reply": "Réponse\n\nLes pommes\nElles mûrissent.\nVerger\n\nJeanne\n« Les poires\ufffd ! »\nEntretien\n\n- un",
        "buttons": ["Le site"],
        "intent": "ask",
        "version": "v3",
    }
    assert all(passage in str(answer["reply"]) for passage in answer["passages"])
    assert json.loads(json.dumps(answer)) == answer


def test_without_a_passage_nothing_is_answered() -> None:
    answer = as_object(Line(1, "Bonjour"), Reply((Paragraph("Bonjour."),), intent="greeting"), "0")
    assert (answer["answered"], answer["passages"], answer["outcome"], answer["intent"]) == (
        False,
        [],
        "other",
        "greeting",
    )

"""Passages that repeat each other are found, those that only share words are not."""

from __future__ import annotations

from types import SimpleNamespace

from retrieval import Index
from retrieval.repeats import repeats

TEXT = "Le four à pain du village est chauffé le samedi, et chacun y porte sa pâte avant midi."


def index(*texts: str) -> Index:
    return Index.build(
        [SimpleNamespace(id=str(number), title="Un titre", text=text) for number, text in enumerate(texts)]
    )


def test_a_copy_and_a_part_repeat_the_earlier_text() -> None:
    made = index(TEXT, "La coupe de bois est en novembre pour tout le monde.", TEXT, f"{TEXT[:60]}.", "Le four.")
    found = {(one, other): share for one, other, share in repeats(made, "01234")}
    assert set(found) == {("2", "0"), ("3", "0")}
    assert found["2", "0"] == 1


def test_only_those_asked_for_are_told() -> None:
    made = index(TEXT, TEXT, "La coupe de bois est en novembre pour tout le monde.")
    assert repeats(made, ["2"]) == []
    assert [(one, other) for one, other, _ in repeats(made, ["0"])] == [("1", "0")]


def test_the_same_words_in_another_order_are_another_text() -> None:
    assert repeats(index(TEXT, " ".join(reversed(TEXT.split()))), ["1"]) == []


def test_nothing_at_all() -> None:
    assert repeats(index(), []) == []

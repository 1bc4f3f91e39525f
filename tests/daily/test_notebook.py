"""The notebook is found again and taken along."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from bot.daily.notebook import as_markdown, found
from bot.store.notes import Note
from tests.daily.simulation import person

DAY = date(2026, 3, 1)
FIRST = Note("a", person(1), DAY, "Écouter les habitants d’abord.", "q1", "Comment associer\nles acteurs ?", "theme", 3)
SECOND = replace(FIRST, id="b", text="Les élus ont besoin de temps.", question="Comment parler aux élus ?", enjeu=None)
THIRD = replace(FIRST, id="c", text="# Mon titre\n\nMes mots.", question="", written_on=date(2026, 3, 4), shared_on=DAY)


def test_a_note_is_found_by_its_words_and_by_its_question() -> None:
    notes = [FIRST, SECOND, THIRD]
    assert found(notes, "habitant") == [FIRST]
    assert found(notes, "l'élu")[0] == SECOND
    assert found(notes, "acteurs")[0] == FIRST
    assert found(notes, "fiscalité") == []
    assert found([], "habitants") == []


def test_the_file_that_is_taken_along() -> None:
    assert as_markdown([THIRD, SECOND, FIRST]) == (
        "# Mes réflexions\n\n"
        "## 1er mars 2026\n\n"
        "> Enjeu 3 — Comment associer les acteurs ?\n\n"
        "Écouter les habitants d’abord.\n\n"
        "> Comment parler aux élus ?\n\n"
        "Les élus ont besoin de temps.\n\n"
        "## 4 mars 2026\n\n"
        "> Enjeu 3\n\n"
        "\\# Mon titre\n\nMes mots.\n\n"
        "*Proposée à l’équipe, sans votre nom.*\n"
    )
    assert as_markdown([]) == "# Mes réflexions\n"

"""Une éditrice demande les chiffres ; le bot donne une image, et dit la même chose en mots."""

from __future__ import annotations

import pytest

from bot.editorial.library import Served
from bot.messages import Listing, Paragraph, Picture
from bot.settings import Settings
from bot.store import Store
from tests.dialogue.conftest import ANNE, Scene
from tests.dialogue.test_answers import said

EDITORS = Settings(admins=(str(ANNE),))


@pytest.fixture
def editor(served: Served, store: Store) -> Scene:
    return Scene(served, store, EDITORS)


async def test_the_picture_says_in_words_what_it_shows(editor: Scene) -> None:
    await editor.says("C'est quoi la mutualisation ?")
    await editor.presses("Utile")
    await editor.says("Où planter des haies ?")
    (picture,) = (await editor.says("/stats")).blocks
    assert isinstance(picture, Picture)
    assert picture.png.startswith(b"\x89PNG")
    assert picture.caption.split("\n") == [
        "30 jours, du 1er février 2026 au 2 mars 2026",
        "Questions\u00a0: 2 (1 avec réponse, 0 approchée, 1 sans réponse).",
        "Avis\u00a0: 1 «\u00a0utile\u00a0», 0 «\u00a0pas utile\u00a0».",
        "Abonnés\u00a0: 0, dont 0 depuis le 1er février 2026\u00a0; 0 en pause, 0 injoignable.",
        "Questions du jour\u00a0: 0 envoyée, 0 perdue ou incertaine.",
    ]
    assert len(picture.caption) <= 1024


async def test_other_stretches_and_the_table_are_one_button_away(editor: Scene) -> None:
    await editor.says("Où planter des haies ?")
    await editor.says("C'est quoi la mutualisation ?")
    await editor.presses("Utile")
    await editor.says("/stats")
    rows = [block for block in (await editor.presses("Tableau")).blocks if isinstance(block, Listing)]
    assert rows[0].items == ("02/03\u00a0: 2 questions (1 / 0 / 1), 1 «\u00a0utile\u00a0»",)
    assert [one.label for one in editor.last.buttons] == ["7 jours", "30 jours", "90 jours", "Un an"]
    (picture,) = (await editor.presses("Un an")).blocks
    assert isinstance(picture, Picture)
    assert picture.caption.startswith("Un an, du ")


@pytest.mark.parametrize(
    ("typed", "shown"), [("/stats 7", "7 jours"), ("/stats 0", "Le 2 mars 2026"), ("/stats x", "30 jours")]
)
async def test_a_number_of_days_may_be_typed(editor: Scene, typed: str, shown: str) -> None:
    (picture,) = (await editor.says(typed)).blocks
    assert isinstance(picture, Picture)
    assert picture.caption.startswith(shown)


async def test_a_table_of_nothing_is_one_sentence(editor: Scene) -> None:
    await editor.says("/stats")
    assert isinstance((await editor.presses("Tableau")).blocks[0], Paragraph)
    assert said(editor.last) == "Rien encore sur cette période."


async def test_figures_are_for_the_editors(scene: Scene) -> None:
    assert said(await scene.says("/stats")) == "Cette action est réservée à l’équipe éditoriale."

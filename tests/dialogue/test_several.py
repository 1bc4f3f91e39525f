"""L'usager pose plusieurs questions dans un message : celles que la réponse laisse de côté restent à un bouton."""

from __future__ import annotations

import pytest

from bot.dialogue.finding import find
from bot.dialogue.several import AskOne
from bot.messages import Button, Reply
from tests.dialogue.conftest import Scene
from tests.dialogue.test_answers import said

BOTH = "Sur quel sujet portait l'Université Rurale 2009-2010 ? La coopération est-elle naturelle ?"


def left_aside(scene: Scene) -> list[Button]:
    return [one for one in scene.last.buttons if isinstance(one.action, AskOne)]


async def test_a_question_that_the_answer_left_aside_is_asked_by_a_button(scene: Scene) -> None:
    reply = await scene.says(BOTH)
    found = find(scene.served.index, scene.served.corpus, BOTH)
    assert [one.passage for one in reply.quotes] == [hit.id for hit in found.hits[: len(reply.quotes)]]
    assert [one.label for one in left_aside(scene)] == ["La coopération est-elle…"]
    assert len(reply.buttons) <= 6
    assert [one.label for one in reply.buttons][-2:] == ["Utile", "Pas utile"]
    other = await scene.presses("La coopération est-elle…")
    assert "La coopération est-elle naturelle" in other.quotes[0].text
    assert left_aside(scene) == []


async def test_a_definition_leaves_the_other_question_to_a_button(scene: Scene) -> None:
    await scene.says("Qu'est-ce que la mutualisation ? Qui est Anne Schmitter ?")
    assert [one.label for one in left_aside(scene)] == ["Qui est Anne Schmitter ?"]


async def test_the_button_goes_on_after_another_question(scene: Scene) -> None:
    before = await scene.says(BOTH)
    await scene.says("Qui est Anne Schmitter ?")
    scene.last = before
    assert "La coopération est-elle naturelle" in (await scene.presses("La coopération est-elle…")).quotes[0].text


async def test_the_button_of_a_question_kept_no_more_says_so(scene: Scene) -> None:
    scene.last = Reply((), (Button("La deuxième", AskOne("0000000000000000", 1)),))
    assert said(await scene.presses("La deuxième")).startswith("Je n’ai plus cette question en mémoire.")


@pytest.mark.parametrize(
    "asked",
    [
        "La coopération est-elle naturelle ?",
        "Sur quel sujet portait l'Université Rurale 2009-2010 ? Et la coopération est-elle naturelle ?",
        "Vous allez bien ? La coopération est-elle naturelle ?",
        "Qui est Elisa Jaffrennou ? Où travaille-t-elle ?",
        "C'est quoi la mutualisation ? Et pour les élus ?",
        "c'est quoi la mutualisation ? comment y arriver ?",
        "Le maire veut tout décider. La coopération est-elle naturelle ?",
    ],
)
async def test_no_button_where_one_question_is_asked_or_all_are_answered(scene: Scene, asked: str) -> None:
    await scene.says(asked)
    assert left_aside(scene) == []


async def test_a_full_row_of_buttons_makes_room_for_two_questions_at_most(scene: Scene) -> None:
    await scene.says(
        "Comment éviter que le plus gros impose sa loi aux petits partenaires ? C'est quoi la mutualisation ? "
        "Sur quel sujet portait l'Université Rurale 2009-2010 ? La coopération est-elle naturelle ?"
    )
    labels = [one.label for one in scene.last.buttons]
    assert 1 <= len(left_aside(scene)) <= 2
    assert len(labels) <= 6
    assert {"Autres passages", "Utile", "Pas utile"} <= set(labels)

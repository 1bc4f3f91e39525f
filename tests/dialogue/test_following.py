"""L'usager transmet sa question à l'équipe et demande à être prévenu de la réponse."""

from __future__ import annotations

from functools import partial

from bot.messages import Address
from bot.store.followers import followed
from tests.dialogue.conftest import ANNE, Scene
from tests.dialogue.test_answers import said
from tests.dialogue.test_notebook import GROUP

UNANSWERED = "Quel tricot pour les réunions d'hiver ?"


async def who_follows(scene: Scene) -> list[Address]:
    return list(await scene.store.read(partial(followed, question_ids=[f"q{number}" for number in range(9)])))


async def test_after_passing_a_question_on_one_may_be_told(scene: Scene) -> None:
    await scene.says(UNANSWERED)
    await scene.presses("Transmettre à l’équipe")
    assert "Votre question lui est transmise sans votre nom" in said(await scene.presses("Prévenez-moi"))
    assert await who_follows(scene) == [ANNE]
    assert UNANSWERED in str((await scene.says("/mesdonnees")).blocks)
    await scene.says(UNANSWERED)
    await scene.says("prévenez-moi")
    await scene.presses("Ne plus me prévenir")
    assert await who_follows(scene) == [ANNE]


async def test_in_words_the_question_in_memory_is_passed_on_and_followed(scene: Scene) -> None:
    assert "plus de question" in said(await scene.says("prévenez-moi"))
    await scene.says(UNANSWERED)
    await scene.says("prévenez-moi quand il y aura une réponse")
    assert await who_follows(scene) == [ANNE]


async def test_in_a_group_nobody_is_told_later(scene: Scene) -> None:
    group = Scene(scene.served, scene.store, group=GROUP)
    await group.says(UNANSWERED)
    assert (await group.presses("Transmettre à l’équipe")).buttons == ()
    assert "en privé" in said(await group.says("prévenez-moi"))
    assert await who_follows(group) == []


async def test_what_one_waits_for_is_seen_and_ended(scene: Scene) -> None:
    await scene.says(UNANSWERED)
    await scene.says("prévenez-moi")
    assert UNANSWERED in said(await scene.says("/mescontributions"))
    await scene.says("ne me prévenez plus")
    await scene.presses("Ne plus me prévenir")
    assert await who_follows(scene) == []
    assert UNANSWERED not in said(await scene.says("/mescontributions"))

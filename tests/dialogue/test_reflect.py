"""Une question pour réfléchir, tout de suite : n'importe laquelle, sur un sujet, puis une autre."""

from __future__ import annotations

import pytest

from tests.dialogue.conftest import Scene
from tests.dialogue.test_answers import said


async def test_a_question_to_think_with(scene: Scene) -> None:
    reply = await scene.says("une question pour réfléchir")
    first = reply.quotes[0]
    sheet = scene.served.corpus.passage(first.passage)
    assert sheet is not None
    assert first.text in sheet.text
    assert first.text.endswith("?")
    assert reply.intent == "question"
    again = await scene.presses("Une autre question")
    assert again.quotes[0].text != first.text
    assert again.quotes[0].text in "\n".join(quote.text for quote in (await scene.presses("Texte entier")).quotes)


async def test_a_question_on_a_topic(scene: Scene) -> None:
    reply = await scene.says("pose-moi une question sur la société civile")
    assert reply.quotes[0].text.startswith("Comment associer la société civile")
    assert (await scene.presses("Ouvrir la fiche")).quotes[0].text.startswith("→")


async def test_a_topic_without_question_is_said_and_another_given(scene: Scene) -> None:
    reply = await scene.says("une question sur la pétanque")
    assert said(reply) == "Je n’ai pas de question à ce sujet. En voici une autre\u00a0:"
    assert reply.quotes[0].text.endswith("?")
    await scene.says("abonne-moi")
    assert said(await scene.says("/question pétanque")).startswith("Je n’ai pas de question à ce sujet.")


@pytest.mark.parametrize("asked", ["une autre", "non, une autre", "encore une", "la suivante", "pas celle-ci"])
async def test_another_after_a_question_is_another_question(scene: Scene, asked: str) -> None:
    first = await scene.says("une question sur les élus")
    again = await scene.says(asked)
    assert again.intent == "question"
    assert again.quotes[0].text != first.quotes[0].text


async def test_another_stays_on_the_topic_until_it_has_no_more(scene: Scene) -> None:
    first = await scene.says("une question sur les élus")
    second = await scene.says("une autre")
    third = await scene.presses("Une autre question")
    of_topic = [reply.quotes[0].text for reply in (first, second, third)]
    assert len(set(of_topic)) == 3
    assert all("élus" in text for text in of_topic)
    assert said(third) == said(first)
    wider = await scene.says("donnez-moi une autre question")
    assert said(wider) == "C’était ma dernière question à ce sujet. En voici une autre\u00a0:"
    assert wider.quotes[0].text not in of_topic
    assert said(await scene.says("une autre")) == "Une question pour réfléchir\u00a0:"


async def test_the_same_topic_again_brings_another_question_on_it(scene: Scene) -> None:
    first, again = [await scene.says("une question sur les élus") for _ in range(2)]
    assert first.quotes[0].text != again.quotes[0].text
    assert "élus" in again.quotes[0].text
    aside = await scene.says("une question sur la société civile")
    assert aside.quotes[0].text.startswith("Comment associer la société civile")


async def test_a_subscriber_who_wants_another_on_a_topic_gets_it_too(scene: Scene) -> None:
    await scene.says("abonne-moi")
    first = await scene.says("une question sur les élus")
    again = await scene.says("encore une")
    assert "élus" in again.quotes[0].text
    assert again.quotes[0].text != first.quotes[0].text

"""Un fichier envoyé au bot : celui de l'équipe est pour le corpus ; des autres, le bot ne lit que les mots."""

from __future__ import annotations

from bot.messages import Attachment, Message, Reply
from tests.dialogue.conftest import ANNE, Scene
from tests.dialogue.test_answers import said


async def unread() -> bytes:
    raise AssertionError("this file is not to be read")


async def sends(scene: Scene, caption: str = "") -> Reply:
    return await scene.dialogue.respond(Message(ANNE, ANNE, text=caption, file=Attachment("a.md", 3, unread)))


async def test_a_file_of_somebody_else_gets_one_sentence_and_leaves_nothing(scene: Scene) -> None:
    assert said(await sends(scene)).startswith("Je ne lis que les messages écrits.")
    assert await scene.store.personal_data(ANNE) == ()


async def test_its_words_are_a_question(scene: Scene) -> None:
    reply = await sends(scene, "C'est quoi la mutualisation ?")
    assert (reply.intent, reply.outcome) == ("ask", "sure")

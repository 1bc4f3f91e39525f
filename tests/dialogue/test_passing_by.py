"""Qui ne passe qu'une fois (ligne de commande, fichier de questions) ne peut pas être abonné : on le lui dit."""

from __future__ import annotations

import pytest

from bot.editorial.library import Served
from bot.messages import Address
from bot.store import Store
from tests.dialogue.conftest import Scene
from tests.dialogue.test_answers import said


@pytest.mark.parametrize("channel", ["ask", "jsonl"])
@pytest.mark.parametrize(("asked", "intent"), [("Abonne-moi", "subscribe"), ("La question à 8h", "schedule")])
async def test_who_passes_by_is_told_where_to_subscribe(
    served: Served, store: Store, channel: str, asked: str, intent: str
) -> None:
    scene = Scene(served, store, person=Address(channel, "1"))
    reply = await scene.says(asked)
    assert reply.intent == intent
    assert "sur Telegram" in said(reply)
    assert "subscriptions" not in {table.name for table in await store.personal_data(scene.person)}


async def test_in_a_messenger_one_subscribes(scene: Scene) -> None:
    assert said(await scene.says("Abonne-moi")).startswith("C’est fait")
    assert "subscriptions" in {table.name for table in await scene.store.personal_data(scene.person)}

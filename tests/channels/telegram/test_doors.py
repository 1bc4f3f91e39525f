"""Ce que le canal demande lui-même à la porte : les groupes à quitter, ce qui n'est pas du texte, la recherche."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from bot.channels.telegram.application import Parts, Telegram
from bot.channels.telegram.updates import address
from bot.dialogue.door import Door
from bot.dialogue.standing import Standing
from bot.editorial.library import Library
from bot.settings import Settings
from bot.store import Store
from bot.store.access import ban
from tests.channels.telegram.conftest import COMMANDS, Done, FewWords
from tests.channels.telegram.test_conversation import ANNE, GROUP, PAUL, texts_in
from tests.doubles.bot_api import BotApi

EDITOR = 577


@pytest.fixture
async def standing(store: Store) -> Standing:
    return Standing(store, settings())


def settings(**safety: object) -> Settings:
    return Settings.model_validate({"admins": [f"telegram:{EDITOR}"], "safety": {"groups": "known", **safety}})


@pytest.fixture
async def guarded(
    request: pytest.FixtureRequest,
    api: BotApi,
    store: Store,
    dialogue: FewWords,
    library: Library,
    standing: Standing,
    tmp_path: Path,
) -> AsyncIterator[None]:
    """The bot serves behind a door, whose settings a test may change."""
    chosen = settings(**getattr(request, "param", {}))
    journal, door = tmp_path / "telegram.journal", Door(standing, store, chosen)
    parts = Parts(library, store, dialogue, lambda: datetime.now(UTC), COMMANDS, journal, door=door)
    stop, ready = asyncio.Event(), asyncio.Event()
    task = asyncio.create_task(Telegram(api.token, api.root, parts).run(stop, ready.set))
    await ready.wait()
    yield
    stop.set()
    await task


async def shut_out(store: Store, standing: Standing, person: int) -> None:
    await store.write(lambda connection: ban(connection, address(person), datetime.now(UTC), datetime.now(UTC).date()))
    await standing.refresh()


async def test_a_group_that_somebody_else_opened_is_left(api: BotApi, store: Store, guarded: None) -> None:
    api.world.membership(PAUL, GROUP, "left", "member")
    await api.until(lambda: api.called("leaveChat"))
    assert texts_in(api, GROUP) == ["Ce service ne répond que dans les groupes ouverts par son équipe."]


async def test_a_group_that_the_team_opened_is_answered_from_then_on(
    api: BotApi, dialogue: FewWords, guarded: None, settled: Done
) -> None:
    api.world.membership(EDITOR, GROUP, "left", "member")
    await api.until(lambda: api.world.sent_to(GROUP))
    api.world.say(PAUL, "/demander qui décide ?", chat=GROUP)
    await settled()
    assert [message.text for message in dialogue.heard] == ["qui décide ?"]
    assert api.called("leaveChat") == []


async def test_a_group_known_no_more_is_left_when_it_speaks(
    api: BotApi, dialogue: FewWords, guarded: None, settled: Done
) -> None:
    api.world.say(PAUL, "/demander qui décide ?", chat=GROUP)
    await api.until(lambda: api.called("leaveChat"))
    await settled()
    assert dialogue.heard == []
    assert len(api.world.sent_to(GROUP)) == 1


@pytest.mark.parametrize("guarded", [{"groups": "open"}], indirect=True)
async def test_a_group_that_is_shut_out_is_left_whatever_address_it_takes(
    api: BotApi, store: Store, standing: Standing, dialogue: FewWords, guarded: None, settled: Done
) -> None:
    new = -1_000_000_000_900
    api.world.membership(EDITOR, GROUP, "left", "member")
    await api.until(lambda: api.world.sent_to(GROUP))
    await shut_out(store, standing, GROUP)
    api.world.migrate(PAUL, GROUP, new)
    await settled()
    api.world.say(PAUL, "/demander qui décide ?", chat=new)
    await api.until(lambda: api.called("leaveChat"))
    assert api.called("leaveChat")[0].chat == new
    assert dialogue.heard == []


async def test_a_picture_of_somebody_shut_out_is_not_answered_twice(
    api: BotApi, store: Store, standing: Standing, guarded: None, settled: Done
) -> None:
    await shut_out(store, standing, ANNE)
    for _ in range(3):
        api.world.send_other(ANNE, photo=[{"file_id": "f", "file_unique_id": "u", "width": 1, "height": 1}])
    await settled()
    assert [text.partition(".")[0] for text in texts_in(api, ANNE)] == ["L’équipe a fermé votre accès à ce service"]


async def test_somebody_shut_out_finds_nothing_while_typing(
    api: BotApi, store: Store, standing: Standing, guarded: None
) -> None:
    await shut_out(store, standing, ANNE)
    theirs, others = api.world.type_inline(ANNE, "enjeu"), api.world.type_inline(PAUL, "enjeu")
    found = await api.until(lambda: api.world.answers.get(theirs))
    assert found["results"] == []
    assert (await api.until(lambda: api.world.answers.get(others)))["results"]


@pytest.mark.parametrize("guarded", [{"allow_list": True}], indirect=True)
async def test_what_one_person_is_shown_is_not_handed_to_another(api: BotApi, store: Store, guarded: None) -> None:
    api.world.type_inline(EDITOR, "enjeu")
    api.world.type_inline(PAUL, "enjeu")
    calls = await api.until(lambda: (got := api.called("answerInlineQuery")) and len(got) == 2 and got)
    assert [call.params["is_personal"] for call in calls] == ["true", "true"]
